"""The clock of one node of an examination, in working days, natural days or office hours; computed, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from oneseal.kernel.clock import (
    HOURLY,
    Calendar,
    CalendarYearMissing,
    Derivation,
    Due,
    Light,
    Pause,
    Term,
    Unit,
    beijing_day,
    closed_on,
    derive_hours_or_estimate,
    derive_or_estimate,
    due_at_or_estimate,
    due_or_estimate,
    hours_between,
    hours_left,
    light,
    remaining_days,
    used_days,
)
from oneseal.kernel.process import Node


@dataclass(frozen=True, slots=True)
class NodeClock:
    """The clock of one node: its light, what it used and has left in its unit, and when it is due.

    `remaining` and `due_on` are None for a node without a limit of its own; `due_at` is the instant at which a limit in
    hours ends; `is_provisional`: holidays are guessed.
    """

    light: Light
    used: int
    remaining: int | None
    due_on: date | None
    is_provisional: bool
    unit: Unit = Unit.WORKING_DAY
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The instants between which a node was open; `closed_at` None: it still is."""

    opened_at: datetime
    closed_at: datetime | None


def node_clock(node: Node, opened: Opened, *, pauses: Sequence[Pause], calendar: Calendar, now: datetime) -> NodeClock:
    """Return the clock of one node, by its own limit and the pauses of its case.

    A node that was finished too late stays red: so the overdue link is found. Days of years without a notice are
    guessed.
    """
    end = opened.closed_at or now
    try:
        return _node_clock(node, opened, pauses=pauses, calendar=calendar, end=end)
    except CalendarYearMissing:
        years = range(beijing_day(opened.opened_at).year, beijing_day(end).year + 2)
        return _node_clock(node, opened, pauses=pauses, calendar=calendar.with_estimates(years), end=end)


def _node_clock(node: Node, opened: Opened, *, pauses: Sequence[Pause], calendar: Calendar, end: datetime) -> NodeClock:
    is_closed, is_paused = opened.closed_at is not None, any(pause.end is None for pause in pauses)
    used = _used(node.unit, opened.opened_at, end, pauses=pauses, calendar=calendar)
    term = node.term
    if term is None:
        lit = Light.GREY if is_closed else Light.BLUE if is_paused else Light.GREEN
        return NodeClock(lit, used, None, None, is_provisional=False, unit=node.unit)
    due = node_due(term, opened.opened_at, pauses=pauses, calendar=calendar, today=beijing_day(end))
    remaining = _remaining(term, due, (opened.opened_at, end), pauses=pauses, calendar=calendar)
    lit = light(
        remaining=remaining, promised_days=term.length, is_paused=is_paused and not is_closed,
        is_final=is_closed and remaining >= 0,
    )  # fmt: skip
    return NodeClock(lit, used, remaining, due.on, due.is_provisional, term.unit, due.at)


def node_due(term: Term, opened_at: datetime, *, pauses: Sequence[Pause], calendar: Calendar, today: date) -> Due:
    """Return when a node that was opened at an instant is due; an open pause is supposed to end today."""
    if term.unit in HOURLY:
        return due_at_or_estimate(start_at=opened_at, term=term, calendar=calendar, pauses=pauses, today=today)
    opened_on = beijing_day(opened_at)
    return due_or_estimate(start_on=opened_on, term=term, calendar=calendar, pauses=pauses, today=today)


def node_derivation(term: Term, opened_at: datetime, *, pauses: Sequence[Pause], calendar: Calendar) -> Derivation:
    """Return how the due date of a node came about, through the functions that compute it; ClockPaused as these do."""
    if term.unit in HOURLY:
        return derive_hours_or_estimate(start_at=opened_at, term=term, calendar=calendar, pauses=pauses)
    return derive_or_estimate(start_on=beijing_day(opened_at), term=term, calendar=calendar, pauses=pauses)


def _used(unit: Unit, start: datetime, end: datetime, *, pauses: Sequence[Pause], calendar: Calendar) -> int:
    if unit in HOURLY:
        return hours_between(start_at=start, end_at=end, unit=unit, calendar=calendar, pauses=pauses)
    start_on, on = beijing_day(start), beijing_day(end)
    return used_days(start_on=start_on, on=on, calendar=calendar, pauses=pauses, unit=unit)


def _remaining(
    term: Term, due: Due, told: tuple[datetime, datetime], *, pauses: Sequence[Pause], calendar: Calendar
) -> int:
    start, end = told
    if due.at is not None:
        supposed = closed_on(pauses, today=beijing_day(end))
        return hours_left(now=end, end_at=due.at, unit=term.unit, calendar=calendar, pauses=supposed)
    start_on, on = beijing_day(start), beijing_day(end)
    return remaining_days(start_on=start_on, term=term, on=on, calendar=calendar, pauses=pauses)
