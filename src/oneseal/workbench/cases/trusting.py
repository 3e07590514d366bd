"""The acts and lists of staff where an applicant is taken at his word: tolerant acceptance, commitment, credit."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.cases.selectors import (
    Action,
    CaseFacts,
    CreditStanding,
    bar_for,
    bars_of,
    case_for_actor,
    credit_standing,
    post_check_of,
    post_checks_open,
    supplements_of,
)
from oneseal.cases.services import (
    CheckFound,
    Press,
    bar_lift,
    case_accept_tolerant,
    case_grant_on_commitment,
    case_return_unkept,
    post_check_record,
)
from oneseal.credit.policies import can_repair
from oneseal.credit.selectors import breach_for, breaches_of
from oneseal.credit.services import breach_repair
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.workbench.cases import acts, casefile, forms
from oneseal.workbench.cases import trusting_forms as trusting
from oneseal.workbench.cases.acting import ActPage, act
from oneseal.workbench.cases.reading import Read, note_reading
from oneseal.workbench.cases.words import item_name, short_number
from oneseal.workbench.desk import show

STANDINGS: Final[dict[CreditStanding, tuple[str, Promise]]] = {
    CreditStanding.GOOD: ("success", gettext_lazy("没有失信记录，可以适用。")),
    CreditStanding.BAD: ("warning", gettext_lazy("有没有履行的承诺或者失信记录，信用修复以前不适用。")),
    CreditStanding.UNKNOWN: ("warning", gettext_lazy("信用平台还没有答复，暂时不能适用。")),
}
BAR_GROUNDS: Final[dict[str, Promise]] = {
    "false_application": gettext_lazy("提供虚假材料申请"),
    "fraudulent_licence": gettext_lazy("以欺骗、贿赂等不正当手段取得许可"),
}
PROMISES: Final[dict[str, Promise]] = {
    "supplement": gettext_lazy("容缺材料没有补齐"),
    "commitment": gettext_lazy("告知承诺不实或者没有履行"),
}


def _trusted(facts: CaseFacts, request: SignedInRequest) -> dict[str, Any]:
    """Return what was promised, how the applicant stands, and what is lacking beside."""
    kind, words = STANDINGS[credit_standing(facts, today=today())]
    return {
        **acts.missing_of_case(facts, request),
        "supplements": supplements_of(facts), "credit_kind": kind, "credit_words": words, "day": today(),
    }  # fmt: skip


def _unkept(facts: CaseFacts, request: SignedInRequest) -> dict[str, Any]:
    """Return what was promised, and where the addressee may object."""
    return {**acts.remedies_of_case(facts, request), "supplements": supplements_of(facts), "day": today()}


ACCEPT_TOLERANT = ActPage(
    Action.ACCEPT_TOLERANT,
    forms.AcceptTolerantForm,
    lambda facts, _form, press: case_accept_tolerant(case_id=facts.id, press=press),
    "workbench/cases/accept_tolerant.html",
    _trusted,
    is_wordless=True,
)
GRANT_ON_COMMITMENT = ActPage(
    Action.GRANT_ON_COMMITMENT,
    trusting.CommitmentForm,
    lambda facts, form, press: case_grant_on_commitment(
        case_id=facts.id, text=form.cleaned_data["text"], check_by=form.cleaned_data["check_by"], press=press
    ),
    "workbench/cases/grant_on_commitment.html",
    _trusted,
)
RETURN_UNKEPT = ActPage(
    Action.RETURN_UNKEPT,
    trusting.UnkeptForm,
    lambda facts, form, press: case_return_unkept(case_id=facts.id, reason=form.cleaned_data["reason"], press=press),
    "workbench/cases/return_unkept.html",
    _unkept,
)


@requires("cases.accept")
def accept_tolerant(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Accept what is complete but for what was promised."""
    return act(request, case_id, ACCEPT_TOLERANT)


@requires("cases.decide_at_once")
def grant_on_commitment(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Grant on the applicant's signed word."""
    return act(request, case_id, GRANT_ON_COMMITMENT)


@requires("cases.decide")
def return_unkept(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Return a case whose promised materials did not come."""
    return act(request, case_id, RETURN_UNKEPT)


@requires("cases.review")
def post_checks(request: SignedInRequest) -> HttpResponse:
    """List the commitments that are still to be checked, the first due first."""
    rows = [
        {
            "check": row, "item": item_name(row.case), "short": short_number(row.case.number),
            "is_over": row.due_on < today(),
        }
        for row in post_checks_open(request.actor)
    ]  # fmt: skip
    return show(request, "workbench/cases/post_checks.html", {"rows": rows}, current="checks")


@requires("cases.review")
def post_check(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Record what the check of a commitment found."""
    facts = case_for_actor(case_id, actor=request.actor)
    if request.method != "POST":
        note_reading(Read.CASE, facts.id, facts, actor=request.actor)
    form = trusting.PostCheckForm(request.POST or None, initial={"checked_on": today(), "press": uuid4()})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        found = CheckFound(told["checked_on"], told["verdict"] == "kept", told["finding"])
        try:
            post_check_record(case_id=case_id, told=found, press=Press(request.actor, now(), told["press"]))
        except RuleError as problem:
            field = {"cases.check_day_unfit": "checked_on", "cases.reason_missing": "finding"}.get(problem.code)
            form.add_error(field, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("核查结论已记录。"))
            return redirect("workbench:post_checks")
    context = {**casefile.head_of(facts), "form": form, "check": post_check_of(facts)}
    return show(request, "workbench/cases/post_check.html", context, current="checks", status=status)


@requires("cases.confirm_void")
def breaches(request: SignedInRequest) -> HttpResponse:
    """List the broken promises that the agency recorded, those that stand first."""
    words = request.GET.get("words", "").strip()
    rows = [
        {"breach": row, "promise": PROMISES.get(row.promise, row.promise)}
        for row in breaches_of(request.actor, words=words)
    ]
    bars = [
        {"bar": row, "ground": BAR_GROUNDS.get(row.ground, row.ground), "is_over": row.until_on < today()}
        for row in bars_of(request.actor, words=words)
    ]
    context = {"bars": bars, "rows": rows, "words": words, "may_repair": can_repair(request.actor)}
    return show(request, "workbench/cases/breaches.html", context, current="credit")


@requires("cases.confirm_void")
def breach_repaired(request: SignedInRequest, breach_id: UUID) -> HttpResponseBase:
    """Record that credit is repaired, and why."""
    found = breach_for(breach_id, actor=request.actor)
    form = trusting.RepairForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            breach_repair(breach_id=breach_id, reason=form.cleaned_data["reason"], actor=request.actor, now=now())
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("已记录信用修复。申请人可以再次适用容缺受理和告知承诺。"))
            return redirect("workbench:breaches")
    context = {"form": form, "breach": found, "promise": PROMISES.get(found.promise, found.promise)}
    return show(request, "workbench/cases/breach_repair.html", context, current="credit", status=status)


@requires("cases.confirm_void")
def bar_lifted(request: SignedInRequest, bar_id: UUID) -> HttpResponseBase:
    """Lift a bar on applying again, and say why."""
    found = bar_for(bar_id, actor=request.actor)
    form = trusting.LiftForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            bar_lift(bar_id=bar_id, reason=form.cleaned_data["reason"], actor=request.actor, now=now())
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("限制已解除。申请人可以再次申请。"))
            return redirect("workbench:breaches")
    context = {"form": form, "bar": found, "ground": BAR_GROUNDS.get(found.ground, found.ground)}
    return show(request, "workbench/cases/bar_lift.html", context, current="credit", status=status)
