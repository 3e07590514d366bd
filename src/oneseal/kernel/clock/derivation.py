"""The derivation of a due date: every day, whether it counted, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from oneseal.kernel.clock.calendar import Calendar, DayFact, DayKind
from oneseal.kernel.clock.estimates import estimating
from oneseal.kernel.clock.hours import HoursOfDay, Stretch, due_at, walk_hours
from oneseal.kernel.clock.pauses import Pause
from oneseal.kernel.clock.refusals import CalendarYearMissing, ClockPaused, UnitNotInDays
from oneseal.kernel.clock.terms import NO_EXTENSION, Term, Unit, natural_length

_ONE_DAY = timedelta(days=1)


class Reason(StrEnum):
    """Name why a day counted or did not."""

    START_DAY = "start_day"
    WORKING_DAY = "working_day"
    MAKE_UP_DAY = "make_up_day"
    LOCAL_WORKDAY = "local_workday"
    ESTIMATED_WORKDAY = "estimated_workday"
    NATURAL_DAY = "natural_day"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    LOCAL_CLOSURE = "local_closure"
    ESTIMATED_WEEKEND = "estimated_weekend"
    PAUSED = "paused"
    LAST_DAY_MOVED = "last_day_moved"
    HOURS = "hours"


FIRST_DAY_BASIS = "CC 201"
MONTHS_BASIS = "CC 202"
LAST_DAY_BASIS = "CC 203"
HOURS_BASIS = "CC 201(2)"
WORKING_DAYS_BASIS = "APL 82"

_REASONS = {
    DayKind.WEEKDAY: Reason.WORKING_DAY,
    DayKind.MAKE_UP: Reason.MAKE_UP_DAY,
    DayKind.LOCAL_WORKDAY: Reason.LOCAL_WORKDAY,
    DayKind.ESTIMATED_WEEKDAY: Reason.ESTIMATED_WORKDAY,
    DayKind.WEEKEND: Reason.WEEKEND,
    DayKind.HOLIDAY: Reason.HOLIDAY,
    DayKind.LOCAL_CLOSURE: Reason.LOCAL_CLOSURE,
    DayKind.ESTIMATED_WEEKEND: Reason.ESTIMATED_WEEKEND,
}


@dataclass(frozen=True, slots=True)
class DerivedDay:
    """Hold one day of a derivation.

    ``number`` is the running count, ``None`` for a day that did not count. For a term in hours it counts whole hours,
    and ``stretches`` say from when to when the day counted. ``basis`` is a
    short legal source (``CC`` Civil Code, ``APL`` Administrative Licensing Law) or the
    basis written on the pause. ``fact`` is ``None`` where the calendar was not needed.
    """

    on: date
    reason: Reason
    basis: str
    number: int | None = None
    fact: DayFact | None = None
    pause: Pause | None = None
    stretches: tuple[Stretch, ...] = ()

    @property
    def counted(self) -> bool:
        """Return whether the day used up one day of the term."""
        return self.number is not None


@dataclass(frozen=True, slots=True)
class Derivation:
    """Hold a due date with every day that led to it, the start day first.

    ``due_at`` is the instant at which a term in hours ends. Days of an extension in another unit than
    the term follow its days, counted for themselves.
    """

    start_on: date
    term: Term
    extended_by: Term
    due_on: date
    is_provisional: bool
    days: tuple[DerivedDay, ...]
    pauses: tuple[Pause, ...]
    due_at: datetime | None = None


def derive(
    *,
    start_on: date,
    term: Term,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extended_by: Term = NO_EXTENSION,
) -> Derivation:
    """Return the due date with its derivation; it equals ``due_on`` of the same facts.

    Raises what ``due_on`` raises. Walks every day, so it is for explanations; ``due_on``
    is for counting.
    """
    first, *more = term.legs(extended_by)
    days = _walk(start_on, first, calendar=calendar, pauses=pauses)
    for leg in more:
        days += _walk(days[-1].on, leg, calendar=calendar, pauses=pauses)[1:]
    return Derivation(
        start_on=start_on,
        term=term,
        extended_by=extended_by,
        due_on=days[-1].on,
        is_provisional=any(day.fact is not None and day.fact.is_estimated for day in days),
        days=tuple(days),
        pauses=tuple(pauses),
    )


def derive_or_estimate(
    *,
    start_on: date,
    term: Term,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extended_by: Term = NO_EXTENSION,
) -> Derivation:
    """Return the derivation, guessing years without a notice as Monday to Friday."""

    def compute(on_calendar: Calendar) -> Derivation:
        return derive(
            start_on=start_on,
            term=term,
            calendar=on_calendar,
            pauses=pauses,
            extended_by=extended_by,
        )

    return estimating(compute, calendar=calendar, term=term)


def derive_hours_or_estimate(
    *,
    start_at: datetime,
    term: Term,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extended_by: Term = NO_EXTENSION,
) -> Derivation:
    """Return how a term in hours ends, day by day; it equals ``due_at`` of the same facts and raises what that raises.

    The days by which it was extended follow its hours, counted for themselves.
    """

    def compute(on_calendar: Calendar) -> Derivation:
        end = due_at(
            start_at=start_at, term=term, calendar=on_calendar, pauses=pauses, extended_by=extended_by
        )  # fmt: skip
        hours = walk_hours(start_at=start_at, term=term, calendar=on_calendar, pauses=pauses)
        days = _derived_hours(hours)
        if extended_by.length:
            on = days[-1].on if days else end.date()
            days += _walk(on, extended_by, calendar=on_calendar, pauses=pauses)[1:]
        return Derivation(
            start_on=days[0].on if days else end.date(), term=term, extended_by=extended_by, due_on=end.date(),
            is_provisional=any(day.fact is not None and day.fact.is_estimated for day in days), days=tuple(days),
            pauses=tuple(pauses), due_at=end,
        )  # fmt: skip

    return estimating(compute, calendar=calendar, term=term)


def _derived_hours(hours: Iterator[HoursOfDay]) -> list[DerivedDay]:
    """Return each day of a term in hours with the whole hours used up to its end."""
    days, used = [], timedelta(0)
    for day in hours:
        used += day.length
        if day.pause is not None:
            days.append(DerivedDay(day.on, Reason.PAUSED, day.pause.basis, pause=day.pause))
        elif day.stretches or day.fact is None or day.fact.is_working:
            number = used // timedelta(hours=1) if day.stretches else None
            days.append(
                DerivedDay(day.on, Reason.HOURS, HOURS_BASIS, number, fact=day.fact, stretches=day.stretches)
            )  # fmt: skip
        else:
            days.append(DerivedDay(day.on, _REASONS[day.fact.kind], WORKING_DAYS_BASIS, fact=day.fact))
    return days


def _walk(start_on: date, term: Term, *, calendar: Calendar, pauses: Sequence[Pause]) -> list[DerivedDay]:
    start = DerivedDay(start_on, Reason.START_DAY, FIRST_DAY_BASIS)
    if term.unit in {Unit.HOUR, Unit.OFFICE_HOUR}:
        raise UnitNotInDays("a term in hours is counted by due_at", unit=term.unit.value)
    if term.unit is Unit.WORKING_DAY:
        return _walk_working(start, term.length, calendar=calendar, pauses=pauses)
    return _walk_natural(start, term, calendar=calendar, pauses=pauses)


def _walk_working(start: DerivedDay, length: int, *, calendar: Calendar, pauses: Sequence[Pause]) -> list[DerivedDay]:
    days, number = [start], 0
    while number < length:
        on = _next(days[-1].on)
        fact = calendar.day_if_known(on)
        pause = _pause_over(on, pauses)
        if pause is not None and (fact is None or fact.is_working):
            days.append(DerivedDay(on, Reason.PAUSED, pause.basis, fact=fact, pause=pause))
            continue
        fact = calendar.day(on)
        number += fact.is_working
        days.append(
            DerivedDay(
                on,
                _REASONS[fact.kind],
                WORKING_DAYS_BASIS,
                number=number if fact.is_working else None,
                fact=fact,
            )
        )
    if not length:
        _move_last_day(days, calendar=calendar, pauses=pauses)
    return days


def _walk_natural(start: DerivedDay, term: Term, *, calendar: Calendar, pauses: Sequence[Pause]) -> list[DerivedDay]:
    basis = FIRST_DAY_BASIS if term.unit is Unit.NATURAL_DAY else MONTHS_BASIS
    days, number = [start], 0
    length = natural_length(start.on, term)
    while number < length:
        on = _next(days[-1].on)
        pause = _pause_over(on, pauses)
        if pause is not None:
            days.append(DerivedDay(on, Reason.PAUSED, pause.basis, pause=pause))
            continue
        number += 1
        days.append(DerivedDay(on, Reason.NATURAL_DAY, basis, number=number))
    if length:
        _move_last_day(days, calendar=calendar, pauses=pauses)
    return days


def _move_last_day(days: list[DerivedDay], *, calendar: Calendar, pauses: Sequence[Pause]) -> None:
    """Append the days by which art. 203 moves a last day on which nobody works."""
    fact = calendar.day(days[-1].on)
    days[-1] = _with_fact(days[-1], fact)
    if fact.is_working:
        return
    while True:
        on = _next(days[-1].on)
        pause = _pause_over(on, pauses)
        if pause is not None:
            days.append(DerivedDay(on, Reason.PAUSED, pause.basis, pause=pause))
            continue
        fact = calendar.day(on)
        if fact.is_working:
            days.append(DerivedDay(on, Reason.LAST_DAY_MOVED, LAST_DAY_BASIS, fact=fact))
            return
        days.append(DerivedDay(on, _REASONS[fact.kind], LAST_DAY_BASIS, fact=fact))


def _with_fact(day: DerivedDay, fact: DayFact) -> DerivedDay:
    return DerivedDay(day.on, day.reason, day.basis, number=day.number, fact=fact)


def _pause_over(on: date, pauses: Sequence[Pause]) -> Pause | None:
    """Return a pause over ``on``; raise ClockPaused when one over it is still open."""
    over = [pause for pause in pauses if pause.covers(on)]
    for pause in over:
        if pause.end is None:
            raise ClockPaused("the clock stands still", paused_on=pause.start.isoformat())
    return over[0] if over else None


def _next(on: date) -> date:
    if on == date.max:
        raise CalendarYearMissing(year=on.year)
    return on + _ONE_DAY
