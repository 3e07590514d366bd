"""Procedures under way: of one case with everything that can be done, and of the whole department."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.cases.selectors import (
    Action,
    CaseFacts,
    ProcedureFilter,
    ProcedureLine,
    TargetIn,
    actions_open,
    case_for_actor,
    interested_of,
    minutes_scans_of,
    objections_of,
    procedure_lines_of,
    procedures_under_way,
    tasks_of,
    waivers_of,
)
from oneseal.cases.services import CASE_ENDED
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import number_told
from oneseal.foundation.timekeeping import BEIJING, today
from oneseal.workbench.cases import casefile
from oneseal.workbench.cases.procedure_words import KINDS, PHASES, RECUSALS, REVIEW_VERDICTS, TARGETS, TEST_VERDICTS
from oneseal.workbench.cases.reading import Read, note_reading
from oneseal.workbench.cases.words import ACTIONS, chosen, short_number
from oneseal.workbench.desk import show
from oneseal.workbench.procedures.acts import ADDRESSES

VERDICTS: Final = {**REVIEW_VERDICTS, **TEST_VERDICTS}
# What is begun, grouped as one looks for it; everything else goes on with what is open.
STARTS: Final = (
    Action.TELL_HEARING_RIGHT, Action.ARRANGE_HEARING, Action.NOTIFY_INTERESTED, Action.ARRANGE_EXPERT_REVIEW,
    Action.ASSIGN_TEST, Action.PLAN_SURVEY, Action.PUBLICISE, Action.PLAN_MEETING, Action.OPEN_PROCEDURE,
)  # fmt: skip
OTHERS: Final = {
    Action.PLAN_SURVEY: "case_survey", Action.RECORD_SURVEY: "case_survey_result",
    Action.OPEN_PROCEDURE: "case_procedure", Action.CLOSE_PROCEDURE: "case_procedure_result",
}  # fmt: skip
GOES_ON: Final = {
    "hearing": (
        Action.ARRANGE_HEARING, Action.RECORD_HEARING_REQUEST, Action.RECORD_HEARING_WAIVER, Action.RECORD_HEARING,
        Action.DECIDE_RECUSAL, Action.END_HEARING,
    ),
    "expert_review": (Action.RECORD_EXPERT_REVIEW,),
    "publicity": (Action.RECORD_OBJECTION, Action.END_PUBLICITY),
    "joint_meeting": (Action.RECORD_MEETING,),
    "site_survey": (Action.RECORD_SURVEY,),
    "tender": (Action.CLOSE_PROCEDURE,),
    "auction": (Action.CLOSE_PROCEDURE,),
    **dict.fromkeys(("inspection", "testing", "quarantine", "appraisal"), (Action.RECORD_TEST,)),
}  # fmt: skip


def _address(action: Action, facts: CaseFacts) -> str:
    if action in OTHERS:
        return reverse(f"workbench:{OTHERS[action]}", args=[facts.id])
    if action is Action.ATTACH_MINUTES:
        return reverse("workbench:minutes_attach", args=[facts.id])
    if action is Action.DECIDE_RECUSAL:
        return reverse("workbench:procedure_recusal", args=[facts.id])
    return reverse("workbench:procedure_act", args=[facts.id, ADDRESSES[action]])


def _acts(wanted: tuple[Action, ...], facts: CaseFacts, *, allowed: frozenset[Action]) -> list[dict[str, Any]]:
    return [{"label": ACTIONS[action], "url": _address(action, facts)} for action in wanted if action in allowed]


def entry_of(line: ProcedureLine) -> dict[str, Any]:
    """Return what a page shows of one procedure."""
    row, hearing = line.row, line.hearing
    return {
        "name": KINDS.get(row.kind, row.name),
        "phase": PHASES[hearing.phase] if hearing else "",
        "is_over": row.closed_at is not None,
        "opened_on": line.opened_on,
        "target_on": row.target_on,
        "face": line.face,
        "responsible": row.responsible_name,
        "people": "、".join([*(row.units or ()), *row.people]),
        "purpose": row.purpose,
        "place": row.place,
        "held_at": hearing.held_at.astimezone(BEIJING) if hearing and hearing.held_at else None,
        "held_on": row.held_on,
        "until_on": row.until_on,
        "standard": row.standard,
        "verdict": VERDICTS.get(row.verdict, ""),
        "result_on": row.result_on,
        "result": row.result,
        "chair": hearing.chair_name if hearing else "",
        "recusal": RECUSALS.get(hearing.recusal, "") if hearing else "",
        "recusal_reason": hearing.recusal_reason if hearing else "",
        "request": hearing if hearing and hearing.requested_on else None,
        "ask_until_on": hearing.request_until_on if hearing and hearing.phase == "told" else None,
        "ask_until_late_on": hearing.request_until_late_on if hearing and hearing.phase == "told" else None,
        "hold_by_on": hearing.hold_by_on if hearing and hearing.phase == "requested" else None,
        "waived_by": "、".join(waivers_of(hearing)) if hearing and hearing.phase == "told" else "",
        "ended_with_case": row.outcome == CASE_ENDED,
    }


@requires("cases.read")
def of_case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show the procedures, statements and tasks of a case, and what may be begun or gone on with."""
    facts = case_for_actor(case_id, actor=request.actor)
    note_reading(Read.CASE, facts.id, facts, actor=request.actor)
    allowed = frozenset(actions_open(facts, actor=request.actor, today=today()))
    lines = procedure_lines_of(facts, today=today())
    entries = [
        {
            **entry_of(line),
            "objections": objections_of(facts, line.row.id) if line.row.kind == "publicity" else [],
            "acts": _acts(GOES_ON.get(line.row.kind, ()), facts, allowed=allowed) if not line.row.closed_at else [],
        }
        for line in lines
    ]
    has_hearing = any(line.hearing is not None and line.row.closed_at is None for line in lines)
    starts = tuple(action for action in STARTS if not (has_hearing and action is Action.ARRANGE_HEARING))
    context = {
        **casefile.head_of(facts),
        "open_entries": [entry for entry in entries if not entry["is_over"]],
        "past_entries": [entry for entry in entries if entry["is_over"]],
        "starts": _acts(starts, facts, allowed=allowed),
        "interested": interested_of(facts),
        "statement_acts": _acts((Action.RECORD_STATEMENT,), facts, allowed=allowed),
        "scans": minutes_scans_of(facts),
        "scan_acts": _acts((Action.ATTACH_MINUTES,), facts, allowed=allowed),
        "tasks": tasks_of(facts),
        "task_acts": _acts((Action.FINISH_MEETING_TASK,), facts, allowed=allowed),
        "day": today(),
    }
    return show(request, "workbench/procedures/case.html", context, current="procedures")


def _wanted(request: HttpRequest) -> tuple[ProcedureFilter, int]:
    kind, target = request.GET.get("kind", ""), request.GET.get("target", "")
    wanted = ProcedureFilter(
        kind=kind if kind in KINDS else "",
        target=TargetIn(target) if target in set(TargetIn) else None,
        is_own=request.GET.get("own") == "1",
    )
    return wanted, number_told(request.GET.get("page", ""), otherwise=1)


def _url(wanted: ProcedureFilter, **changed: str | int) -> str:
    told = {"kind": wanted.kind, "target": wanted.target or "", "own": "1" if wanted.is_own else "", **changed}
    query = urlencode({name: value for name, value in told.items() if value})
    path = reverse("workbench:procedures")
    return f"{path}?{query}" if query else path


def _chips(wanted: ProcedureFilter) -> list[dict[str, Any]]:
    own = {"label": _("我负责的"), "url": _url(wanted, own="" if wanted.is_own else "1"), "is_on": wanted.is_own}
    targets = [
        {
            "label": label,
            "url": _url(wanted, target="" if wanted.target == value else value),
            "is_on": wanted.target == value,
        }
        for value, label in TARGETS.items()
    ]
    return [own, *targets]


@requires("cases.read")
def procedures(request: SignedInRequest) -> HttpResponse:
    """List the procedures under way in the department, soonest target first."""
    wanted, page = _wanted(request)
    found = procedures_under_way(request.actor, wanted, today=today(), page=page)
    rows = [
        {
            **entry_of(line),
            "url": reverse("workbench:case_procedures", args=[line.row.case_id]),
            "short": short_number(line.row.case.number),
            "number": line.row.case.number,
            "item": chosen(line.row.case.item_name, version_terms(line.row.case.item_version_id).name_en),
        }
        for line in found.lines
    ]
    context = {
        "rows": rows,
        "chips": _chips(wanted),
        "kinds": [{"value": kind, "label": label, "is_chosen": kind == wanted.kind} for kind, label in KINDS.items()],
        "wanted": wanted,
        "is_narrowed": wanted != ProcedureFilter(),
        "list_url": reverse("workbench:procedures"),
        "next_url": _url(wanted, page=page + 1) if found.has_next else "",
        "previous_url": _url(wanted, page=page - 1) if page > 1 else "",
    }
    return show(request, "workbench/procedures/procedures.html", context, current="procedures")
