"""Move the demo city's clock: only forwards, and everything that falls due on the way is done.

While the program is stopped the city's time stands still: at the next start the clock goes on from
the last sign of life, so that a demo opened a month later looks as it was left.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from time import sleep
from typing import Final

from django.conf import settings
from django.db import connection, transaction

from oneseal.foundation.audit.services import Act, Subject, days_close, record_now
from oneseal.foundation.jobs.services import last_beat, signs_of_life_moved
from oneseal.foundation.locks import one_at_a_time
from oneseal.foundation.timekeeping import BEIJING, beijing_date, beijing_instant
from oneseal.identity.selectors import agencies_all
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Calendar
from oneseal.kernel.errors import RuleError
from oneseal.simulation.clock_file import ClockFile
from oneseal.workflow.selectors import calendar

OPENING: Final = datetime(2026, 4, 14, 9, 0, tzinfo=BEIJING)
_LOCK: Final = 7_305_102
_DESK_OPENS: Final = time(9, 0)
_SETTLING_SECONDS: Final = 1.0
_ROUNDS: Final = 40
# A beat is five seconds old at most; nothing that was written before the stop may lie in the future.
_MARGIN: Final = timedelta(seconds=10)


class NoCityClock(RuleError):
    """A real city's time is the machine's; it cannot be moved."""

    code = "simulation.no_city_clock"


class Leap(StrEnum):
    """Name how far the clock can be moved at a time."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_FIXED: Final = {
    Leap.HOUR: timedelta(hours=1),
    Leap.DAY: timedelta(days=1),
    Leap.WEEK: timedelta(days=7),
    Leap.MONTH: timedelta(days=30),
    Leap.YEAR: timedelta(days=365),
}


def clock_file() -> ClockFile | None:
    """Return the file of the city's clock, or None where time is the machine's."""
    path: Path | None = getattr(settings, "ONESEAL_CITY_CLOCK", None)
    return _files.setdefault(str(path), ClockFile(path)) if path else None


_files: dict[str, ClockFile] = {}


def is_movable() -> bool:
    """Return True in a demo city that has a clock of its own."""
    found = clock_file()
    return found is not None and found.exists


def next_opening(at: datetime, days: Calendar) -> datetime:
    """Return when the halls open next: nine o'clock on the first working day after `at`."""
    known = days.with_estimates([at.year, at.year + 1])
    day = at.date() + timedelta(days=1)
    while not known.is_working_day(day):
        day += timedelta(days=1)
    return beijing_instant(day, _DESK_OPENS)


def leap_target(leap: Leap, at: datetime) -> datetime:
    """Return the instant at which the clock stands after a leap from `at`."""
    step = _FIXED.get(leap)
    return next_opening(at, calendar()) if step is None else at + step


def clock_begin(*, machine: datetime) -> datetime:
    """Set the city's clock to its opening morning, once; return what it shows."""
    found = clock_file()
    if found is None:
        return machine
    if not found.exists:
        found.set(OPENING - machine)
    return machine + found.ahead()


def clock_resume(*, machine: datetime) -> None:
    """Let the clock go on from the city's last sign of life, as if no time had passed while it was stopped."""
    found, last = clock_file(), last_beat()
    if found is None or not found.exists or last is None:
        return
    found.set(min(found.ahead(), last + _MARGIN - machine))


@transaction.atomic
def clock_move(*, leap: Leap, actor: Actor | None, now: datetime) -> datetime:
    """Move the city's clock forwards and do what fell due; return the new instant.

    Raises:
        NoCityClock: the installation is a real city's.
    """
    found = clock_file()
    if found is None or not found.exists:
        raise NoCityClock("this installation has no clock of its own")
    one_at_a_time(_LOCK)
    target = leap_target(leap, now)
    passed = target - now
    signs_of_life_moved(passed)
    act = Act(
        "simulation.clock_moved",
        before={"at": now.isoformat(timespec="seconds")},
        after={"at": target.isoformat(timespec="seconds")},
    )
    agency = agencies_all().first()
    if agency is not None:
        record_now(act, subject=Subject("agency", agency.id), actor=actor or Actor.system("演示城市的时钟"), now=target)
    ahead = found.ahead() + passed
    transaction.on_commit(lambda: found.set(ahead))
    return target


_OLDER: Final = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < %s
"""


def acts_settle(*, pause: Callable[[float], object] = sleep) -> bool:
    """Wait for what read the clock before it was moved; return False when something of it does not end.

    An act that began before a leap bears the day that is left. It must be written before that day is closed.
    """
    pause(_SETTLING_SECONDS)  # who has read the clock has begun his transaction by then
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (begun,) = cursor.fetchone()
        for _round in range(_ROUNDS):
            cursor.execute(_OLDER, [begun])
            if cursor.fetchone() == (0,):
                return True
            pause(_SETTLING_SECONDS / 4)
    return False


CatchUp = Callable[[datetime], object]
_catching_up: list[CatchUp] = []


def on_leap(catch_up: CatchUp) -> None:
    """Register what has to be done when time has passed at once; called from `AppConfig.ready`."""
    _catching_up.append(catch_up)


def caught_up(*, now: datetime) -> None:
    """Do what would have been done meanwhile: timers, and the closing of the days that have ended."""
    for catch_up in _catching_up:
        catch_up(now)
    days_close(until=beijing_date(now) - timedelta(days=1), now=now)
