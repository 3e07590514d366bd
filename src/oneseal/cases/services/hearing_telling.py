"""Before a hearing: the right is told (T13a), and somebody asks for one (T13b, T13c; APL 47)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from oneseal.cases.errors import ReasonMissing
from oneseal.cases.events import HearingRightTold
from oneseal.cases.models import Hearing
from oneseal.cases.procedure_errors import HearingNotInPhase, HearingUnderWay
from oneseal.cases.rules.hearing import (
    REQUEST_DAYS,
    Ground,
    Phase,
    RequestPeriod,
    hold_by,
    request_is_doubtful,
    request_period,
)
from oneseal.cases.rules.procedure_kinds import HEARING
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors.procedures import hearing_open, hearings_held
from oneseal.cases.services.moving import KIND, Change, PaperBuilder, PaperDraft, Press, begin, complete, once
from oneseal.cases.services.procedures import Plan, addressed, days_until, procedure_begun, recorded, reminder
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update
from oneseal.kernel.clock import Unit
from oneseal.kernel.ids import new_id
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import procedure_contents as papers
from oneseal.workflow.selectors import calendar

HEARING_NAME: Final = "听证"
_UNITS: Final = {Unit.NATURAL_DAY: "自然日", Unit.WORKING_DAY: "工作日"}
BLANK: Final[dict[str, Any]] = {
    "others": [], "told_on": None, "request_until_on": None, "request_until_late_on": None, "requested_on": None,
    "requested_by": "", "is_request_doubtful": False, "request_reason": "", "hold_by_on": None, "held_at": None,
    "place": "", "is_public": True, "chair_id": None, "chair_name": "", "recusal_by": "", "recusal_reason": "",
    "recusal": "", "participants": [], "statements": "", "evidence": "", "unsigned": "", "held_on": None,
    "ended_at": None, "waivers": [],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RightTold:
    """Which relation of major interests is told to whom besides the applicant."""

    matter: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestTold:
    """Who asks for a hearing, on which day it reached the agency, and why."""

    by: str
    on: date
    reason: str


def request_unit() -> Unit:
    """Return in which days the city counts the five days of the applicant (APL art. 47 does not say)."""
    return Unit(settings.ONESEAL_HEARING_REQUEST_UNIT)


def hearing_in(change: Change, *phases: Phase) -> Hearing:
    """Return the open hearing of a case in one of these phases.

    Raises:
        HearingNotInPhase.
    """
    hearing = hearing_open(change.facts)
    if hearing is None or hearing.phase not in phases:
        raise HearingNotInPhase("the hearing is not there")
    return hearing


def require_no_hearing(change: Change) -> None:
    """Refuse a second hearing while one is under way or after one was held.

    Raises:
        HearingUnderWay.
    """
    if hearing_open(change.facts) is not None or hearings_held(change.facts):
        raise HearingUnderWay("one hearing at a time")


def hearing_begun(change: Change, procedure_id: UUID, **columns: Any) -> None:  # noqa: ANN401 - any column value
    """Write the row of a new hearing."""
    row = {"id": new_id(change.press.now), "case_id": change.facts.id, "procedure_id": procedure_id, **BLANK, **columns}
    change.writes.append(Insert("cases_hearing", [row]))


def right_kept(change: Change, hearing: Hearing, *, until_late_on: date) -> None:
    """Let the right of the others stand in a row of its own when who asked takes it back: he is one who waived."""
    today = beijing_date(change.press.now)
    plan = Plan(
        kind=HEARING, name=HEARING_NAME, basis=change.move.basis, target_on=until_late_on,
        planned_days=days_until(until_late_on, today=today), purpose=hearing.procedure.purpose, pauses=False,
    )  # fmt: skip
    waivers = [*(hearing.waivers or ()), {"name": hearing.requested_by, "on": today.isoformat()}]
    hearing_begun(
        change, procedure_begun(change, plan), ground=Ground.ON_REQUEST, phase=Phase.TOLD, others=hearing.others,
        told_on=hearing.told_on, request_until_on=hearing.request_until_on, request_until_late_on=until_late_on,
        waivers=waivers,
    )  # fmt: skip
    change.after["others_until"] = until_late_on.isoformat()


def hearing_right_tell(*, case_id: UUID, told: RightTold, press: Press) -> None:
    """Tell the applicant and interested persons that they may ask for a hearing (T13a); the clock runs on.

    Raises:
        HearingUnderWay, ReasonMissing, NoSuchMove, NotAllowed.
    """
    action = Action.TELL_HEARING_RIGHT
    once(press, case_id=case_id, action=action, work=lambda: _tell(case_id, told, press))


def _tell(case_id: UUID, told: RightTold, press: Press) -> None:
    change = begin(case_id, Action.TELL_HEARING_RIGHT, press)
    require_no_hearing(change)
    if not told.matter.strip():
        raise ReasonMissing("the interests are named")
    today = beijing_date(press.now)
    period = request_period(today, unit=request_unit(), calendar=calendar())
    procedure_id = procedure_begun(
        change,
        Plan(
            kind=HEARING, name=HEARING_NAME, basis=change.move.basis, target_on=period.until_late_on,
            planned_days=REQUEST_DAYS, purpose=told.matter.strip(), pauses=False,
        ),
    )  # fmt: skip
    hearing_begun(
        change, procedure_id, ground=Ground.ON_REQUEST, phase=Phase.TOLD, others=list(told.others), told_on=today,
        request_until_on=period.until_on, request_until_late_on=period.until_late_on,
    )  # fmt: skip
    change.after |= {"others": list(told.others), "until": period.until_on.isoformat()}
    for addressee in (change.facts.party_name, *told.others):
        change.papers.append(_right_paper(change, told, period, addressee=addressee))
    change.events.append(HearingRightTold(case_id=case_id))
    complete(change)


def _right_paper(change: Change, told: RightTold, period: RequestPeriod, *, addressee: str) -> PaperBuilder:
    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.HearingRightNotice(
            **{**addressed(change, head, paper_id), "addressee": addressee}, matter=told.matter.strip(),
            until_on=period.until_on, unit=_UNITS[request_unit()], others=told.others,
        )  # fmt: skip
        is_for_others = addressee != change.facts.party_name
        return PaperDraft(content, (KIND, change.facts.id), is_for_others=is_for_others)

    return build


def hearing_request(*, case_id: UUID, reason: str, press: Press) -> None:
    """Ask for a hearing as the applicant (T13b), today.

    Raises:
        HearingNotInPhase, HearingRequestLate, ReasonMissing, NoSuchMove, NotAllowed.
    """
    action = Action.REQUEST_HEARING
    told = RequestTold("", beijing_date(press.now), reason)
    once(press, case_id=case_id, action=action, work=lambda: _request(case_id, told, press, action=action))


def hearing_request_record(*, case_id: UUID, told: RequestTold, press: Press) -> None:
    """Record that an interested person, or the applicant at the desk, asked for a hearing (T13c).

    Raises:
        HearingNotInPhase, HearingRequestLate, ReasonMissing, NoSuchMove, NotAllowed.
    """
    action = Action.RECORD_HEARING_REQUEST
    once(press, case_id=case_id, action=action, work=lambda: _request(case_id, told, press, action=action))


def _request(case_id: UUID, told: RequestTold, press: Press, *, action: Action) -> None:
    change = begin(case_id, action, press)
    hearing = hearing_in(change, Phase.TOLD)
    if action is Action.REQUEST_HEARING:
        told = replace(told, by=change.facts.party_name)
    if not told.reason.strip() or not told.by.strip():
        raise ReasonMissing("who asks, and why")
    until, late = hearing.request_until_on, hearing.request_until_late_on
    if until is None or late is None or not (hearing.told_on or until) <= told.on <= beijing_date(press.now):
        raise HearingNotInPhase("the request lies outside the period told")
    is_doubtful = request_is_doubtful(told.on, RequestPeriod(until, late))
    by_on = hold_by(told.on, calendar=calendar())
    asked = {
        "phase": Phase.REQUESTED, "requested_on": told.on, "requested_by": told.by.strip(),
        "request_reason": told.reason.strip(), "is_request_doubtful": is_doubtful, "hold_by_on": by_on,
        "waivers": [row for row in hearing.waivers or () if row["name"] != told.by.strip()],
    }  # fmt: skip
    change.writes += [
        Update("cases_hearing", {"id": hearing.id}, asked),
        Update("cases_procedure", {"id": hearing.procedure_id}, {"target_on": by_on}),
        reminder(hearing.procedure_id, by_on, now=press.now),
    ]
    change.after |= {"by": told.by.strip(), "on": told.on.isoformat(), "hold_by": by_on.isoformat()}
    if is_doubtful:
        change.after["is_doubtful"] = True
    change.papers.append(_request_paper(change, told, by_on))
    complete(change)


def _request_paper(change: Change, told: RequestTold, by_on: date) -> PaperBuilder:
    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.HearingRequest(
            **recorded(change, head, paper_id), requested_by=told.by.strip(), requested_on=told.on,
            reason=told.reason.strip(), hold_by_on=by_on,
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    return build
