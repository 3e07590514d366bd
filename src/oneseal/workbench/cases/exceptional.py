"""The acts of staff beside the usual way; each has its own page, form and paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase

from oneseal.cases.selectors import Action, CaseFacts
from oneseal.cases.services import (
    ExtensionTold,
    ProcedureTold,
    ResultTold,
    SurveyTold,
    Termination,
    case_extend,
    case_forward_up,
    case_grant_at_once,
    case_refuse_at_once,
    case_return,
    case_terminate,
    procedure_close,
    procedure_open,
    survey_plan,
    survey_record,
)
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.workbench.cases import acts, casefile, forms
from oneseal.workbench.cases import exceptional_forms as more
from oneseal.workbench.cases.acting import ActPage, act


def beside(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
    """Return the opinions, procedures and derivations that somebody reads before he changes the clock."""
    return {
        "opinions": casefile.opinion_entries(facts),
        "procedures": casefile.procedure_entries(facts),
        "clocks": casefile.clocks_of(facts),
    }


def _above(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
    """Return the agency that decides, as the item names it, and the opinions so far."""
    body = casefile.terms_of(facts).content.text("deciding_body")
    return {"upper_agency": body, "opinions": casefile.opinion_entries(facts)}


def _procedure(form: more.ProcedureForm) -> ProcedureTold:
    told = form.cleaned_data
    people = tuple(line.strip() for line in told["people"].splitlines() if line.strip())
    return ProcedureTold(told["kind"], told["planned_days"], people, told["purpose"])


def _result(form: more.ResultForm) -> ResultTold:
    told = form.cleaned_data
    return ResultTold(UUID(told["procedure"]), told["result_on"], told["text"])


def _survey(form: more.SurveyForm) -> SurveyTold:
    told = form.cleaned_data
    return SurveyTold(told["held_on"], told["surveyors"], told["purpose"])


def extension_told(form: more.ExtendForm) -> ExtensionTold:
    """Return what is told of more time, as the service knows it."""
    return ExtensionTold(form.cleaned_data["days"], form.cleaned_data["reason"])


RETURN_CASE = ActPage(
    Action.RETURN_CASE,
    forms.ReturnForm,
    lambda facts, _form, press: case_return(case_id=facts.id, press=press),
    "workbench/cases/return_case.html",
    acts.notices_of_case,
    is_wordless=True,
)
TERMINATE = ActPage(
    Action.TERMINATE,
    more.TerminateForm,
    lambda facts, form, press: case_terminate(
        case_id=facts.id, told=Termination(form.cleaned_data["ground"], form.cleaned_data["reason"]), press=press
    ),
    "workbench/cases/terminate.html",
    acts.remedies_of_case,
)
GRANT_AT_ONCE = ActPage(
    Action.GRANT_AT_ONCE,
    forms.GrantAtOnceForm,
    lambda facts, form, press: case_grant_at_once(case_id=facts.id, text=form.cleaned_data["text"], press=press),
    "workbench/cases/grant_at_once.html",
    acts.missing_of_case,
)
REFUSE_AT_ONCE = ActPage(
    Action.REFUSE_AT_ONCE,
    forms.RefuseAtOnceForm,
    lambda facts, form, press: case_refuse_at_once(case_id=facts.id, text=form.cleaned_data["text"], press=press),
    "workbench/cases/refuse_at_once.html",
    acts.remedies_of_case,
)
EXTEND = ActPage(
    Action.EXTEND,
    more.ExtendForm,
    lambda facts, form, press: case_extend(case_id=facts.id, told=extension_told(form), press=press),
    "workbench/cases/extend.html",
    beside,
)
OPEN_PROCEDURE = ActPage(
    Action.OPEN_PROCEDURE,
    more.ProcedureForm,
    lambda facts, form, press: procedure_open(case_id=facts.id, told=_procedure(form), press=press),
    "workbench/cases/procedure.html",
    beside,
)
CLOSE_PROCEDURE = ActPage(
    Action.CLOSE_PROCEDURE,
    more.ResultForm,
    lambda facts, form, press: procedure_close(case_id=facts.id, told=_result(form), press=press),
    "workbench/cases/procedure_result.html",
    beside,
)
PLAN_SURVEY = ActPage(
    Action.PLAN_SURVEY,
    more.SurveyForm,
    lambda facts, form, press: survey_plan(case_id=facts.id, told=_survey(form), press=press),
    "workbench/cases/survey.html",
    beside,
)
RECORD_SURVEY = ActPage(
    Action.RECORD_SURVEY,
    more.SurveyResultForm,
    lambda facts, form, press: survey_record(case_id=facts.id, told=_result(form), press=press),
    "workbench/cases/survey_result.html",
    beside,
)
FORWARD_UP = ActPage(
    Action.FORWARD_UP,
    more.ForwardForm,
    lambda facts, form, press: case_forward_up(
        case_id=facts.id, opinion=form.cleaned_data["text"], verdict=form.cleaned_data["verdict"], press=press
    ),
    "workbench/cases/forward_up.html",
    _above,
)


@requires("cases.decide_at_once")
def grant_at_once(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Accept and grant at the window, in one visit."""
    return act(request, case_id, GRANT_AT_ONCE)


@requires("cases.decide_at_once")
def refuse_at_once(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Accept and refuse at the window, in one visit."""
    return act(request, case_id, REFUSE_AT_ONCE)


@requires("cases.extend")
def extend(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Extend the limit, once."""
    return act(request, case_id, EXTEND)


@requires("cases.review")
def procedure(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Open a special procedure."""
    return act(request, case_id, OPEN_PROCEDURE)


@requires("cases.review")
def procedure_result(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Close a special procedure with its result."""
    return act(request, case_id, CLOSE_PROCEDURE)


@requires("cases.review")
def survey(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Plan a site survey."""
    return act(request, case_id, PLAN_SURVEY)


@requires("cases.review")
def survey_result(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Record what a survey found."""
    return act(request, case_id, RECORD_SURVEY)


@requires("cases.decide")
def forward_up(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Forward a first examination to the agency that decides."""
    return act(request, case_id, FORWARD_UP)


@requires("cases.not_accept")
def return_case(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Return what was not mended in time."""
    return act(request, case_id, RETURN_CASE)


@requires("cases.decide")
def terminate(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """End a case that leaves nothing to decide."""
    return act(request, case_id, TERMINATE)
