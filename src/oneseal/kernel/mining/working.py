"""Durations in working days: how much of the days on which offices work lies between two moments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from oneseal.kernel.clock import Calendar, OfficeHoursMissing
from oneseal.kernel.mining.log import UNKNOWN_MOMENT

DAY: Final = 86_400_000_000  # microseconds
BEIJING: Final = 8 * 3_600_000_000
_EPOCH: Final = date(1970, 1, 1).toordinal()
_MICROSECOND: Final = timedelta(microseconds=1)
Stretch = tuple[int, int]


def covering_calendar(calendar: Calendar, moments: Iterable[int]) -> Calendar:
    """Return a calendar that knows every year of the moments; a year without a notice is guessed Monday to Friday."""
    known = [moment for moment in moments if moment != UNKNOWN_MOMENT]
    if not known:
        return calendar
    first, last = (date.fromordinal(_EPOCH + (each + BEIJING) // DAY).year for each in (min(known), max(known)))
    years = [*calendar.years, first, last]
    return calendar.with_estimates(range(min(years), max(years) + 1))


class WorkingClock:
    """Count working time: a working day is worth 1, spread over its office hours, or over its 24 hours without any."""

    __slots__ = ("_base", "_calendar", "_days")

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._days: dict[int, tuple[float, tuple[Stretch, ...], int]] = {}
        years = calendar.years | calendar.estimated_years
        self._base = date(min(years), 1, 1)

    def at(self, moment: int) -> float:
        """Return the working days from the beginning of the calendar to a moment."""
        day, rest = divmod(moment + BEIJING, DAY)
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = self._told(date.fromordinal(_EPOCH + day))
        before, stretches, length = known
        if not length:
            return before
        return before + sum(max(0, min(rest, end) - begin) for begin, end in stretches) / length

    def between(self, earlier: int, later: int) -> float:
        """Return the working days between two moments."""
        return self.at(later) - self.at(earlier)

    def _told(self, on: date) -> tuple[float, tuple[Stretch, ...], int]:
        """Return the working days before a day, the stretches in which it is worked, and how long they are."""
        yesterday = date.fromordinal(on.toordinal() - 1)
        before = 0
        if on > self._base:
            before = self._calendar.count(self._base, yesterday) + self._calendar.is_working_day(self._base)
        if not self._calendar.is_working_day(on):
            return float(before), (), 0
        stretches = self._stretches(on)
        return float(before), stretches, sum(end - begin for begin, end in stretches)

    def _stretches(self, on: date) -> tuple[Stretch, ...]:
        """Return when offices are open; a day before the first paper on office hours counts round the clock."""
        try:
            openings = self._calendar.office_hours(on)
        except OfficeHoursMissing:
            return ((0, DAY),)
        return tuple((_of_day(opens), _of_day(closes)) for opens, closes in openings)


def _of_day(at: time) -> int:
    return (datetime.combine(date.min, at) - datetime.combine(date.min, time())) // _MICROSECOND
