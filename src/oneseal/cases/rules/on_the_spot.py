"""Until when an item of the class on-the-spot (即办件) is decided on the spot; afterwards it is a promise case."""

from __future__ import annotations

from datetime import date, datetime

from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import State
from oneseal.kernel.clock import Calendar, OfficeHoursMissing, Term, beijing_day
from oneseal.kernel.clock.hours import BEIJING_OFFSET


def spot_day(received_on: date, received_at: datetime | None, *, calendar: Calendar) -> date:
    """Return the working day within which an item is decided on the spot: that of the receipt.

    What comes in on a day off, or after closing time where a city registered its hours, belongs to the next one. Of
    a corrected application only the day of its receipt is known.
    """
    known = calendar.with_estimates((received_on.year, received_on.year + 1))
    is_of_day = received_at is not None and beijing_day(received_at) == received_on
    if known.is_working_day(received_on) and not (is_of_day and _came_after_closing(received_at, known)):
        return received_on
    return known.nth_after(received_on, 1)


def _came_after_closing(received_at: datetime | None, calendar: Calendar) -> bool:
    if received_at is None:
        return False
    try:
        spans = calendar.office_hours(beijing_day(received_at))
    except OfficeHoursMissing:
        return False
    return bool(spans) and received_at.astimezone(BEIJING_OFFSET).time() >= spans[-1][1]


def is_spot_over(facts: CaseFacts, *, today: date, calendar: Calendar) -> bool:
    """Return True when the working day is over within which a case could be decided on the spot."""
    received_on = facts.clock_from_on
    if facts.state is not State.SUBMITTED or received_on is None:
        return False
    return today > spot_day(received_on, facts.received_at, calendar=calendar)


def promised_after(facts: CaseFacts, *, at_once: bool) -> Term:
    """Return what is promised to a case that is accepted to be examined.

    An item on the spot promises no day at all, which nobody can keep who accepts first: the limit of the law stands.
    """
    return facts.statutory if at_once and facts.promised.length == 0 else facts.promised
