"""The one place that reads the clock; everything else is told the time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
REMINDERS_AT = time(9, 0)  # when whoever is reminded of a day is at his desk


def _machine_clock() -> datetime:
    return datetime.now(BEIJING)


_sources: list[Callable[[], datetime]] = [_machine_clock]


def now() -> datetime:
    """Return the present instant, aware, in Beijing time."""
    return _sources[-1]()


_distance: list[Callable[[], timedelta]] = [timedelta]


def run_ahead(ahead: Callable[[], timedelta]) -> None:
    """Let the clock run before or behind the machine's by what `ahead` says; for a demo city only."""
    _sources[0] = lambda: _machine_clock() + ahead()
    _distance[0] = ahead


def machine_time(instant: datetime) -> datetime:
    """Return what the machine's own clock shows when the city's shows `instant`; the same in a real city."""
    return instant - _distance[0]()


def today() -> date:
    """Return the present date in Beijing."""
    return now().date()


def beijing_date(instant: datetime) -> date:
    """Return the Beijing date of an aware instant."""
    return instant.astimezone(BEIJING).date()


def beijing_instant(day: date, at: time = time(0, 0)) -> datetime:
    """Return an hour of a day in Beijing, by default its first instant."""
    return datetime.combine(day, at, tzinfo=BEIJING)


@contextmanager
def clock_at(instant: datetime) -> Iterator[None]:
    """Hold the clock at an aware instant, for tests and simulation."""
    _sources.append(lambda: instant.astimezone(BEIJING))
    try:
        yield
    finally:
        _sources.pop()
