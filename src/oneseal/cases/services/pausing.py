"""Time that does not count: special procedures (APL 45) and site surveys, opened and closed (T13, T14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from oneseal.cases.errors import (
    ProcedureNotNamed,
    ProcedureNotOpen,
    ProcedurePlanMissing,
    ProcedureTooLong,
    SurveyorsMissing,
)
from oneseal.cases.procedure_errors import ProcedureHasOwnForm
from oneseal.cases.rules.procedure_kinds import OWN_FORM, SURVEY
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.cases.services.guarding import SURVEY_NAME, procedure_name
from oneseal.cases.services.moving import KIND, Change, PaperDraft, Press, begin, complete, contents, once
from oneseal.cases.services.procedures import (
    Plan,
    addressed,
    days_until,
    procedure_begun,
    procedure_ended,
    procedure_running,
    recorded,
    target_of,
)
from oneseal.cases.services.wording import deadline
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.selectors import colleagues_with
from oneseal.kernel.clock import Term, Unit, due_or_estimate
from oneseal.papers.selectors import Letterhead
from oneseal.workflow.selectors import calendar

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
    if way.kind in OWN_FORM:
        raise ProcedureHasOwnForm("it has its own form and papers", kind=told.kind)
    people = tuple(name.strip() for name in told.people if name.strip())
    if told.planned_days < 1 or not people:
        raise ProcedurePlanMissing("days and people are told")
    if way.max_days is not None and told.planned_days > way.max_days:
        raise ProcedureTooLong("the law allows fewer days", most=way.max_days)
    _open(
        change,
        Plan(
            kind=way.kind, name=way.name, planned_days=told.planned_days, people=people,
            target_on=target_of(told.planned_days, today=beijing_date(press.now)),
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
    _open(
        change,
        Plan(
            kind=SURVEY, name=SURVEY_NAME, stops_statutory=False, planned_days=days_until(told.on, today=today),
            target_on=told.on, people=tuple(chosen), purpose=told.purpose.strip(),
            basis=ways.survey_basis or SURVEY_BASIS, held_on=told.on,
        ),
    )  # fmt: skip


def _open(change: Change, plan: Plan) -> None:
    procedure_begun(change, plan)
    change.after["planned_days"] = plan.planned_days
    change.papers.append(lambda head, paper_id: _told_paper(change, plan, head=head, paper_id=paper_id))
    complete(change)


def _told_paper(change: Change, plan: Plan, *, head: Letterhead, paper_id: UUID) -> PaperDraft:
    facts, now = change.facts, change.press.now
    common = {
        **addressed(change, head, paper_id), "people": plan.people, "purpose": plan.purpose or None,
        "legal_basis": (plan.basis,),
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
    is_survey = action is Action.RECORD_SURVEY
    row = next((one for one in change.facts.open_procedures if one.id == told.procedure_id), None)
    if row is None or (row.kind == SURVEY) is not is_survey or (row.kind in OWN_FORM and not is_survey):
        raise ProcedureNotOpen("no such procedure is under way")
    procedure_ended(change, procedure_running(change, row.id, row.kind), on=told.on, result=told.text)
    name = procedure_name(ways_of_case(change.facts), row.kind)
    kind = contents.SurveyRecord if is_survey else contents.ProcedureResult

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = kind(
            **recorded(change, head, paper_id), procedure=name, opened_on=row.since_on, result_on=told.on,
            result=told.text.strip(),
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)
    complete(change)
