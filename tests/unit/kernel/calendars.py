"""The reference calendar, and a slow independent way to count by it.

The oracle reads the files itself and looks at one day after another; it shares no code
with the kernel.
"""

import json
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path

from oneseal.kernel.clock import Calendar, OfficeHours, Paper, notice_from_mapping

ROOT = Path(__file__).resolve().parents[3]
FILES = ROOT / "fixtures" / "reference" / "holidays"
ONE_DAY = timedelta(days=1)


@cache
def raw_years():
    return {int(file.stem): json.loads(file.read_text("utf-8")) for file in FILES.glob("*.json")}


@cache
def reference_calendar() -> Calendar:
    return Calendar(notice_from_mapping(raw) for raw in raw_years().values())


WINTER = ((time(9), time(12)), (time(13, 30), time(17)))


@cache
def open_calendar() -> Calendar:
    """Return the reference calendar of a city whose offices keep winter hours all year."""
    hours = OfficeHours(date(2013, 1, 1), WINTER, Paper("办公时间的通知"))
    return Calendar(map(notice_from_mapping, raw_years().values()), hours=[hours])


@cache
def _ordered_days():
    ordered = {}
    for _, raw in sorted(raw_years().items()):
        for part in [raw, *raw.get("amendments", [])]:
            for span in part["off"]:
                day, last = date.fromisoformat(span["from"]), date.fromisoformat(span["to"])
                while day <= last:
                    ordered[day] = False
                    day += ONE_DAY
            for text in part["work"]:
                ordered[date.fromisoformat(text)] = True
    return ordered


def oracle_is_working(day: date) -> bool:
    return _ordered_days().get(day, day.isoweekday() <= 5)


def oracle_is_excluded(day: date, pauses) -> bool:
    return any(start < day <= end for start, end in pauses)


def oracle_used(start: date, on: date, pauses, *, natural: bool = False) -> int:
    used, day = 0, start
    while day < on:
        day += ONE_DAY
        if (natural or oracle_is_working(day)) and not oracle_is_excluded(day, pauses):
            used += 1
    return used


def oracle_due(start: date, length: int, pauses, *, natural: bool = False) -> date:
    day, used = start, 0
    while used < length:
        day += ONE_DAY
        if (natural or oracle_is_working(day)) and not oracle_is_excluded(day, pauses):
            used += 1
    if not natural and not length and oracle_is_working(start):
        return start
    while natural == bool(length) and (not oracle_is_working(day) or oracle_is_excluded(day, pauses)):
        day += ONE_DAY
    return day


def oracle_month_later(start: date, months: int) -> date:
    """Return the last day of a term of months, found by trying each day of the last month."""
    day, passed = start.replace(day=1), 0
    while passed < months:
        day += ONE_DAY
        passed += day.day == 1
    while day.day < start.day and (day + ONE_DAY).day != 1:
        day += ONE_DAY
    return day
