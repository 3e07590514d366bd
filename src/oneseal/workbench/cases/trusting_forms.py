"""What staff fill in where an applicant is taken at his word."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.workbench.cases.forms import ActForm


def _date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CommitmentForm(ActForm):
    """By when the commitment is checked, and what the decision says."""

    at_field = {"cases.check_day_unfit": "check_by"}

    check_by = forms.DateField(
        label=_("事后核查的期限"),
        help_text=_("在这一天以前核查申请人是否履行承诺。按本市规定填写。"),
        widget=_date(),
        error_messages={"required": _("请填写事后核查的期限。"), "invalid": _("请选择有效的日期。")},
    )
    text = forms.CharField(
        label=_("决定的说明（选填）"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )

    def clean_check_by(self) -> date:
        """Return the day as the service knows it."""
        day = self.cleaned_data["check_by"]
        if not isinstance(day, date):
            raise TypeError("a date field returned no date")
        return day


class UnkeptForm(ActForm):
    """What is said to the applicant whose promised materials did not come."""

    at_field = {"cases.reason_missing": "reason"}

    reason = forms.CharField(
        label=_("退件的说明"),
        help_text=_("写明催告过的情况和以后怎么办。会印在通知书上。"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        error_messages={"required": _("请写明退件的说明。")},
    )


class PostCheckForm(forms.Form):
    """What the check after a grant found."""

    use_required_attribute = False
    checked_on = forms.DateField(
        label=_("核查日期"),
        widget=_date(),
        error_messages={"required": _("请选择核查日期。"), "invalid": _("请选择有效的日期。")},
    )
    verdict = forms.ChoiceField(
        label=_("核查结论"),
        choices=[("kept", _("符合承诺")), ("broken", _("承诺不实或者没有履行"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择核查结论。")},
    )
    finding = forms.CharField(
        label=_("核查情况"),
        help_text=_("写明核查了什么、发现了什么、由什么证明。"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        error_messages={"required": _("请写明核查情况。")},
    )
    press = forms.UUIDField(widget=forms.HiddenInput)


class RepairForm(forms.Form):
    """Why an applicant is believed again."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("信用修复的理由"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        error_messages={"required": _("请写明信用修复的理由。")},
    )


class LiftForm(forms.Form):
    """Why somebody may apply again before the day."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("解除限制的理由"),
        help_text=_("例如决定被行政复议或者判决撤销，写明文号。"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        error_messages={"required": _("请写明解除限制的理由。")},
    )
