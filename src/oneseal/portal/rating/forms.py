"""What a rater says beside the grade, which he chose first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.portal.mine.forms import GRADES


class OpenRateForm(forms.Form):
    """A grade with its tags and words; who rates by a code may leave a name and a telephone, or neither."""

    use_required_attribute = False
    grade = forms.TypedChoiceField(
        choices=GRADES, coerce=int, widget=forms.HiddenInput, error_messages={"required": _("请选择一个评价等级。")}
    )
    tags = forms.MultipleChoiceField(label=_("可以选标签（选填）"), required=False, widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(
        label=_("还想说什么（选填）"), required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )
    name = forms.CharField(
        label=_("怎么称呼您（选填）"), required=False, max_length=100, widget=forms.TextInput({"autocomplete": "name"})
    )
    contact = forms.CharField(
        label=_("联系电话（选填）"), required=False, max_length=100,
        help_text=_("留下称呼和电话的差评一定回访；只有回访的人看得到，每次查看都有记录。不留就是匿名。"),
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip

    def __init__(self, told: Mapping[str, Any] | None, *, grade: int, tags: Sequence[tuple[str, str]]) -> None:
        super().__init__(told, initial={"grade": str(grade)})
        field = self.fields["tags"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list(tags)
        if not tags:
            del self.fields["tags"]


class SignedInRateForm(OpenRateForm):
    """The same for who is signed in: he is known, unless he wants no name."""

    name = None  # type: ignore[assignment]  # the login tells it
    contact = None  # type: ignore[assignment]  # the case tells it
    is_anonymous = forms.BooleanField(
        label=_("匿名评价"), required=False, help_text=_("匿名的差评只核实，不回访，也不发消息。")
    )
