"""The acts of staff that look beforehand, let a case stand still, or void what was registered by mistake."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase

from oneseal.cases.selectors import Action, CaseFacts, void_asked
from oneseal.cases.services import (
    PreReviewTold,
    SuspensionTold,
    VoidTold,
    case_resume,
    case_suspend,
    case_void,
    pre_review_begin,
    pre_review_end,
    void_decline,
    void_request,
)
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.workbench.cases import acts, casefile, forms
from oneseal.workbench.cases import special_forms as special
from oneseal.workbench.cases.acting import ActPage, act
from oneseal.workbench.cases.words import MISTAKES


def _standing(facts: CaseFacts, request: SignedInRequest) -> dict[str, Any]:
    """Return what somebody reads before he stops or starts a clock, and where the addressee may object."""
    return {
        **acts.remedies_of_case(facts, request),
        "procedures": casefile.procedure_entries(facts),
        "clocks": casefile.clocks_of(facts),
    }


def _asked(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
    """Return the request that is to be answered."""
    asked = void_asked(facts)
    return {"asked": asked, "mistake": MISTAKES[asked.ground] if asked else ""}


def _suspension(form: special.SuspendForm) -> SuspensionTold:
    told = form.cleaned_data
    return SuspensionTold(told["ground"], told["reason"], told["law"], told["document"])


def _pre_review(form: special.PreReviewForm) -> PreReviewTold:
    return PreReviewTold(form.cleaned_data["verdict"] == special.READY, form.cleaned_data["finding"])


BEGIN_PRE_REVIEW = ActPage(
    Action.BEGIN_PRE_REVIEW,
    forms.PreReviewBeginForm,
    lambda facts, _form, press: pre_review_begin(case_id=facts.id, press=press),
    "workbench/cases/pre_review_begin.html",
    acts.missing_of_case,
    has_paper=False,
)
END_PRE_REVIEW = ActPage(
    Action.END_PRE_REVIEW,
    special.PreReviewForm,
    lambda facts, form, press: pre_review_end(case_id=facts.id, told=_pre_review(form), press=press),
    "workbench/cases/pre_review_end.html",
    acts.missing_of_case,
    has_paper=False,
)
SUSPEND = ActPage(
    Action.SUSPEND,
    special.SuspendForm,
    lambda facts, form, press: case_suspend(case_id=facts.id, told=_suspension(form), press=press),
    "workbench/cases/suspend.html",
    _standing,
)
RESUME = ActPage(
    Action.RESUME,
    special.ResumeForm,
    lambda facts, form, press: case_resume(case_id=facts.id, reason=form.cleaned_data["reason"], press=press),
    "workbench/cases/resume.html",
    _standing,
)
REQUEST_VOID = ActPage(
    Action.REQUEST_VOID,
    special.VoidForm,
    lambda facts, form, press: void_request(
        case_id=facts.id, told=VoidTold(form.cleaned_data["ground"], form.cleaned_data["reason"]), press=press
    ),
    "workbench/cases/void_request.html",
    has_paper=False,
)
DECLINE_VOID = ActPage(
    Action.DECLINE_VOID,
    special.DeclineVoidForm,
    lambda facts, form, press: void_decline(case_id=facts.id, reason=form.cleaned_data["reason"], press=press),
    "workbench/cases/void_decline.html",
    _asked,
    has_paper=False,
)
VOID = ActPage(
    Action.VOID,
    forms.VoidConfirmForm,
    lambda facts, _form, press: case_void(case_id=facts.id, press=press),
    "workbench/cases/void.html",
    _asked,
    is_wordless=True,
)


@requires("cases.accept")
def pre_review(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Begin to look at an online application."""
    return act(request, case_id, BEGIN_PRE_REVIEW)


@requires("cases.accept")
def pre_review_result(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Record what the look found."""
    return act(request, case_id, END_PRE_REVIEW)


@requires("cases.decide")
def suspend(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Let a case stand still."""
    return act(request, case_id, SUSPEND)


@requires("cases.decide")
def resume(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Let a case go on."""
    return act(request, case_id, RESUME)


@requires("cases.void")
def ask_void(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Ask that a case be voided."""
    return act(request, case_id, REQUEST_VOID)


@requires("cases.confirm_void")
def decline_void(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Decline to void a case."""
    return act(request, case_id, DECLINE_VOID)


@requires("cases.confirm_void")
def void(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Void a case at another person's request."""
    return act(request, case_id, VOID)
