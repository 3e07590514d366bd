"""Working time of a counter: mornings and afternoons of working days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from oneseal.kernel.clock import Calendar

MORNING: Final = (9 * 60, 12 * 60)
AFTERNOON: Final = (13 * 60 + 30, 17 * 60)
DAY_MINUTES: Final = (MORNING[1] - MORNING[0]) + (AFTERNOON[1] - AFTERNOON[0])
DAY = timedelta(days=1)


class OfficeHours:
    """Counts in minutes of working time."""

    def __init__(self, calendar: Calendar, zone: tzinfo) -> None:
        """Keep the calendar; years without a notice are guessed, as everywhere in the demo."""
        self._calendar = calendar
        self._zone = zone
        self._next: dict[date, date] = {}
        self._worked: dict[date, bool] = {}

    def is_worked(self, day: date) -> bool:
        """Return True when the counters are open on a day."""
        known = self._worked.get(day)
        if known is None:
            known = self._calendar.with_estimates([day.year]).is_working_day(day)
            self._worked[day] = known
        return known

    def next_day(self, day: date) -> date:
        """Return the first working day after a day."""
        if day not in self._next:
            after = day + DAY
            while not self.is_worked(after):
                after += DAY
            self._next[day] = after
        return self._next[day]

    def at(self, day: date, seconds: float) -> datetime:
        """Return an instant on a day, by seconds after midnight."""
        return datetime.combine(day, time(), tzinfo=self._zone) + timedelta(seconds=int(seconds))

    def after(self, instant: datetime, minutes: float) -> datetime:
        """Return the instant that lies so many working minutes after another."""
        day = instant.date()
        clock = instant.hour * 60 + instant.minute + instant.second / 60
        spent = min(max(clock - MORNING[0], 0), MORNING[1] - MORNING[0])
        spent += min(max(clock - AFTERNOON[0], 0), AFTERNOON[1] - AFTERNOON[0])
        if not self.is_worked(day):
            day, spent = self.next_day(day), 0
        left = spent + minutes
        while left >= DAY_MINUTES:
            left -= DAY_MINUTES
            day = self.next_day(day)
        morning = MORNING[1] - MORNING[0]
        clock = MORNING[0] + left if left < morning else AFTERNOON[0] + left - morning
        return self.at(day, clock * 60)
