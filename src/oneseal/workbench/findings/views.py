"""The page of one finding: what the rule read, how the days were counted, what was done, what can be done now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import case_facts, case_for_actor
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import BEIJING, today
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.supervision.selectors import (
    ACTS,
    FindingView,
    StepFacts,
    act_words,
    facts_words,
    finding_view,
    is_appeal_open,
    state_words,
)
from oneseal.workbench.cases.casefile import clocks_of
from oneseal.workbench.desk import show
from oneseal.workbench.findings.shown import CODES, due_light, due_words, finding_shown


@requires("supervision.read")
def finding(request: SignedInRequest, finding_id: UUID) -> HttpResponse:
    """Show one finding."""
    view = finding_view(finding_id, actor=request.actor, today=today())
    return show(request, "workbench/findings/finding.html", finding_context(view, request.actor), current="findings")


def finding_context(view: FindingView, actor: Actor) -> dict[str, Any]:
    """Return what the page of a finding shows."""
    facts = view.facts
    return {
        "finding": {**finding_shown(facts), "agency": view.agency_name},
        "facts_read": [{"label": label, "value": value} for label, value in facts_words(facts.facts, CODES)],
        "due": due_words(facts.due_on, view.days_left), "due_light": due_light(view.days_left),
        "appeal_until": view.appeal_until if can_appeal(view) else None,
        "is_appealed": facts.state == "appealed",
        "deciders": view.deciders, "acts": acts_shown(view),
        "barred": list(dict.fromkeys(sentence(why) for why in view.acts.values() if why is not None)),
        "steps": [step_shown(view, step) for step in view.steps],
        "found_at": facts.found_at.astimezone(BEIJING),
        "earlier_url": reverse("workbench:finding", args=[view.earlier.id]) if view.earlier else "",
        "earlier": view.earlier, **_case(facts.case_id, actor),
    }  # fmt: skip


def can_appeal(view: FindingView) -> bool:
    """Return True while the unit may still appeal by what was done so far; its days may be over."""
    return is_appeal_open(view.facts.state) and not any(step.act == "appeal" for step in view.steps)


def acts_shown(view: FindingView) -> list[dict[str, Any]]:
    """Return the acts that the reader may do now, the usual one first."""
    allowed = [act for act, why in view.acts.items() if why is None]
    return [
        {"label": ACTS[act], "url": reverse("workbench:finding_act", args=[view.facts.id, act.value]),
         "kind": "secondary" if place else "primary"}
        for place, act in enumerate(allowed)
    ]  # fmt: skip


def step_shown(view: FindingView, step: StepFacts) -> dict[str, Any]:
    """Return one act as the trace of a finding shows it."""
    given = (
        _("%(days)s个工作日内答复，到%(day)s为止。") % {"days": step.days, "day": step.due_on} if step.due_on else ""
    )
    return {
        "title": act_words(step.act), "state": state_words(step.after), "at": step.done_at.astimezone(BEIJING),
        "who": f"{step.post_title} {step.actor_name}".strip(), "words": step.words, "given": given,
        "paper": step.paper,
        "paper_url": reverse("workbench:finding_paper", args=[view.facts.id, step.paper.id]) if step.paper else "",
        "proofs": [
            {"name": proof.name, "url": reverse("workbench:finding_proof", args=[view.facts.id, proof.id])}
            for proof in step.proofs
        ],
    }  # fmt: skip


def _case(case_id: UUID | None, actor: Actor) -> dict[str, Any]:
    """Return the clocks of a finding's case, and its address where the reader may open the case itself."""
    if case_id is None:
        return {"case_url": "", "clocks": []}
    try:
        clocks = clocks_of(case_facts(case_id))
    except CaseNotFound:
        return {"case_url": "", "clocks": []}
    try:
        case_for_actor(case_id, actor=actor)
    except RuleError:
        return {"case_url": "", "clocks": clocks}
    return {"case_url": reverse("workbench:case", args=[case_id]), "clocks": clocks}
