"""Time that does not count: special procedures (APL 45) and site surveys, opened and closed (T13, T14)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from oneseal.cases.errors import (
    ProcedureNotNamed,
    ProcedureNotOpen,
    ProcedurePlanMissing,
    ProcedureTooLong,
    ResultDateUnfit,
    ResultMissing,
    SurveyorsMissing,
)
from oneseal.cases.rules.clock import main_dues
from oneseal.cases.rules.states import Action
from oneseal.cases.rules.ways import SURVEY
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.cases.services.guarding import SURVEY_NAME, procedure_name
from oneseal.cases.services.moving import KIND, Change, PaperDraft, Press, begin, complete, contents, once
from oneseal.cases.services.wording import deadline
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update
from oneseal.identity.selectors import colleagues_with
from oneseal.kernel.clock import Term, Unit, due_or_estimate
from oneseal.kernel.ids import new_id
from oneseal.papers.selectors import Letterhead
from oneseal.workflow.selectors import calendar
from oneseal.workflow.services import ledger_entry

SURVEY_BASIS: Final = "《行政许可法》第三十四条第三款"


@dataclass(frozen=True, slots=True)
class ProcedureTold:
    """A special procedure to open: its kind, the working days it needs, who takes part, and why."""

    kind: str
    planned_days: int
    people: tuple[str, ...]
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class SurveyTold:
    """A survey to plan: on which day, by whom (accounts of the agency), where or of what."""

    on: date
    surveyors: tuple[UUID, ...]
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class ResultTold:
    """How a procedure ended: its row, the day of the result, and the result in words."""

    procedure_id: UUID
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class _Plan:
    kind: str
    name: str
    stops_statutory: bool
    planned_days: int
    people: tuple[str, ...]
    purpose: str
    basis: str
    held_on: date | None = None


def procedure_open(*, case_id: UUID, told: ProcedureTold, press: Press) -> None:
    """Open one of the item's special procedures (T13): both clocks stop, the applicant is told the time needed.

    Raises:
        ProcedureNotNamed, ProcedurePlanMissing, ProcedureTooLong, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.OPEN_PROCEDURE, work=lambda: _open_procedure(case_id, told, press))


def _open_procedure(case_id: UUID, told: ProcedureTold, press: Press) -> None:
    change = begin(case_id, Action.OPEN_PROCEDURE, press)
    way = ways_of_case(change.facts).procedure(told.kind)
    if way is None:
        raise ProcedureNotNamed("the item names no such procedure", kind=told.kind)
    people = tuple(name.strip() for name in told.people if name.strip())
    if told.planned_days < 1 or not people:
        raise ProcedurePlanMissing("days and people are told")
    if way.max_days is not None and told.planned_days > way.max_days:
        raise ProcedureTooLong("the law allows fewer days", most=way.max_days)
    _open(
        change,
        _Plan(
            kind=way.kind, name=way.name, stops_statutory=True, planned_days=told.planned_days, people=people,
            purpose=told.purpose.strip(), basis=way.basis or change.move.basis,
        ),
    )  # fmt: skip


def survey_plan(*, case_id: UUID, told: SurveyTold, press: Press) -> None:
    """Plan the item's site survey by two surveyors (T13): the promised clock alone stops.

    Raises:
        ProcedureNotNamed, SurveyorsMissing, ResultDateUnfit, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.PLAN_SURVEY, work=lambda: _plan_survey(case_id, told, press))


def _plan_survey(case_id: UUID, told: SurveyTold, press: Press) -> None:
    change = begin(case_id, Action.PLAN_SURVEY, press)
    ways, today = ways_of_case(change.facts), beijing_date(press.now)
    if not ways.has_survey or any(row.kind == SURVEY for row in change.facts.open_procedures):
        raise ProcedureNotNamed("no survey can be planned now", kind=SURVEY)
    if told.on < today:
        raise ProcedurePlanMissing("a survey is planned for today or later")
    names = colleagues_with("cases.review", agency_id=change.facts.agency_id)
    chosen = [names[account] for account in dict.fromkeys(told.surveyors) if account in names]
    if len(chosen) < 2:  # APL art. 34(3): two or more
        raise SurveyorsMissing("a survey needs two surveyors")
    days = max(1, calendar().with_estimates((told.on.year, today.year)).count(today, told.on))
    _open(
        change,
        _Plan(
            kind=SURVEY, name=SURVEY_NAME, stops_statutory=False, planned_days=days, people=tuple(chosen),
            purpose=told.purpose.strip(), basis=ways.survey_basis or SURVEY_BASIS, held_on=told.on,
        ),
    )  # fmt: skip


def _open(change: Change, plan: _Plan) -> None:
    facts, now = change.facts, change.press.now
    today, procedure_id = beijing_date(now), new_id(now)
    row = {
        "id": procedure_id, "case_id": facts.id, "kind": plan.kind, "name": plan.name,
        "stops_statutory": plan.stops_statutory, "planned_days": plan.planned_days, "held_on": plan.held_on,
        "people": list(plan.people), "purpose": plan.purpose, "opened_at": now,
        "opened_by": change.press.actor.account_id, "result": "",
    }  # fmt: skip
    pause = {
        "procedure": str(procedure_id), "start": today.isoformat(), "end": None, "cause": plan.kind,
        "stops_statutory": plan.stops_statutory, "basis": plan.basis,
    }  # fmt: skip
    pauses_put(change, [*facts.pauses, pause])
    change.writes.append(Insert("cases_procedure", [row]))
    change.writes.append(
        ledger_entry(subject=change.subject, effect="paused", on=today, cause=plan.kind, basis=plan.basis, now=now)
    )
    change.after |= {"procedure": plan.kind, "planned_days": plan.planned_days, "people": list(plan.people)}
    change.papers.append(lambda head, paper_id: _told_paper(change, plan, head=head, paper_id=paper_id))
    complete(change)


def pauses_put(change: Change, pauses: list[dict[str, Any]]) -> None:
    """Put the pauses and the due dates that follow from them on the case's row."""
    facts = replace(change.facts, pauses=pauses)
    dues = main_dues(facts, calendar=calendar(), today=beijing_date(change.press.now))
    change.columns |= {
        "pauses": pauses, "due_on": dues.promised.on, "statutory_due_on": dues.statutory.on,
        "due_is_provisional": dues.promised.is_provisional or dues.statutory.is_provisional,
    }  # fmt: skip


def _told_paper(change: Change, plan: _Plan, *, head: Letterhead, paper_id: UUID) -> PaperDraft:
    facts, now = change.facts, change.press.now
    common: dict[str, Any] = {
        "identifier": str(paper_id), "agency_name": head.agency_name, "issued_at": now,
        "addressee": facts.party_name, "to_organisation": facts.party_kind == "organisation",
        "item_name": facts.item_name, "case_number": facts.number or "",
        "accepted_on": facts.accepted_on or beijing_date(now), "people": plan.people,
        "purpose": plan.purpose or None, "legal_basis": (plan.basis,), "contact": head.telephone or None,
    }  # fmt: skip
    if plan.held_on is not None:
        return PaperDraft(contents.SurveyNotice(**common, held_on=plan.held_on), (KIND, facts.id))
    term = Term(plan.planned_days, Unit.WORKING_DAY)
    until = due_or_estimate(start_on=beijing_date(now), term=term, calendar=calendar())
    content = contents.ProcedureNotice(
        **common, procedure=plan.name, opened_on=beijing_date(now), needed=deadline(term, until)
    )
    return PaperDraft(content, (KIND, facts.id))


def procedure_close(*, case_id: UUID, told: ResultTold, press: Press) -> None:
    """Close a special procedure with its result (T14); the clocks run again from the day after the result.

    Raises:
        ProcedureNotOpen, ResultMissing, ResultDateUnfit, NoSuchMove, NotAllowed.
    """
    action = Action.CLOSE_PROCEDURE
    once(press, case_id=case_id, action=action, work=lambda: _close(case_id, told, press, action=action))


def survey_record(*, case_id: UUID, told: ResultTold, press: Press) -> None:
    """Record what a survey found (T14); the promised clock runs again.

    Raises:
        ProcedureNotOpen, ResultMissing, ResultDateUnfit, NoSuchMove, NotAllowed.
    """
    action = Action.RECORD_SURVEY
    once(press, case_id=case_id, action=action, work=lambda: _close(case_id, told, press, action=action))


def _close(case_id: UUID, told: ResultTold, press: Press, *, action: Action) -> None:
    change = begin(case_id, action, press)
    facts, now = change.facts, press.now
    today = beijing_date(now)
    is_survey = action is Action.RECORD_SURVEY
    row = next((one for one in facts.open_procedures if one.id == told.procedure_id), None)
    if row is None or (row.kind == SURVEY) is not is_survey:
        raise ProcedureNotOpen("no such procedure is under way")
    if not told.text.strip():
        raise ResultMissing("a procedure ends with its result")
    if not row.since_on <= told.on <= today:
        raise ResultDateUnfit("the result lies outside the procedure", since=row.since_on)
    ended = [
        {**one, "end": told.on.isoformat()} if one.get("procedure") == str(row.id) else one for one in facts.pauses
    ]
    pauses_put(change, ended)
    basis = next(one["basis"] for one in ended if one.get("procedure") == str(row.id))
    change.writes += [
        Update(
            "cases_procedure", {"id": row.id},
            {
                "closed_at": now, "closed_by": press.actor.account_id, "result_on": told.on,
                "result": told.text.strip(),
            },
        ),
        ledger_entry(subject=change.subject, effect="resumed", on=told.on, cause=row.kind, basis=basis, now=now),
    ]  # fmt: skip
    change.after |= {"procedure": row.kind, "result_on": told.on.isoformat()}
    name = procedure_name(ways_of_case(facts), row.kind)
    kind = contents.SurveyRecord if is_survey else contents.ProcedureResult

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = kind(
            identifier=str(paper_id), agency_name=head.agency_name, issued_at=now, item_name=facts.item_name,
            case_number=facts.number or "", applicant=facts.party_name, procedure=name, opened_on=row.since_on,
            result_on=told.on, result=told.text.strip(), recorded_by=f"{press.actor.post_title} {press.actor.name}",
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)
    complete(change)
