"""Cases that end without a decision: what was not mended in time (T06), and what leaves nothing to decide (T25)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from oneseal.cases.errors import ReasonMissing, ReplyPeriodRuns
from oneseal.cases.events import CaseReturned
from oneseal.cases.rules.states import Action, Outcome, TerminationGround
from oneseal.cases.selectors.files import corrections_of, defects_open
from oneseal.cases.services.guarding import require_other_person, require_undecided_by_law
from oneseal.cases.services.heading import headed
from oneseal.cases.services.moving import KIND, Change, PaperDraft, Press, begin, complete, contents, once
from oneseal.cases.services.standing_still import clock_stopped
from oneseal.foundation.timekeeping import beijing_date, beijing_instant
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import remedies
from oneseal.workflow.services import timer_set

if TYPE_CHECKING:
    from oneseal.foundation.writes import Write

OVER: Final = "cases.correction_over"
IF_NOT: Final = "逾期没有补正的，本机关将作退件处理，不影响重新提出申请。"
GROUNDS: Final = {
    TerminationGround.APPLICANT_DEAD: "申请人死亡。",
    TerminationGround.APPLICANT_ENDED: "申请人依法终止。",
    TerminationGround.OBJECT_GONE: "申请办理的事项已经不复存在。",
    TerminationGround.DUPLICATE: "同一申请人就同一事项重复提出申请。",
}


def reply_timer(change: Change, reply_by: date) -> Write:
    """Return the timer that fires once the last day for a correction is over."""
    over = beijing_instant(reply_by + timedelta(days=1))
    return timer_set(subject=change.subject, kind=OVER, fires_at=over, now=change.press.now)


def case_return(*, case_id: UUID, press: Press) -> None:
    """Return an application that was not mended in the period its notice set (T06).

    Raises:
        ReplyPeriodRuns: no period was set, or it is not over. NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.RETURN_CASE, work=lambda: _return(case_id, press))


def _return(case_id: UUID, press: Press) -> None:
    change = begin(case_id, Action.RETURN_CASE, press)
    facts, now = change.facts, press.now
    until, today = facts.reply_by_on, beijing_date(now)
    if until is None or today <= until:
        raise ReplyPeriodRuns("the period is not over", until=until)
    notice = corrections_of(facts)[-1]
    left = tuple(
        contents.Defect(material=row["name"], problem=row["problem"], wanted=row.get("wanted", ""))
        for row in defects_open(facts, notice)
    )
    end(change, Outcome.RETURNED)

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = contents.ReturnNotice(
            **headed(change, head, paper_id), requested_on=beijing_date(notice.issued_at), supplement_by=until,
            defects=left, remedies=remedies(head), contact=head.telephone or None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)
    complete(change)


@dataclass(frozen=True, slots=True)
class Termination:
    """Why a case is ended, and the facts in words."""

    ground: TerminationGround
    reason: str


def case_terminate(*, case_id: UUID, told: Termination, press: Press) -> None:
    """End a case that leaves nothing to decide: nobody asks for it any more, or not for this (T25).

    Raises:
        SamePerson, ReasonMissing, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.TERMINATE, work=lambda: _terminate(case_id, told, press))


def _terminate(case_id: UUID, told: Termination, press: Press) -> None:
    change = begin(case_id, Action.TERMINATE, press)
    require_other_person(change)
    require_undecided_by_law(change)
    facts, now = change.facts, press.now
    if not told.reason.strip():
        raise ReasonMissing("a termination says why")
    change.after |= {"ground": told.ground.value, "reason": told.reason.strip()}
    end(change, Outcome.TERMINATED)

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = contents.TerminationNotice(
            **headed(change, head, paper_id), applied_on=beijing_date(facts.received_at or now),
            reasons=(GROUNDS[told.ground], told.reason.strip()), remedies=remedies(head),
            contact=head.telephone or None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)
    complete(change)


def end(change: Change, outcome: Outcome) -> None:
    """Stop the clock and tell how it ended."""
    change.columns |= {"outcome": outcome, "reply_by_on": None}
    change.writes.append(clock_stopped(change, outcome.value))
    change.events.append(CaseReturned(case_id=change.facts.id, outcome=outcome.value))
