"""The clock of a node in each of its units, by hand and against an oracle that walks minutes and days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oneseal.cases.rules.node_clock import Opened, node_clock, node_derivation
from oneseal.kernel.clock import Calendar, Light, OfficeHours, Paper, Pause, Unit, YearNotice
from oneseal.kernel.clock.hours import BEIJING_OFFSET
from oneseal.kernel.process import Node

SPANS = ((time(9), time(12)), (time(13, 30), time(17)))
CALENDAR = Calendar([YearNotice(2026)], hours=[OfficeHours(date(2026, 1, 1), SPANS, Paper("办公时间"))])
FRIDAY_FOUR = "2026-03-06 16:00"


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING_OFFSET)


def node(limit, unit):
    return Node("look", name="初审", limit=limit, unit=unit)


@pytest.mark.parametrize(
    ("limit", "unit", "due", "now", "left", "lit"),
    [
        pytest.param(1, Unit.WORKING_DAY, "2026-03-09", "2026-03-08 10:00", 1, Light.YELLOW, id="monday-by-work"),
        pytest.param(3, Unit.NATURAL_DAY, "2026-03-09", "2026-03-08 10:00", 1, Light.YELLOW, id="days-count-on-sunday"),
        pytest.param(2, Unit.NATURAL_DAY, "2026-03-09", "2026-03-09 10:00", 0, Light.YELLOW, id="a-sunday-is-moved"),
        pytest.param(2, Unit.NATURAL_DAY, "2026-03-09", "2026-03-10 10:00", -1, Light.RED, id="late-after-the-move"),
        pytest.param(2, Unit.OFFICE_HOUR, "2026-03-09 10:00", FRIDAY_FOUR, 2, Light.GREEN, id="one-hour-on-friday"),
        pytest.param(2, Unit.OFFICE_HOUR, "2026-03-09 10:00", "2026-03-09 09:30", 0, Light.YELLOW, id="half-an-hour"),
        pytest.param(2, Unit.OFFICE_HOUR, "2026-03-09 10:00", "2026-03-09 10:01", -1, Light.RED, id="late-by-a-minute"),
        pytest.param(7, Unit.OFFICE_HOUR, "2026-03-09 16:30", "2026-03-07 10:00", 6, Light.GREEN, id="a-saturday"),
    ],
)
def test_a_limit_counts_in_its_own_unit(limit, unit, due, now, left, lit):
    opened = Opened(at(FRIDAY_FOUR), None)

    clock = node_clock(node(limit, unit), opened, pauses=(), calendar=CALENDAR, now=at(now))

    told = clock.due_at.replace(tzinfo=None).isoformat(" ", "minutes") if clock.due_at else clock.due_on.isoformat()
    assert (told, clock.remaining, clock.light, clock.unit) == (due, left, lit, unit)


def test_a_node_of_an_older_definition_counts_working_days():
    made = Node("look", name="初审", limit=2)

    clock = node_clock(made, Opened(at(FRIDAY_FOUR), None), pauses=(), calendar=CALENDAR, now=at(FRIDAY_FOUR))

    assert (clock.due_on, clock.due_at, clock.unit) == (date(2026, 3, 10), None, Unit.WORKING_DAY)


def test_what_was_finished_late_stays_red_to_the_hour():
    opened = Opened(at(FRIDAY_FOUR), at("2026-03-09 10:30"))

    late = node_clock(node(2, Unit.OFFICE_HOUR), opened, pauses=(), calendar=CALENDAR, now=at("2026-05-01 10:00"))
    in_time = node_clock(node(3, Unit.OFFICE_HOUR), opened, pauses=(), calendar=CALENDAR, now=at("2026-05-01 10:00"))

    assert (late.light, late.used) == (Light.RED, 2)
    assert (in_time.light, in_time.used) == (Light.GREY, 2)


# --- a slow oracle ---------------------------------------------------------------------------------------------------


def counts(day, unit, pauses):
    """Return whether a day counts, looked at by itself."""
    is_out = any(pause.start < day <= pause.end for pause in pauses)
    return not is_out and (unit is Unit.NATURAL_DAY or day.weekday() < 5)


def slow_due(start, limit, unit, pauses):
    """Return the last day by counting one day after the other; a day off at the end is gone past (CC 203)."""
    day = start
    while limit:
        day += timedelta(days=1)
        limit -= counts(day, unit, pauses)
    while not counts(day, Unit.WORKING_DAY, pauses):
        day += timedelta(days=1)
    return day


def slow_end(start, hours, pauses):
    """Return the instant by counting one minute after the other while offices are open."""
    minutes, now = hours * 60, start
    while minutes:
        is_open = any(opens <= now.time() < closes for opens, closes in SPANS)
        is_out = any(pause.start < now.date() <= pause.end for pause in pauses)
        minutes -= is_open and not is_out and now.weekday() < 5
        now += timedelta(minutes=1)
    return now


@st.composite
def told(draw):
    """Return an instant of opening, a limit, and pauses that are over."""
    day = date(2026, 2, 2) + timedelta(days=draw(st.integers(0, 60)))
    opened = datetime.combine(day, time(draw(st.integers(0, 23)), draw(st.sampled_from([0, 20, 59]))), BEIJING_OFFSET)
    pauses = []
    for _ in range(draw(st.integers(0, 2))):
        begins = day + timedelta(days=draw(st.integers(0, 12)))
        pauses.append(Pause(begins, begins + timedelta(days=draw(st.integers(0, 9))), "hearing"))
    return opened, draw(st.integers(1, 15)), pauses


@settings(max_examples=150, deadline=None)
@given(told(), st.sampled_from([Unit.WORKING_DAY, Unit.NATURAL_DAY]))
def test_a_limit_in_days_ends_where_somebody_ends_who_counts_the_days(case, unit):
    opened, limit, pauses = case

    clock = node_clock(node(limit, unit), Opened(opened, None), pauses=pauses, calendar=CALENDAR, now=opened)
    made = node_derivation(node(limit, unit).term, opened, pauses=pauses, calendar=CALENDAR)

    assert clock.due_on == made.due_on == slow_due(opened.date(), limit, unit, pauses)


@settings(max_examples=60, deadline=None)
@given(told())
def test_a_limit_in_office_hours_ends_where_somebody_ends_who_counts_the_minutes(case):
    opened, limit, pauses = case

    hourly = node(limit, Unit.OFFICE_HOUR)
    clock = node_clock(hourly, Opened(opened, None), pauses=pauses, calendar=CALENDAR, now=opened)
    made = node_derivation(hourly.term, opened, pauses=pauses, calendar=CALENDAR)

    assert clock.due_at == made.due_at == slow_end(opened, limit, pauses)
