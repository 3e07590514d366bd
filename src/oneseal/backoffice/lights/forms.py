"""Which lights the city chooses."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.cases.selectors import LightsChosen

RULES: Final[dict[str, Promise]] = {
    "P0": _("剩余天数不多于承诺期限的十分之一（进位，至少1天）亮黄灯，超过承诺期限亮红灯"),
    "P1": _("承诺期限已用九成（剩余天数舍去小数）亮黄灯，超过承诺期限亮红灯"),
    "P2": _("到期前1个工作日亮黄灯，超过承诺期限亮红灯"),
    "P3": _("剩余1天亮黄灯，到期当日亮红灯"),
    "P4": _("自定数字"),
}
_NUMBER: Final = {"inputmode": "numeric"}


class LightsForm(OfficeForm):
    """A preset, or numbers of one's own, and why."""

    code = forms.ChoiceField(label=_("亮灯规则"), choices=list(RULES.items()), widget=forms.RadioSelect)
    yellow_percent = forms.IntegerField(
        label=_("自定：黄灯从剩余百分之几起"), required=False, min_value=1, max_value=90,
        help_text=_("占承诺期限的百分比，进位，至少1天。与下面的天数填一个。"), widget=forms.TextInput(_NUMBER),
    )  # fmt: skip
    yellow_days = forms.IntegerField(
        label=_("自定：黄灯从剩余几天起"), required=False, min_value=0, max_value=60, widget=forms.TextInput(_NUMBER)
    )
    red_from = forms.IntegerField(
        label=_("自定：红灯从剩余几天起"), required=False, min_value=-1, max_value=60,
        help_text=_("0是到期当日；留空或者-1是超过承诺期限以后。停止计时的件没有到期不亮红灯。"),
        widget=forms.TextInput({}),
    )  # fmt: skip
    reason = forms.CharField(label=_("原因"), max_length=200, required=False, help_text=_("写入历史，例如批准文件。"))

    def chosen(self) -> LightsChosen:
        """Return the choice; numbers of one's own count only with the rule that has them."""
        told = self.cleaned_data
        if told["code"] != "P4":
            return LightsChosen(told["code"])
        return LightsChosen("P4", told["yellow_percent"], told["yellow_days"], told["red_from"])
