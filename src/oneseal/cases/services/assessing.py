"""Expert reviews (T13e, T14e) and inspection, testing, quarantine, appraisal (T13t, T14t): APL 45, 55."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from oneseal.cases.errors import ProcedureNotNamed, ProcedurePlanMissing, ProcedureTooLong
from oneseal.cases.procedure_errors import AssignedLate, StandardMissing, TwoTestersMissing
from oneseal.cases.rules.procedure_kinds import EXPERT_REVIEW, TESTS
from oneseal.cases.rules.procedures import FAILED, PASSED, assign_by
from oneseal.cases.rules.states import Action
from oneseal.cases.rules.ways import ProcedureWay
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.cases.services.moving import KIND, Change, PaperDraft, Press, begin, complete, once
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
from oneseal.papers.services import Deadline
from oneseal.papers.services import procedure_contents as papers
from oneseal.workflow.selectors import calendar

CONCLUSIONS: Final = {"agreed": "通过评审", "reworked": "修改后通过", "rejected": "未通过评审"}
RESULTS: Final = {PASSED: "符合技术标准、技术规范", FAILED: "不符合技术标准、技术规范"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTold:
    """An expert review to arrange: who reviews what, on which day, where."""

    experts: tuple[str, ...]
    held_on: date
    question: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestingTold:
    """A test to assign: its kind, by which members of staff, of what, by which standard, in how many working days.

    `late_because` is told where the five days of APL 55 are over.
    """

    kind: str
    testers: tuple[UUID, ...]
    subject_matter: str
    standard: str
    planned_days: int
    late_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTold:
    """How a review or test ended: its row, the verdict (a key of CONCLUSIONS or RESULTS), the day and the words."""

    procedure_id: UUID
    verdict: str
    on: date
    text: str
    standard: str = ""


def _way(change: Change, kind: str, *, days: int) -> ProcedureWay:
    way = ways_of_case(change.facts).procedure(kind)
    if way is None:
        raise ProcedureNotNamed("the item names no such procedure", kind=kind)
    if days < 1:
        raise ProcedurePlanMissing("at least one day")
    if way.max_days is not None and days > way.max_days:
        raise ProcedureTooLong("the law allows fewer days", most=way.max_days)
    return way


def _needed(days: int, *, today: date) -> Deadline:
    term = Term(days, Unit.WORKING_DAY)
    return deadline(term, due_or_estimate(start_on=today, term=term, calendar=calendar()))


def expert_review_arrange(*, case_id: UUID, told: ReviewTold, press: Press) -> None:
    """Arrange a review by experts that the item names (T13e); both clocks stop.

    Raises:
        ProcedureNotNamed, ProcedurePlanMissing, ProcedureTooLong, NoSuchMove, NotAllowed.
    """
    action = Action.ARRANGE_EXPERT_REVIEW
    once(press, case_id=case_id, action=action, work=lambda: _arrange_review(case_id, told, press))


def _arrange_review(case_id: UUID, told: ReviewTold, press: Press) -> None:
    change = begin(case_id, Action.ARRANGE_EXPERT_REVIEW, press)
    today = beijing_date(press.now)
    experts = tuple(dict.fromkeys(name.strip() for name in told.experts if name.strip()))
    if told.held_on < today or not experts or not told.question.strip():
        raise ProcedurePlanMissing("who reviews what, from today on")
    days = days_until(told.held_on, today=today)
    way = _way(change, EXPERT_REVIEW, days=days)
    basis = way.basis or change.move.basis
    procedure_begun(
        change,
        Plan(
            kind=EXPERT_REVIEW, name=way.name, basis=basis, target_on=told.held_on, planned_days=days, people=experts,
            purpose=told.question.strip(), held_on=told.held_on, place=told.place.strip(),
        ),
    )  # fmt: skip

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.ExpertReviewNotice(
            **addressed(change, head, paper_id), experts=experts, held_on=told.held_on,
            place=told.place.strip() or None, question=told.question.strip(), needed=_needed(days, today=today),
            legal_basis=(basis,),
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)
    complete(change)


def expert_review_record(*, case_id: UUID, told: OutcomeTold, press: Press) -> None:
    """Record what the experts found (T14e); the clocks run again.

    Raises:
        ProcedureNotOpen, ResultMissing, ResultDateUnfit, NoSuchMove, NotAllowed.
    """
    action = Action.RECORD_EXPERT_REVIEW
    once(press, case_id=case_id, action=action, work=lambda: _record_review(case_id, told, press))


def _record_review(case_id: UUID, told: OutcomeTold, press: Press) -> None:
    change = begin(case_id, Action.RECORD_EXPERT_REVIEW, press)
    row = procedure_running(change, told.procedure_id, EXPERT_REVIEW)
    conclusion = CONCLUSIONS[told.verdict]
    procedure_ended(change, row, on=told.on, result=told.text, verdict=told.verdict)
    change.after["verdict"] = told.verdict

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.ExpertReviewRecord(
            **recorded(change, head, paper_id), experts=tuple(row.people), opened_on=beijing_date(row.opened_at),
            result_on=told.on, conclusion=conclusion, opinion=told.text.strip(),
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)
    complete(change)


def testing_assign(*, case_id: UUID, told: TestingTold, press: Press) -> None:
    """Assign two or more members of staff to a test that the item names (T13t); both clocks stop.

    Raises:
        ProcedureNotNamed, ProcedurePlanMissing, ProcedureTooLong, TwoTestersMissing, StandardMissing, AssignedLate,
        NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.ASSIGN_TEST, work=lambda: _assign_test(case_id, told, press))


def _assign_test(case_id: UUID, told: TestingTold, press: Press) -> None:
    change = begin(case_id, Action.ASSIGN_TEST, press)
    if told.kind not in TESTS:
        raise ProcedureNotNamed("no test", kind=told.kind)
    way, today = _way(change, told.kind, days=told.planned_days), beijing_date(press.now)
    names = colleagues_with("cases.review", agency_id=change.facts.agency_id)
    testers = tuple(names[account] for account in dict.fromkeys(told.testers) if account in names)
    if len(testers) < 2:  # APL art. 55(2)
        raise TwoTestersMissing("two or more")
    if not told.standard.strip():
        raise StandardMissing("by which standard")
    if not told.subject_matter.strip():
        raise ProcedurePlanMissing("what is tested")
    late_because = _late_because(change, told)
    basis = way.basis or change.move.basis
    plan = Plan(
        kind=told.kind, name=way.name, basis=basis, target_on=target_of(told.planned_days, today=today),
        planned_days=told.planned_days, people=testers, purpose=told.subject_matter.strip(),
        standard=told.standard.strip(),
    )  # fmt: skip
    procedure_begun(change, plan)
    change.after |= {"standard": told.standard.strip(), **({"late_because": late_because} if late_because else {})}

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.TestingNotice(
            **addressed(change, head, paper_id), procedure=way.name, testers=testers, subject_matter=plan.purpose,
            standard=told.standard.strip(), needed=_needed(told.planned_days, today=today), legal_basis=(basis,),
            late_because=late_because or None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)
    complete(change)


def _late_because(change: Change, told: TestingTold) -> str:
    """Return why testers are assigned after the five days of APL 55(2); empty within them."""
    accepted_on = change.facts.accepted_on
    if accepted_on is None:
        return ""
    by_on = assign_by(accepted_on, calendar=calendar())
    if beijing_date(change.press.now) <= by_on:
        return ""
    if not told.late_because.strip():
        raise AssignedLate("the five days are over", by=by_on)
    return told.late_because.strip()


def testing_record(*, case_id: UUID, told: OutcomeTold, press: Press) -> None:
    """Record what a test found against its standard (T14t); the clocks run again.

    Raises:
        ProcedureNotOpen, StandardMissing, ResultMissing, ResultDateUnfit, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.RECORD_TEST, work=lambda: _record_test(case_id, told, press))


def _record_test(case_id: UUID, told: OutcomeTold, press: Press) -> None:
    change = begin(case_id, Action.RECORD_TEST, press)
    row = procedure_running(change, told.procedure_id, *TESTS)
    standard = told.standard.strip() or row.standard
    if not standard:
        raise StandardMissing("by which standard")
    procedure_ended(change, row, on=told.on, result=told.text, verdict=told.verdict, standard=standard)
    change.after |= {"verdict": told.verdict, "standard": standard}

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.TestingReport(
            **recorded(change, head, paper_id), procedure=row.name, testers=tuple(row.people), standard=standard,
            conclusion=RESULTS[told.verdict], result_on=told.on, result=told.text.strip(),
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)
    complete(change)
