"""Limits, thresholds and tags of ratings, as a city sets them."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.evaluation.selectors import GRADES
from oneseal.evaluation.selectors.parameters import RatingRules

NUMBERS: Final[dict[str, tuple[Promise, Promise | str]]] = {
    "contact_days": (_("差评回访期限（工作日）"), _("从收到差评的次日起算。")),
    "fix_days": (_("差评整改答复期限（工作日）"), _("各地不一，默认15个工作日。")),
    "attempts": (_("联系不上时要记录几次"), _("实名差评记满这么多次没有联系上，才可以直接核实。")),
    "link_days": (_("评价链接有效天数"), ""),
    "visit_minutes": (_("窗口评价屏显示分钟数"), _("一次办理结束后，评价屏最多显示这么久。")),
    "burst_count": (_("短时间多次评价：次数"), _("同一设备或者地址达到这么多次就标出。")),
    "burst_minutes": (_("短时间多次评价：分钟"), ""),
    "device_cases": (_("同一设备评价多少件办件就标出"), ""),
    "rater_count": (_("同一评价人给同一工作人员多少次极端等级就标出"), ""),
    "watch_days": (_("往前看多少天"), ""),
    "published_from": (_("满多少件才公布具体数字"), _("按机关、按事项公布时适用，以免看出是谁评价的。")),
}


class RatingRulesForm(OfficeForm):
    """Every number, and for each grade its tags, one a line."""

    reason = forms.CharField(label=_("原因"), max_length=200, required=False, help_text=_("写入历史，例如批准文件。"))

    def __init__(self, *args: Any, rules: RatingRules, **more: Any) -> None:  # noqa: ANN401 - what every form takes
        super().__init__(*args, initial=_initial(rules), **more)
        reason = self.fields.pop("reason")
        for name, (label, help_text) in NUMBERS.items():
            self.fields[name] = forms.IntegerField(
                label=str(label), help_text=str(help_text), widget=forms.TextInput({"inputmode": "numeric"})
            )
        for grade, word in GRADES.items():
            self.fields[f"tags_{grade}"] = forms.CharField(
                label=_("“%(grade)s”的标签") % {"grade": _(word)}, required=False,
                widget=forms.Textarea({"rows": 4}),
                help_text=_("一行一个，最多20个字；英文写在竖线“|”后面。"),
            )  # fmt: skip
        self.fields["reason"] = reason
        self.ask_for_what_is_missing()

    def told(self) -> RatingRules:
        """Return the rules as they were filled in."""
        tags = {grade: _tags(self.cleaned_data[f"tags_{grade}"]) for grade in GRADES}
        return RatingRules(**{name: self.cleaned_data[name] for name in NUMBERS}, tags=tags)


def _initial(rules: RatingRules) -> dict[str, Any]:
    lines = {
        f"tags_{grade}": "\n".join(f"{word}|{english}" if english else word for word, english in tags)
        for grade, tags in rules.tags.items()
    }
    return {**rules.numbers(), **lines}


def _tags(lines: str) -> tuple[tuple[str, str], ...]:
    parted = (line.partition("|") for line in lines.splitlines() if line.strip())
    return tuple((word.strip(), english.strip()) for word, _bar, english in parted)
