"""How anybody complains, and asks for the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from oneseal.identity.selectors import agencies_all


class ComplainForm(forms.Form):
    """What is wrong; who complains may stay unnamed."""

    use_required_attribute = False
    agency = forms.ChoiceField(
        label=gettext_lazy("投诉哪个机关"), error_messages={"required": gettext_lazy("请选择被投诉的机关。")}
    )
    text = forms.CharField(
        label=gettext_lazy("发生了什么"),
        help_text=gettext_lazy("写明时间、地点、经过和您的要求。"),
        max_length=4000,
        widget=forms.Textarea({"rows": 7}),
        error_messages={"required": gettext_lazy("请写明发生了什么。")},
    )
    name = forms.CharField(
        label=gettext_lazy("怎么称呼您（选填）"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    contact = forms.CharField(
        label=gettext_lazy("怎么联系您（选填）"),
        help_text=gettext_lazy("电话或邮箱，只有处理投诉的人员看得到。"),
        required=False,
        max_length=100,
    )

    def __init__(self, told: Mapping[str, Any] | None, initial: Mapping[str, Any]) -> None:
        super().__init__(told, initial=dict(initial))
        field = self.fields["agency"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(row.id), row.name) for row in agencies_all()]


class AnswerCodeForm(forms.Form):
    """The number of a complaint and its code."""

    use_required_attribute = False
    number = forms.CharField(
        label=gettext_lazy("投诉受理编号"), max_length=40, widget=forms.TextInput({"autocomplete": "off"})
    )
    code = forms.CharField(
        label=gettext_lazy("查询码"),
        help_text=gettext_lazy("提交投诉时显示的8位字母和数字。"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
