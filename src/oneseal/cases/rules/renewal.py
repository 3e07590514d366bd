"""When a renewal may be asked for (APL 50; the law of each item says from which day)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from oneseal.kernel.clock import Calendar, Unit

RENEWAL_WINDOW_DAYS: Final = 90  # before the last day by which to ask, where the item does not say when it opens
LEAD_DAYS: Final = 30  # APL 50(1)
_ONE_DAY: Final = timedelta(days=1)


def renewal_opens_on(until_on: date, *, days: int, unit: Unit, calendar: Calendar) -> date:
    """Return the day so many days before a licence's last day; working days of years without a notice are estimated."""
    if unit is not Unit.WORKING_DAY:
        return until_on - timedelta(days=days)
    known, day, left = calendar.with_estimates((until_on.year - 1, until_on.year)), until_on, days
    while left:
        day -= _ONE_DAY
        left -= known.is_working_day(day)
    return day


def renewal_asked_by(until_on: date, *, days: int, unit: Unit, calendar: Calendar) -> date:
    """Return the last day on which a renewal is asked for in time: so many days before the last day (APL 50(1))."""
    return renewal_opens_on(until_on, days=days, unit=unit, calendar=calendar)
