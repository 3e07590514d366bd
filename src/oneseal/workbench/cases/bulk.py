"""One act on many cases: what would happen to each, then each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import uuid5

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from oneseal.cases.selectors import Action, CaseFacts, CaseRow, advice_on, case_for_actor, cases_chosen
from oneseal.cases.services import (
    Press,
    case_accept,
    case_grant,
    case_recommend,
    move_previewed,
)
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.identifiers import uuids_told
from oneseal.foundation.http.presses import key_told
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.workbench.cases.effects import effects_of
from oneseal.workbench.cases.listing import row_of
from oneseal.workbench.cases.words import VERDICTS
from oneseal.workbench.desk import show
from oneseal.workbench.presses import press_of

# As many as one page of a list can hold ticked; more would keep a clerk waiting before an unmoving page.
MOST: Final = 50
Told = dict[str, Any]


class NoWords(forms.Form):
    """An act that needs no words."""

    use_required_attribute = False


class OpinionForm(NoWords):
    """One opinion for all: what holds for each of them."""

    text = forms.CharField(
        label=gettext_lazy("审查意见"),
        help_text=gettext_lazy("对所选的每一件都成立才能批量提出。会写进每一件的审查意见书。"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": gettext_lazy("请写明审查意见。")},
    )


@dataclass(frozen=True, slots=True)
class BulkAct:
    """An act that may be done to many cases: its permission, its form, and the service behind it."""

    label: str | Promise
    action: Action
    permission: str
    work: Callable[[CaseFacts, Told, Press], object]
    form: type[forms.Form] = NoWords


# A delivery is not among them: each has its own signature, or its applicant's own look (APL art. 44).
ACTS: Final[dict[str, BulkAct]] = {
    "accept": BulkAct(
        pgettext_lazy("action", "受理"),
        Action.ACCEPT,
        "cases.accept",
        lambda facts, _told, press: case_accept(case_id=facts.id, press=press),
    ),
    "recommend": BulkAct(
        gettext_lazy("建议准予许可"),
        Action.RECOMMEND,
        "cases.review",
        lambda facts, told, press: case_recommend(
            case_id=facts.id, told=OpinionTold("grant", told["text"]), press=press
        ),
        OpinionForm,
    ),
    "grant": BulkAct(
        pgettext_lazy("action", "准予许可"),
        Action.GRANT,
        "cases.decide",
        lambda facts, _told, press: case_grant(case_id=facts.id, text="", press=press),
    ),
}


def bulk_acts(actor: Actor) -> list[dict[str, Any]]:
    """Return the acts on many cases that the actor's post includes."""
    return [{"key": key, "label": act.label} for key, act in ACTS.items() if actor.may(act.permission)]


def _chosen(request: SignedInRequest) -> list[CaseRow]:
    ids = uuids_told(request.POST.getlist("case")[: MOST + 1])
    return cases_chosen(request.actor, ids[:MOST], now=now())


@requires("cases.read")
@require_POST
def bulk(request: SignedInRequest) -> HttpResponseBase:
    """Show what an act would do to each chosen case, or do it."""
    act = ACTS.get(request.POST.get("act", ""))
    rows = _chosen(request)
    if act is None or not request.actor.may(act.permission) or not rows:
        messages.warning(request, _("请先勾选办件，再选择要办理的事。"))
        return redirect("workbench:inbox")
    is_answered = "step" in request.POST or act.form is NoWords
    form = act.form(request.POST if is_answered else None)
    if not form.is_valid():
        plain = [{**row_of(row, today()), "refusal": "", "papers": [], "effects": []} for row in rows]
        return _page(request, act, form, rows=plain, status=422 if is_answered else 200)
    if request.POST.get("step") == "confirm":
        return _done(request, act, form, chosen=rows)
    advice = advice_on(_read(rows, request.actor)) if act.action is Action.GRANT else {}
    seen = [
        {**_would(row, act, form.cleaned_data, actor=request.actor), "advice": _advice(advice.get(row.facts.id))}
        for row in rows
    ]
    return _page(request, act, form, rows=seen, seen=True)


def _read(rows: list[CaseRow], actor: Actor) -> list[CaseFacts]:
    """Return the cases of a list as their pages show them: of a list in blind mode the words to hide are not known."""
    return [case_for_actor(row.facts.id, actor=actor) if row.facts.is_covered else row.facts for row in rows]


def _advice(opinion: Any) -> str:  # noqa: ANN401 - a row of another room
    """Return what the examiners advised, in one line; empty where nothing was."""
    if opinion is None:
        return ""
    told = {"verdict": VERDICTS[opinion.verdict], "text": opinion.text, "name": opinion.author_name}
    return _("%(verdict)s：%(text)s（%(name)s）") % told


def _would(row: CaseRow, act: BulkAct, told: Told, *, actor: Actor) -> dict[str, Any]:
    """Return what an act would do to one case, or the sentence that refuses it."""
    shown = row_of(row, today())
    try:
        done = move_previewed(
            case_id=row.facts.id, work=lambda press: act.work(row.facts, told, press), actor=actor, now=now()
        )
    except RuleError as problem:
        return {**shown, "refusal": sentence(problem), "papers": [], "effects": []}
    papers = [paper.title for paper in done.papers]
    return {**shown, "refusal": "", "papers": papers, "effects": effects_of(row.facts, done, action=act.action)}


def _page(
    request: SignedInRequest,
    act: BulkAct,
    form: forms.Form,
    *,
    rows: list[dict[str, Any]],
    seen: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "act": request.POST.get("act"),
        "title": act.label,
        "form": form,
        "rows": rows,
        "possible": sum(not row["refusal"] for row in rows) if seen else 0,
        "refused": sum(bool(row["refusal"]) for row in rows),
        "is_seen": seen,
        "press": key_told(request.POST),
        "back_url": reverse("workbench:inbox"),
    }
    return show(request, "workbench/cases/bulk.html", context, current="inbox", status=status)


def _done(request: SignedInRequest, act: BulkAct, form: forms.Form, *, chosen: list[CaseRow]) -> HttpResponse:
    """Do an act to each case; a refusal of one leaves the others done, and a second press changes nothing."""
    press, results = press_of(request), []
    for row in chosen:
        shown = row_of(row, today())
        try:
            act.work(row.facts, form.cleaned_data, replace(press, now=now(), key=uuid5(press.key, str(row.facts.id))))
        except RuleError as problem:
            results.append({**shown, "refusal": sentence(problem)})
        else:
            results.append(shown)
    context = {
        "title": act.label,
        "done": [row for row in results if "refusal" not in row],
        "refused": [row for row in results if "refusal" in row],
        "back_url": reverse("workbench:inbox"),
    }
    return show(request, "workbench/cases/bulk_done.html", context, current="inbox")
