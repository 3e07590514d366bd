"""The case page: one case, everything about it, and what may be done now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.cases.policies import can_judge_materials, can_see_drawings
from oneseal.cases.selectors import (
    Action,
    CaseFacts,
    TraceRow,
    actions_judged,
    answers_of,
    barred,
    case_for_actor,
    cases_inbox,
    messages_unread,
    trace_for_actor,
)
from oneseal.cases.services import messages_read
from oneseal.catalog.selectors import ItemTerms
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.access import Actor
from oneseal.papers.selectors import papers_of
from oneseal.workbench.cases import casefile
from oneseal.workbench.cases.joint_shown import joint_clocks
from oneseal.workbench.cases.nodes_shown import acts_on_nodes, map_of, migration_note, replaced_nodes
from oneseal.workbench.cases.outside import outside_of
from oneseal.workbench.cases.posting import delivery_of_case
from oneseal.workbench.cases.reading import Read, note_reading
from oneseal.workbench.cases.talking import talk_of
from oneseal.workbench.cases.words import ACTIONS, DONE, PAPER_OF, WAITING
from oneseal.workbench.desk import show
from oneseal.workbench.findings.shown import case_findings_shown
from oneseal.workbench.payments.shown import fees_shown

PARTS: Final = ("form", "materials", "way", "papers", "talk")
TURNS: Final = ("0", "90", "180", "270")
ZOOMS: Final = ("1", "2", "3")
# In the order in which they are offered: the first of them is the primary one.
ROUTES: Final[dict[Action, str]] = {
    Action.HAND_OVER: "case_hand_over",
    Action.VOID: "case_void",
    Action.DECLINE_VOID: "case_void_decline",
    Action.END_PRE_REVIEW: "case_pre_review_result",
    Action.GRANT_ON_COMMITMENT: "case_grant_on_commitment",
    Action.GRANT_AT_ONCE: "case_grant_at_once",
    Action.ACCEPT_TOLERANT: "case_accept_tolerant",
    Action.ACCEPT: "case_accept",
    Action.REFUSE_AT_ONCE: "case_refuse_at_once",
    Action.REQUEST_CORRECTION: "case_correction",
    Action.NOT_ACCEPT: "case_not_accept",
    Action.BEGIN_PRE_REVIEW: "case_pre_review",
    Action.CORRECT: "receive_correct",
    Action.SUPPLY: "receive_supply",
    Action.CLOSE_PROCEDURE: "case_procedure_result",
    Action.RECORD_SURVEY: "case_survey_result",
    Action.CONFIRM_REVIEW: "case_confirm_review",
    Action.OBJECT_REVIEW: "case_object_review",
    Action.RECOMMEND: "case_review",
    Action.RETURN_NODE: "case_return_node",
    Action.DRAW_AGAIN: "case_draw_again",
    Action.LIFT_COVER: "case_lift_cover",
    Action.PLAN_SURVEY: "case_survey",
    Action.OPEN_PROCEDURE: "case_procedure",
    Action.FORWARD_UP: "case_forward_up",
    Action.GRANT: "case_grant",
    Action.REFUSE: "case_refuse",
    Action.SEND_BACK: "case_send_back",
    Action.EXTEND: "case_extend",
    Action.PROPOSE_EXTENSION: "case_propose_extension",
    Action.RESUME: "case_resume",
    Action.SUSPEND: "case_suspend",
    Action.RETURN_CASE: "case_return",
    Action.RETURN_UNKEPT: "case_return_unkept",
    Action.TERMINATE: "case_terminate",
    Action.DELIVER: "case_deliver",
    Action.ARCHIVE: "case_archive",
    Action.REQUEST_VOID: "case_void_request",
}


# What leaves the usual way is offered behind the rest, and never as the thing to do.
BESIDE: Final = frozenset(
    {
        Action.BEGIN_PRE_REVIEW, Action.DRAW_AGAIN, Action.LIFT_COVER, Action.SUSPEND, Action.EXTEND,
        Action.PROPOSE_EXTENSION, Action.RETURN_CASE, Action.RETURN_UNKEPT, Action.TERMINATE, Action.REQUEST_VOID,
    }
)  # fmt: skip


def acts_of(facts: CaseFacts, allowed: frozenset[Action], *, actor: Actor) -> list[dict[str, Any]]:
    """Return the acts the actor's post may do now, the usual one first; open nodes of an examination before all."""
    nodes = acts_on_nodes(facts, actor) if Action.FINISH_NODE in allowed else []
    offered = [
        {"label": ACTIONS[action], "url": reverse(f"workbench:{ROUTES[action]}", args=[facts.id])}
        for action in sorted(ROUTES, key=BESIDE.__contains__)
        if action in allowed
    ]
    is_usual = bool(nodes) or not allowed <= BESIDE
    return [
        {**entry, "kind": "primary" if is_usual and not place else "secondary"}
        for place, entry in enumerate([*nodes, *offered])
    ]


def _parts(count: str, *, current: str, unread: int) -> list[dict[str, Any]]:
    labels = (
        ("form", _("申请表"), "edit", ""),
        ("materials", _("材料"), "paper", count),
        ("way", _("流程"), "tasks", ""),
        ("papers", _("文书"), "licence", ""),
        ("talk", _("沟通"), "message", str(unread or "")),
    )
    return [
        {"key": key, "label": label, "icon": icon, "count": count, "is_current": key == current}
        for key, label, icon, count in labels
    ]


def _part(request: SignedInRequest, facts: CaseFacts, terms: ItemTerms, *, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of the part that is open."""
    part = request.GET.get("part", PARTS[0])
    if part == "materials":
        chosen = _uuid(request.GET.get("file", ""))
        bill = casefile.bill_of(facts, terms, values=values, chosen_id=chosen)
        return {"part": part, **bill, "may_judge": can_judge_materials(request.actor, facts), **_view(request)}
    if part == "way":
        moved = {"moves": migration_note(facts), "replaced": replaced_nodes(facts)}
        return {"part": part, **casefile.way_of(facts), "map": map_of(facts), **moved}
    if part == "papers":
        return {"part": part, **casefile.papers_listed(facts)}
    if part == "talk":
        messages_read(facts=facts, actor=request.actor, now=now())
        return {"part": part, **talk_of(facts, request.actor)}
    return {"part": PARTS[0], "sections": casefile.application_of(terms, values)}


def _view(request: SignedInRequest) -> dict[str, Any]:
    """Return how a picture is shown: turned by quarters, and at its width or larger."""
    turn, zoom = request.GET.get("turn", "0"), request.GET.get("zoom", "1")
    return {"turn": turn if turn in TURNS else "0", "zoom": zoom if zoom in ZOOMS else "1"}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _done(request: SignedInRequest, facts: CaseFacts, trace: list[TraceRow]) -> dict[str, Any] | None:
    """Return what the actor has just done, its paper, and the next case of the inbox; None on a plain visit."""
    try:
        action = Action(request.GET.get("done", ""))
    except ValueError:
        return None
    if action not in DONE or f"cases.{action.value}" not in {row.verb for row in trace}:
        return None
    made = [row for row in papers_of(facts.id, for_public=False) if row.kind == PAPER_OF.get(action)]
    rows = cases_inbox(request.actor, now=now()).rows
    next_case = next((row.facts.id for row in rows if row.facts.id != facts.id), None)
    return {
        "text": DONE[action],
        "paper": made[-1] if made else None,
        "paper_url": reverse("workbench:paper", args=[made[-1].id]) if made and not facts.is_covered else "",
        "next_url": reverse("workbench:case", args=[next_case]) if next_case else "",
        "inbox_url": reverse("workbench:inbox"),
    }


@requires("cases.read")
def case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show one case."""
    facts = case_for_actor(case_id, actor=request.actor)
    note_reading(Read.CASE, facts.id, facts, actor=request.actor)
    terms = casefile.terms_of(facts)
    values = answers_of(facts).values
    opened = _part(request, facts, terms, values=values)
    count = casefile.materials_count(facts, terms, values)
    trace = trace_for_actor(facts, actor=request.actor)
    judged = actions_judged(facts, actor=request.actor, today=today())
    actions = frozenset(action for action, why in judged.items() if why is None)
    context = {
        **casefile.head_of(facts),
        **opened,
        "parts": _parts(count, current=opened["part"], unread=messages_unread(facts, actor=request.actor)),
        "acts": acts_of(facts, actions, actor=request.actor),
        "dispatch": delivery_of_case(facts, request.actor, actions=actions, trace=trace),
        "barred": list(dict.fromkeys(map(sentence, barred(judged).values()))),
        "duty": casefile.duty_of(facts),
        "procedures_url": reverse("workbench:case_procedures", args=[facts.id]) if facts.accepted_at else "",
        "linked": casefile.linked_of(facts, request.actor),
        "waiting": WAITING.get(facts.state, ""),
        "promised": casefile.promised_of(facts),
        "joint": casefile.joint_of(facts),
        "joint_clocks": joint_clocks(facts),
        "proposals": casefile.proposals_shown(facts),
        "clocks": casefile.clocks_of(facts),
        "fees": fees_shown(facts, request.actor),
        "outside": None if facts.is_covered else outside_of(facts),
        "drawings_url": reverse("workbench:case_drawings", args=[facts.id])
        if facts.is_blind and can_see_drawings(request.actor)
        else "",
        "findings": case_findings_shown(facts.id, request.actor),
        "earlier": casefile.earlier_of(facts, request.actor),
        "trace": casefile.trace_entries(trace),
        "done": _done(request, facts, trace),
    }
    return show(request, "workbench/cases/case.html", context, current="cases")
