"""A case stands still outside the special procedures of the law, and goes on again (T15)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from oneseal.cases.errors import ReasonMissing, SuspensionDocumentMissing
from oneseal.cases.events import CaseResumed, CaseSuspended
from oneseal.cases.rules.clock import main_dues
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import Action, SuspensionGround
from oneseal.cases.services.examining import waits_again
from oneseal.cases.services.moving import KIND, PaperDraft, Press, begin, complete, once
from oneseal.cases.services.procedures import addressed
from oneseal.cases.services.standing_still import pauses_put
from oneseal.cases.services.wording import deadline
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update
from oneseal.kernel.ids import new_id
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import remedies, special_ways
from oneseal.workflow.selectors import calendar
from oneseal.workflow.services import ledger_entry

SUSPENDED: Final = "suspension"
GROUNDS: Final = {
    SuspensionGround.FORCE_MAJEURE: "因不可抗力不能继续办理。",
    SuspensionGround.COURT_ORDER: "人民法院或者其他有权机关要求中止办理。",
    SuspensionGround.OTHER_MATTER_FIRST: "须以另一事项的处理结果为依据，而该事项尚未办结。",
    SuspensionGround.APPLICANT_SUPPLIES: "受理后需要申请人补充说明或者材料。",
    SuspensionGround.OTHER: "因其他原因不能继续办理。",
}


@dataclass(frozen=True, slots=True)
class SuspensionTold:
    """Why a case stands still; `law` and `document` are both needed to stop the statutory clock, else both empty."""

    ground: SuspensionGround
    reason: str
    law: str = ""
    document: str = ""

    @property
    def stops_statutory(self) -> bool:
        """Return True when a law and a document are cited: without them the statutory clock runs on."""
        return bool(self.law.strip() and self.document.strip())


def case_suspend(*, case_id: UUID, told: SuspensionTold, press: Press) -> None:
    """Let a case under review stand still (T15): the promised clock stops, the statutory one only by a law.

    Raises:
        ReasonMissing. SuspensionDocumentMissing: a law without its document, or a document without a law.
        NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.SUSPEND, work=lambda: _suspend(case_id, told, press))


def _suspend(case_id: UUID, told: SuspensionTold, press: Press) -> None:
    change = begin(case_id, Action.SUSPEND, press)
    facts, now = change.facts, press.now
    if not told.reason.strip():
        raise ReasonMissing("a suspension owes its reason")
    if bool(told.law.strip()) is not bool(told.document.strip()):
        raise SuspensionDocumentMissing("a law and the document that applies it go together")
    today, row_id, basis = beijing_date(now), new_id(now), told.law.strip() or change.move.basis
    cause = f"{SUSPENDED}:{told.ground}"
    row = {
        "id": row_id, "case_id": facts.id, "ground": told.ground, "reason": told.reason.strip(),
        "law": told.law.strip(), "document": told.document.strip(), "stops_statutory": told.stops_statutory,
        "suspended_at": now, "suspended_by": press.actor.account_id, "resumed_because": "", "outcome": "",
    }  # fmt: skip
    pause = {
        "suspension": str(row_id), "start": today.isoformat(), "end": None, "cause": cause,
        "stops_statutory": told.stops_statutory, "basis": basis[:200],
    }  # fmt: skip
    pauses_put(change, [*facts.pauses, pause])
    change.writes += [
        Insert("cases_suspension", [row]),
        ledger_entry(
            subject=change.subject, effect="paused", on=today, cause=cause, basis=basis[:200],
            now=now,
        ),
    ]  # fmt: skip
    change.after |= {
        "ground": told.ground.value, "reason": told.reason.strip(), "stops_statutory": told.stops_statutory,
    }  # fmt: skip
    change.events.append(CaseSuspended(case_id=facts.id))

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = special_ways.SuspensionNotice(
            **addressed(change, head, paper_id), reasons=(GROUNDS[told.ground], told.reason.strip()),
            law=told.law.strip(), document=told.document.strip(), stops_statutory=told.stops_statutory,
            remedies=remedies(head),
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)
    complete(change)


def case_resume(*, case_id: UUID, reason: str, press: Press) -> None:
    """Let a suspended case go on (T15): what stood still runs again from the next day.

    Raises:
        ReasonMissing, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.RESUME, work=lambda: _resume(case_id, reason.strip(), press))


def _resume(case_id: UUID, reason: str, press: Press) -> None:
    change = begin(case_id, Action.RESUME, press)
    facts, now = change.facts, press.now
    if not reason:
        raise ReasonMissing("a resumption says what has changed")
    today, paused = beijing_date(now), _standing(facts)
    ended = [{**row, "end": today.isoformat()} if row is paused else row for row in facts.pauses]
    pauses_put(change, ended)
    dues = main_dues(replace(facts, pauses=change.columns["pauses"]), calendar=calendar(), today=today)
    change.writes += [
        Update(
            "cases_suspension", {"id": UUID(paused["suspension"])},
            {"resumed_at": now, "resumed_by": press.actor.account_id, "resumed_because": reason},
        ),
        ledger_entry(
            subject=change.subject, effect="resumed", on=today, cause=paused["cause"], basis=paused["basis"], now=now
        ),
    ]  # fmt: skip
    waits_again(change)
    change.after |= {"reason": reason, "since": paused["start"]}
    change.events.append(CaseResumed(case_id=facts.id))

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = special_ways.ResumptionNotice(
            **addressed(change, head, paper_id), suspended_on=date.fromisoformat(paused["start"]), resumed_on=today,
            reason=reason, promised=deadline(facts.promised, dues.promised),
            statutory=deadline(facts.statutory, dues.statutory),
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)
    complete(change)


def _standing(facts: CaseFacts) -> dict[str, Any]:
    """Return the pause of the suspension that is not over; a suspended case has one."""
    return next(row for row in facts.pauses if "suspension" in row and row["end"] is None)
