"""What staff say of ratings."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.workbench.ratings.words import GRADES


class StepForm(forms.Form):
    """One step of a rectification, in words; which step, the button pressed says."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("情况"), required=False, max_length=4000, widget=forms.Textarea({"rows": 4}),
        help_text=_("写明谁在什么时候做了什么，结果怎样；按下面的按钮记录这一步。"),
    )  # fmt: skip


class JudgeForm(forms.Form):
    """Whether a marked rating counts, and why."""

    use_required_attribute = False
    counts = forms.ChoiceField(
        label=_("认定"), choices=[("yes", _("计入满意率")), ("no", _("不计入满意率"))], widget=forms.RadioSelect,
        error_messages={"required": _("请选择计入还是不计入。")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("理由"), max_length=500, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("请写明认定的理由。")},
    )  # fmt: skip


class PhoneForm(forms.Form):
    """What somebody said on the telephone about one case."""

    use_required_attribute = False
    number = forms.CharField(
        label=_("办件编号"), max_length=43, widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("请填写办件编号。")},
    )  # fmt: skip
    grade = forms.TypedChoiceField(
        label=_("评价等级"), choices=list(GRADES.items()), coerce=int, widget=forms.RadioSelect,
        error_messages={"required": _("请选择一个评价等级。")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("评价人的话（选填）"), required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )
