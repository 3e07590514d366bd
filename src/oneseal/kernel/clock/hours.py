"""Terms in hours: from the moment itself, round the clock or while offices are open.

Hours begin to count at the moment itself (Civil Code art. 201(2)); where there are office hours, a period ends with
them (art. 203(2)). Pauses and extensions are in days: a day in a pause holds no hours, an extension moves the end by
days of its own unit, to the same time of day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from oneseal.kernel.clock.calendar import Calendar, DayFact
from oneseal.kernel.clock.due import Due, due_on
from oneseal.kernel.clock.estimates import estimating
from oneseal.kernel.clock.pauses import Pause, closed_on
from oneseal.kernel.clock.refusals import ClockPaused, TermOutOfRange, UnitNotInHours
from oneseal.kernel.clock.terms import NO_EXTENSION, Term, Unit

HOURLY: Final = frozenset({Unit.HOUR, Unit.OFFICE_HOUR})
BEIJING_OFFSET: Final = timezone(timedelta(hours=8))  # all year: no summer time is in force
_ONE_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class HoursOfDay:
    """What one day gives to a term in hours: its stretches that count, and why (``pause`` or the day's own fact)."""

    on: date
    stretches: tuple[Stretch, ...]
    fact: DayFact | None = None
    pause: Pause | None = None

    @property
    def length(self) -> timedelta:
        """Return how much of the day counts."""
        return sum((end - begin for begin, end in self.stretches), timedelta(0))


def beijing_day(instant: datetime) -> date:
    """Return the day of an aware instant in Beijing."""
    return _local(instant).date()


def due_at(
    *,
    start_at: datetime,
    term: Term,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extended_by: Term = NO_EXTENSION,
) -> datetime:
    """Return the instant at which ``term`` ends, an aware instant in Beijing time.

    Raises UnitNotInHours for a term in days, ClockPaused when a pause without an end begins before the term is used up,
    CalendarYearMissing and OfficeHoursMissing for office hours, and ValueError for a naive ``start_at``.
    """
    days = list(walk_hours(start_at=start_at, term=term, calendar=calendar, pauses=pauses))
    end = next((day.stretches[-1][1] for day in reversed(days) if day.stretches), _local(start_at))
    if not extended_by.length:
        return end
    later = due_on(start_on=end.date(), term=extended_by, calendar=calendar, pauses=pauses)
    return datetime.combine(later, end.timetz())


def due_at_or_estimate(
    *,
    start_at: datetime,
    term: Term,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extended_by: Term = NO_EXTENSION,
    today: date | None = None,
) -> Due:
    """Return day and instant of the end, guessing years without a notice as Monday to Friday.

    With ``today`` an open pause is supposed to end that day; without it, it raises ClockPaused.
    """
    closed = tuple(pauses) if today is None else closed_on(pauses, today=today)

    def compute(on_calendar: Calendar) -> Due:
        at = due_at(
            start_at=start_at, term=term, calendar=on_calendar, pauses=closed, extended_by=extended_by
        )  # fmt: skip
        needs_days = term.unit is Unit.OFFICE_HOUR or extended_by.length > 0
        is_guess = needs_days and on_calendar.rests_on_estimate(_local(start_at).date(), at.date())
        return Due(at.date(), is_guess, closed != tuple(pauses), at)

    return estimating(compute, calendar=calendar, term=term)


def hours_left(*, now: datetime, end_at: datetime, unit: Unit, calendar: Calendar, pauses: Sequence[Pause] = ()) -> int:
    """Return the whole hours that count from ``now`` to ``end_at``; below 0 once the end has gone by.

    An end that went by less than an hour ago, or since which no hour has counted, leaves -1.
    """
    if now <= end_at:
        return _counted(now, end_at, unit=unit, calendar=calendar, pauses=pauses) // _HOUR
    over = _counted(end_at, now, unit=unit, calendar=calendar, pauses=pauses)
    return min(-1, -over // _HOUR)


def hours_between(
    *, start_at: datetime, end_at: datetime, unit: Unit, calendar: Calendar, pauses: Sequence[Pause] = ()
) -> int:
    """Return the whole hours that count between two instants, 0 where the end does not come after the start."""
    return _counted(start_at, end_at, unit=unit, calendar=calendar, pauses=pauses) // _HOUR


def later_by(*, now: datetime, hours: int, unit: Unit, calendar: Calendar) -> datetime:
    """Return the instant before which at most ``hours`` whole hours are left: one hour more than that from ``now``."""
    at = due_at_or_estimate(start_at=now, term=Term(hours + 1, unit), calendar=calendar).at
    return at or now


def walk_hours(
    *, start_at: datetime, term: Term, calendar: Calendar, pauses: Sequence[Pause] = ()
) -> Iterator[HoursOfDay]:
    """Yield each day of a term in hours with what it gives, the last cut where the term ends.

    Raises what ``due_at`` raises.
    """
    if term.unit not in HOURLY:
        raise UnitNotInHours("a term in days is counted by due_on", unit=term.unit.value)
    left, begin = term.length * _HOUR, _local(start_at)
    while left > timedelta(0):
        day = _day(begin, unit=term.unit, calendar=calendar, pauses=pauses)
        kept: list[Stretch] = []
        for opens, closes in day.stretches:
            taken = min(left, closes - opens)
            if taken > timedelta(0):
                kept.append((opens, opens + taken))
                left -= taken
        yield HoursOfDay(day.on, tuple(kept), day.fact, day.pause)
        begin = _midnight_after(begin)


def _day(begin: datetime, *, unit: Unit, calendar: Calendar, pauses: Sequence[Pause]) -> HoursOfDay:
    """Return what a day gives from an instant of it on, without the time that pauses take out."""
    on, after = begin.date(), _midnight_after(begin)
    over = [(pause, *_bounds(pause)) for pause in pauses]
    over = [(pause, start, end) for pause, start, end in over if start < after and (end is None or end > begin)]
    if any(end is None and start <= begin for _pause, start, end in over):
        raise ClockPaused("the clock stands still", paused_on=over[0][0].start.isoformat())
    is_paused = any(start <= begin and end is not None and end >= after for _pause, start, end in over)
    if is_paused:
        return HoursOfDay(on, (), pause=over[0][0])
    fact, opened = None, [(begin, after)]
    if unit is Unit.OFFICE_HOUR:
        fact = calendar.day(on)
        spans = calendar.office_hours(on) if fact.is_working else ()
        opened = [(max(begin, _at(on, opens)), _at(on, ends)) for opens, ends in spans if begin < _at(on, ends)]
    for _pause, start, end in over:
        opened = [kept for stretch in opened for kept in _without(stretch, start, end or after)]
    return HoursOfDay(on, tuple(opened), fact)


def _bounds(pause: Pause) -> tuple[datetime, datetime | None]:
    """Return from when to when a pause takes time out: its instants, else the ends of its first and last day."""
    start = pause.start_at or _at(pause.start + _ONE_DAY, time(0))
    end = None if pause.end is None else pause.end_at or _at(pause.end + _ONE_DAY, time(0))
    return start, end


def _without(stretch: Stretch, start: datetime, end: datetime) -> list[Stretch]:
    """Return what is left of a stretch of time when [start, end) is taken out."""
    parts = [(stretch[0], min(stretch[1], start)), (max(stretch[0], end), stretch[1])]
    return [(begin, close) for begin, close in parts if begin < close]


def _counted(begin: datetime, end: datetime, *, unit: Unit, calendar: Calendar, pauses: Sequence[Pause]) -> timedelta:
    """Return how much time counts between two instants; an open pause takes out every day after its first."""
    closed = closed_on(pauses, today=_local(end).date())
    total, at, stop = timedelta(0), _local(begin), _local(end)
    while at < stop:
        day = _day(at, unit=unit, calendar=calendar, pauses=closed)
        total += sum((min(closes, stop) - opens for opens, closes in day.stretches if opens < stop), timedelta(0))
        at = _midnight_after(at)
    return total


def _local(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("a term in hours needs an aware instant")
    return instant.astimezone(BEIJING_OFFSET)


def _at(on: date, at: time) -> datetime:
    return datetime.combine(on, at, tzinfo=BEIJING_OFFSET)


def _midnight_after(instant: datetime) -> datetime:
    try:
        return _at(instant.date() + _ONE_DAY, time(0))
    except OverflowError as error:
        raise TermOutOfRange("the term ends after the year 9999") from error
