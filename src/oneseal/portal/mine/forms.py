"""How a case is rated."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

GRADES = [
    ("1", gettext_lazy("非常满意")),
    ("2", gettext_lazy("满意")),
    ("3", gettext_lazy("基本满意")),
    ("4", gettext_lazy("不满意")),
    ("5", gettext_lazy("非常不满意")),
]


class RateForm(forms.Form):
    """Five grades and, if the rater likes, some words (GB/T 39735-2020)."""

    use_required_attribute = False
    grade = forms.ChoiceField(
        label=gettext_lazy("您对这次办理满意吗"),
        choices=GRADES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择一个评价等级。")},
    )
    text = forms.CharField(
        label=gettext_lazy("还想说什么（选填）"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
    is_anonymous = forms.BooleanField(
        label=gettext_lazy("匿名评价"),
        required=False,
        help_text=gettext_lazy("匿名的差评只核实，不回访，也不发消息。"),
    )
