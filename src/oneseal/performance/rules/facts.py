"""One case as figures count it: from what is known of it to its row of facts; plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from oneseal.kernel.clock import Calendar, CalendarYearMissing, Pause, Term, Unit, elapsed
from oneseal.kernel.scoring import in_working_days
from oneseal.performance.rules.endings import Ending, ending_of


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a received case; days are Beijing days, None means "not yet".

    `ended_on` is the day of its first end, `due_on` the last promised day of the decision.
    """

    case_id: UUID
    number: str
    agency_id: UUID
    item_id: UUID
    item_version_id: UUID
    item_name: str
    mode: str
    channel: str
    decided_post: str
    state: str
    outcome: str
    received_on: date
    accepted_on: date | None
    ended_on: date | None
    due_on: date | None
    promised: Term
    statutory: Term
    extension: Term
    pauses: Sequence[Pause]
    audit_sequence: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of facts; the fields are the columns of its table."""

    case_id: UUID
    number: str
    agency_id: UUID
    item_id: UUID
    item_version_id: UUID
    item_name: str
    is_immediate: bool
    mode: str
    channel: str
    decided_post: str
    state: str
    outcome: str
    received_on: date
    accepted_on: date | None
    ended_on: date | None
    ending: str
    due_on: date | None
    promised_days: Decimal
    statutory_days: Decimal
    elapsed_days: int | None
    is_late: bool
    audit_sequence: int


_COPIED: Final = (
    "case_id", "number", "agency_id", "item_id", "item_version_id", "item_name", "mode", "channel", "decided_post",
    "state", "outcome", "received_on", "accepted_on", "audit_sequence",
)  # fmt: skip


def fact_of(seen: Seen, *, calendar: Calendar) -> Fact:
    """Return the row of facts of a case."""
    ending = ending_of(seen.outcome, was_accepted=seen.accepted_on is not None) if seen.ended_on else None
    used = _elapsed(seen, calendar=calendar) if ending is Ending.CLOSED else None
    return Fact(
        **{name: getattr(seen, name) for name in _COPIED},
        is_immediate=seen.promised.length == 0,
        ended_on=seen.ended_on if ending else None,
        ending=ending.value if ending else "",
        due_on=seen.due_on if seen.accepted_on else None,
        promised_days=in_working_days(seen.promised.legs(seen.extension)),
        statutory_days=in_working_days(seen.statutory.legs(seen.extension)),
        elapsed_days=used,
        is_late=ending is Ending.CLOSED and _is_late(seen, used),
    )


def _elapsed(seen: Seen, *, calendar: Calendar) -> int | None:
    """Return the working days used up to the decision; None where a year has no notice."""
    if seen.accepted_on is None or seen.ended_on is None:
        return None
    try:
        return elapsed(
            start_on=seen.accepted_on, decided_on=seen.ended_on, calendar=calendar, pauses=seen.pauses
        )  # fmt: skip
    except CalendarYearMissing:
        return None


def _is_late(seen: Seen, used: int | None) -> bool:
    """Return whether a closed case broke its promise: by days where both are working days, else by its last day."""
    legs = seen.promised.legs(seen.extension)
    if used is not None and all(leg.unit is Unit.WORKING_DAY for leg in legs):
        return used > sum(leg.length for leg in legs)
    return seen.due_on is not None and seen.ended_on is not None and seen.ended_on > seen.due_on
