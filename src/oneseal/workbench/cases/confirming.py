"""The second examiner reads the record that names him, and confirms it or objects to it, by his own login."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from oneseal.cases.selectors import Action, CaseFacts
from oneseal.cases.services import review_confirm, review_object
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.workbench.cases import casefile
from oneseal.workbench.cases.acting import ActPage, act
from oneseal.workbench.cases.forms import ActForm


class ConfirmForm(ActForm):
    """What the second examiner adds to the record; nothing need be added."""

    note = forms.CharField(
        label=_("补充说明（选填）"),
        help_text=_("确认书会写明您以自己的登录账号确认审查记录属实。"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )


class ObjectForm(ActForm):
    """Why the record is not right."""

    at_field = {"cases.reason_missing": "reason"}

    reason = forms.CharField(
        label=_("异议"),
        help_text=_("写明审查记录哪里不符、您看到的是什么。本件退回重新审查，办理期限照常计算。"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        error_messages={"required": _("请写明对审查记录有什么异议。")},
    )


def _record(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
    return {"opinions": casefile.opinion_entries(facts), "clocks": casefile.clocks_of(facts)}


CONFIRM: Final = ActPage(
    Action.CONFIRM_REVIEW,
    ConfirmForm,
    lambda facts, form, press: review_confirm(case_id=facts.id, note=form.cleaned_data.get("note", ""), press=press),
    "workbench/cases/confirm_review.html",
    _record,
)
OBJECT: Final = ActPage(
    Action.OBJECT_REVIEW,
    ObjectForm,
    lambda facts, form, press: review_object(case_id=facts.id, reason=form.cleaned_data["reason"], press=press),
    "workbench/cases/object_review.html",
    _record,
    has_paper=False,
)


@requires("cases.review")
def confirm(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Confirm the record of an examination as its second examiner."""
    return act(request, case_id, CONFIRM)


@requires("cases.review")
def object_to(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Object to the record of an examination as its second examiner."""
    return act(request, case_id, OBJECT)
