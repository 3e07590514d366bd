"""Hearings by the law (APL 46 to 48): who may ask until when, when a hearing may be held, and who may chair it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from oneseal.cases.procedure_errors import (
    ChairUnfit,
    HearingOwed,
    HearingPeriodRuns,
    HearingRequestLate,
    HearingTooLate,
    HearingTooSoon,
)
from oneseal.kernel import licensing
from oneseal.kernel.clock import Calendar, Term, Unit, due_or_estimate

REQUEST_DAYS: Final = licensing.HEARING_REQUEST_DAYS  # APL art. 47(1)
HOLD_DAYS: Final = Term(licensing.HEARING_HOLD_DAYS, Unit.WORKING_DAY)  # APL art. 47(1), 82
NOTICE_DAYS: Final = licensing.HEARING_NOTICE_DAYS  # APL art. 48(1), 82


class Phase(StrEnum):
    """How far a hearing is."""

    TOLD = "told"
    REQUESTED = "requested"
    ARRANGED = "arranged"
    HELD = "held"
    ENDED = "ended"


class Ground(StrEnum):
    """Why a hearing is held."""

    BY_LAW = "by_law"
    PUBLIC_INTEREST = "public_interest"
    ON_REQUEST = "on_request"


class Recusal(StrEnum):
    """What became of a request that the chair step back."""

    ASKED = "asked"
    KEPT = "kept"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class RequestPeriod:
    """Until when a hearing may be asked for: as the city counts, and at the latest by any reading of the law."""

    until_on: date
    until_late_on: date


def request_period(told_on: date, *, unit: Unit, calendar: Calendar) -> RequestPeriod:
    """Return the five days of APL art. 47(1) after a notice, counted in the unit that the city chose.

    The law does not say whether the applicant's days are working days; the later reading is kept beside.
    """
    ends = {
        kind: due_or_estimate(start_on=told_on, term=Term(REQUEST_DAYS, kind), calendar=calendar).on
        for kind in (Unit.NATURAL_DAY, Unit.WORKING_DAY)
    }
    return RequestPeriod(ends[unit], max(ends.values()))


def request_is_doubtful(requested_on: date, period: RequestPeriod) -> bool:
    """Return whether a request is in time by one reading only, which is never held against who asks.

    Raises:
        HearingRequestLate: late by every reading.
    """
    if requested_on > period.until_late_on:
        raise HearingRequestLate("the period is over by every reading", until=period.until_late_on)
    return requested_on > period.until_on


def all_waived(*, applicant: str, others: Collection[str], waived_by: Collection[str]) -> bool:
    """Return True when everybody who was told of the right to a hearing has said that he wants none.

    The right is each one's own (APL art. 47(1)): what the applicant waives, an interested person keeps.
    """
    return {applicant, *others} <= set(waived_by)


def right_stands(*, until_late_on: date | None, today: date, waiting: Collection[str]) -> bool:
    """Return True while somebody who was told, and neither asked nor waived, may still ask (APL art. 47(1)).

    Who takes his own request back takes nobody else's right away.
    """
    return bool(waiting) and until_late_on is not None and today <= until_late_on


def hold_by(requested_on: date, *, calendar: Calendar) -> date:
    """Return the last of the twenty days within which a hearing that was asked for is organised (APL art. 47(1))."""
    return due_or_estimate(start_on=requested_on, term=HOLD_DAYS, calendar=calendar).on


def earliest_hearing(notified_on: date, *, calendar: Calendar) -> date:
    """Return the first day on which a hearing may be held whose time and place are told today (APL art. 48(1))."""
    return due_or_estimate(start_on=notified_on, term=Term(NOTICE_DAYS, Unit.WORKING_DAY), calendar=calendar).on


def require_hearing_day(held_on: date, *, today: date, hold_by_on: date | None, calendar: Calendar) -> None:
    """Refuse a day that comes too soon after the notice, or needlessly after the twenty days.

    Where the twenty days can no longer be kept with a notice of seven, the notice goes first.

    Raises:
        HearingTooSoon, HearingTooLate.
    """
    first = earliest_hearing(today, calendar=calendar)
    if held_on < first:
        raise HearingTooSoon("seven days lie between notice and hearing", earliest=first)
    if hold_by_on is not None and first <= hold_by_on < held_on:
        raise HearingTooLate("the twenty days are over by then", latest=hold_by_on)


def require_chair(chair_id: UUID, *, examiners: Collection[UUID | None], able: Collection[UUID]) -> None:
    """Refuse a chair who examined the application or is no colleague (APL art. 48(3)).

    Raises:
        ChairUnfit.
    """
    if chair_id not in able or chair_id in examiners:
        raise ChairUnfit("who examined may not chair")


def require_endable(*, phase: str, ground: str, until_late_on: date | None, today: date, is_taken_back: bool) -> None:
    """Refuse to end without a hearing what the law wants held, or before everybody could ask.

    Raises:
        HearingPeriodRuns: somebody may still ask.
        HearingOwed: asked for and not taken back, or wanted by a law.
    """
    if phase == Phase.TOLD:
        if until_late_on is not None and today <= until_late_on:
            raise HearingPeriodRuns("somebody may still ask", until=until_late_on)
        return
    if ground == Ground.BY_LAW or (ground == Ground.ON_REQUEST and not is_taken_back):
        raise HearingOwed("the hearing is owed")
