"""What is filled in where several bodies answer together and need more time."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.workbench.cases.exceptional_forms import ExtendForm
from oneseal.workbench.cases.forms import ActForm


class ProposeForm(ExtendForm):
    """By how many days, and why; the head of the government of the same level approves."""


class ApproveForm(ActForm):
    """An approval needs no words: what was proposed is approved."""


class DeclineForm(ActForm):
    """Why there is no more time."""

    at_field = {"cases.reason_missing": "reason"}

    reason = forms.CharField(
        label=_("不批准的理由"),
        help_text=_("承办机关会看到。办理期限不变。"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        error_messages={"required": _("请写明不批准延长的理由。")},
    )
