"""What the pages of bulk edits say: operations, fields, states, and why an item is left as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.selectors.bulk_edits import BulkEditFacts, BulkEditRow
from oneseal.catalog.selectors.bulk_telling import Kind, choices_of, element_named
from oneseal.foundation.language import is_english

# Title, and what it does, in the order in which they are offered.
OPERATIONS: Final[Mapping[Kind, tuple[Promise, Promise]]] = {
    Kind.PLACES: (_("改办理时间、地点和电话"), _("填写哪几项就改哪几项，留空的不动。")),
    Kind.PROMISE: (_("改承诺办结时限"), _("数字和单位一起改；长于法定办结时限的事项不会改。")),
    Kind.SET: (_("给一个要素填写同一内容"), _("是否、选项、数字和短文字；留空表示改为尚未查明。")),
    Kind.ADD: (_("在清单类要素里增加一个值"), _("例如增加一种办理形式、一个主题、一个俗称。")),
    Kind.SWAP: (_("把清单类要素里的一个值换成另一个"), _("没有原来那个值的事项不会改。")),
    Kind.REMOVE: (_("从清单类要素里去掉一个值"), _("去掉最后一个值的，改为尚未查明。")),
    Kind.REPLACE_TEXT: (_("替换文字"), _("在选定的要素里逐字查找和替换；引用的原文不动。")),
    Kind.CITE: (_("改一个要素的来源"), _("改为自行表述，并写明依据哪一条；没有登记这一条的事项不会改。")),
}  # fmt: skip
COPIED: Final = _("从其他事项复制")
FIELDS: Final[Mapping[str, Promise]] = {
    "element": _("要素"),
    "elements": _("在哪些要素里"),
    "value": _("内容"),
    "old": _("原来的值"),
    "find": _("查找的文字"),
    "replace": _("替换为"),
    "limit": _("承诺办结时限"),
    "unit": _("时限单位"),
    "source": _("来源"),
    "station_place": _("办理地点"),
    "station_hours": _("办理时间"),
    "station_hall": _("进驻大厅"),
    "station_window": _("办理窗口"),
    "station_transport": _("交通指引"),
    "phone": _("咨询电话"),
    "complaint_phone": _("监督投诉电话"),
}
NEW_VALUE: Final = _("新的值")
STATES: Final[Mapping[str, tuple[Promise, str]]] = {
    "looking": (_("正在检查"), "info"),
    "previewed": (_("等待确认"), "warning"),
    "applying": (_("正在修改"), "info"),
    "applied": (_("已修改"), "success"),
    "undoing": (_("正在撤销"), "info"),
    "undone": (_("已撤销"), "info"),
}
ROW_STATES: Final[Mapping[str, tuple[Promise, str]]] = {
    "waiting": (_("等待检查"), "info"),
    "planned": (_("将修改"), "warning"),
    "unfit": (_("不修改"), "info"),
    "applied": (_("已修改"), "success"),
    "refused": (_("没有修改"), "error"),
    "undone": (_("已撤销"), "info"),
    "kept": (_("没有撤销"), "error"),
}
WHY: Final[Mapping[str, Promise]] = {
    "bulk.same": _("已经是这样，不用修改。"),
    "bulk.not_of_this_kind": _("这一类事项没有这个要素。"),
    "bulk.unfit": _("改后的内容不符合要素的格式。"),
    "bulk.above_law": _("法定办结时限是%(limit)s，承诺不能更长。"),
    "bulk.quoted": _("这里引用的是条文原文，请打开事项逐项修改。"),
    "bulk.value_absent": _("没有“%(value)s”这个值。"),
    "bulk.text_absent": _("没有“%(value)s”这些文字。"),
    "bulk.unknown_here": _("这个要素尚未查明，谈不上来源。"),
    "bulk.source_absent": _("没有登记“%(value)s”这个来源。"),
    "bulk.abolished": _("事项已经取消。"),
    "bulk.in_review": _("草稿已经送审，要等审核退回或者撤回送审。"),
    "bulk.changed": _("看过预览以后，有人改动了这个事项。"),
    "bulk.drafted": _("看过预览以后，这个事项有了新的草稿。"),
    "bulk.published_since": _("草稿已经发布，不再改动。"),
    "bulk.changed_since": _("修改以后，有人又改动了：%(places)s。"),
}
GROUPS: Final[Mapping[str, Promise]] = {
    "words": _("简介、服务对象和主题"),
    "basis": _("设定依据和权力来源"),
    "conditions": _("条件、禁止性要求和法律责任"),
    "limits": _("时限和特别程序"),
    "materials": _("申请材料"),
    "steps": _("办理流程"),
    "process": _("审查过程"),
    "form": _("申请表"),
    "fees": _("收费"),
    "result": _("结果和证照"),
    "ways": _("办理方式"),
    "questions": _("常见问题"),
    "remedies": _("复议和诉讼"),
    "places": _("地点、时间和咨询投诉"),
}
WHOSE: Final[Mapping[str, Promise]] = {
    "own": _("本机关的事项"),
    "reference": _("参考事项"),
    "other": _("其他机关已发布的事项"),
}
LIKE: Final[Mapping[str, Promise]] = {
    "words": _("名称都有%(shared)s"),
    "type": _("都是%(shared)s"),
    "articles": _("都依据%(shared)s"),
    "law": _("都依据《%(shared)s》"),
    "department": _("都由%(shared)s办理"),
}
STANDINGS: Final[Mapping[str, Promise]] = {
    "new": _("还没有发布过"),
    "in_use": _("在用"),
    "suspended": _("暂停"),
    "abolished": _("已取消"),
}
SIFT_STATES: Final[Mapping[str, Promise]] = {
    "draft": _("草稿"),
    "review": _("正在审核"),
    "published": _("已发布"),
}
QUALITIES: Final[Mapping[str, Promise]] = {
    "under_60": _("60分以下"),
    "under_80": _("60分到80分"),
    "under_90": _("80分到90分"),
    "from_90": _("90分以上"),
    "unscored": _("尚未计分"),
}
SIFTED_BY: Final[Mapping[str, Promise]] = {
    "words": _("文字"),
    "kind": _("事项类型"),
    "state": _("状态"),
    "office": _("承办机构"),
    "quality": _("质量分"),
    "unknown": _("尚未查明"),
    "standing": _("是否在用"),
}


def element_label(key: str) -> str:
    """Return the name of an element in the reader's language."""
    return spoken(element_named(key), "label")


def sifted_value(name: str, value: str) -> str:
    """Return one narrowing of a list in words."""
    if name == "unknown":
        return element_label(value)
    if name == "kind":
        return next((spoken(row, "label") for row in choices_of("item_type") if row.value == value), value)
    named = {"state": SIFT_STATES, "quality": QUALITIES, "standing": STANDINGS}.get(name, {})
    return str(named.get(value, value))


def sifted_words(sifted: Mapping[str, str]) -> str:
    """Return by what the items were chosen, in words; everything where nothing narrowed them."""
    if not sifted:
        return gettext("本机关的全部事项")
    mark = ", " if is_english() else "，"
    said = gettext("%(name)s：%(value)s")
    return mark.join(
        said % {"name": SIFTED_BY[key], "value": sifted_value(key, value)} for key, value in sifted.items()
    )


def title_of(facts: BulkEditFacts) -> str:
    """Return what a bulk edit is called."""
    if facts.told.kind is Kind.COPY:
        return gettext("从“%(name)s”复制") % {"name": facts.told.word("name")}
    return str(OPERATIONS[facts.told.kind][0])


def told_words(facts: BulkEditFacts) -> list[dict[str, str]]:
    """Return what was told for a bulk edit, field by field."""
    told = facts.told
    if told.kind is Kind.COPY:
        groups = [str(GROUPS[one]) for one in told.word("groups").split() if one in GROUPS]
        whose = told.word("department") or str(WHOSE["reference"])
        return [_entry(COPIED, f"{told.word('name')} · {whose}"), _entry(_("复制的部分"), _joined(groups))]
    rows = [_entry(FIELDS["elements"], _joined(map(element_label, told.elements)))] if told.elements else []
    shown = [name for name in FIELDS if told.fields.get(name)]
    rows += [_entry(FIELDS[name], _value(told.elements, name, told.fields[name])) for name in shown]
    if told.kind is Kind.CITE:
        rows.append(_entry(FIELDS["source"], source_words(told.word("document"), told.word("article"))))
    if told.kind is Kind.SET and not told.word("value"):
        rows.append(_entry(FIELDS["value"], gettext("改为尚未查明")))
    return rows


def source_words(document: str, article: str) -> str:
    """Return a source in words; the city's own word has neither document nor article."""
    return gettext("本机关自己的表述") if document == "city" else f"{document}{article}"


def _value(elements: tuple[str, ...], name: str, text: str) -> str:
    """Return what was told in a field; a code by its name."""
    lists = {"unit": "limit_unit", **({"value": elements[0], "old": elements[0]} if elements else {})}
    choices = choices_of(lists[name]) if name in lists else ()
    return next((spoken(row, "label") for row in choices if row.value == text), text)


def _entry(label: object, value: object) -> dict[str, str]:
    return {"label": str(label), "value": str(value)}


def _joined(words: Any) -> str:  # noqa: ANN401 - any words
    return (", " if is_english() else "、").join(words)


def why_words(row: BulkEditRow) -> str:
    """Return why an item is left as it is; empty where it is not."""
    if not row.why:
        return ""
    places = _joined(english if is_english() else chinese for chinese, english in row.places)
    return str(WHY[row.why]) % {**row.why_facts, "places": places}
