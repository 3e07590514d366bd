"""How the places and the fixed parts of a paper are called."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.papers.selectors import SlotFacts

SLOTS: Final[dict[str, str | Promise]] = {
    "title": gettext_lazy("标题"),
    "number_word": gettext_lazy("文号中的字"),
    "opening": gettext_lazy("开头"),
    "notes": gettext_lazy("提示和说明"),
    "contact_line": gettext_lazy("咨询方式"),
    "closing": gettext_lazy("结尾"),
}
FIXED: Final[dict[str, str | Promise]] = {
    "article": gettext_lazy("法律条文"),
    "reasons": gettext_lazy("理由和依据"),
    "remedies": gettext_lazy("行政复议和行政诉讼的告知"),
    "terms": gettext_lazy("期限"),
    "facts": gettext_lazy("办件内容和清单"),
    "declaration": gettext_lazy("决定或者承诺的正文"),
}


def help_of(slot: SlotFacts) -> str:
    """Return what stands beside a place: what may and must be named, how long it may be."""
    said = [_("最多%(longest)s个字。") % {"longest": slot.longest}]
    if slot.name == "number_word":
        said = [_("一到四个汉字，不能与别的文书相同；编号接着往下编。")]
    if slot.placeholders:
        said.append(_("可以使用的占位词：%(names)s。") % {"names": _braced(slot.placeholders)})
    if slot.owed:
        said.append(_("必须写明：%(names)s。") % {"names": _braced(slot.owed)})
    if slot.may_be_empty:
        said.append(_("可以留空。"))
    if slot.default and slot.name != "number_word":
        said.append(_("默认用语：%(text)s") % {"text": slot.default})
    return "".join(said) if slot.default == "" else " ".join(said)


def _braced(names: tuple[str, ...]) -> str:
    return "、".join(f"{{{name}}}" for name in names)
