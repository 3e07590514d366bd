"""On which days a holder is reminded of the renewal (domain specification B.5; APL 50 leaves it to the agency)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta


def next_reminder_on(until_on: date, *, days: Sequence[int], after: date) -> date | None:
    """Return the first day of reminder that comes after a day; None when none is left."""
    on = (until_on - timedelta(days=count) for count in days)
    return min((day for day in on if day > after), default=None)


def reminder_reached(until_on: date, *, days: Sequence[int], today: date) -> int | None:
    """Return which reminder is due: the last one whose day has come; None before the first and after the last day.

    After an outage the holder reads one reminder, not every one that was missed.
    """
    if today > until_on:
        return None
    return min((count for count in days if until_on - timedelta(days=count) <= today), default=None)
