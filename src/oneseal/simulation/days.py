"""When things happen in the demo city: on working days before the present one, in office hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from oneseal.kernel.clock import Calendar


def instant_before(now: datetime, *, working_days: int, at: str, calendar: Calendar) -> datetime:
    """Return the instant `at` (HH:MM) on the n-th working day before today, n >= 1, in the zone of `now`."""
    days = calendar.with_estimates([now.year - 1, now.year])
    day, left = now.date(), working_days
    while left:
        day -= timedelta(days=1)
        left -= days.is_working_day(day)
    return datetime.combine(day, time.fromisoformat(at), tzinfo=now.tzinfo)
