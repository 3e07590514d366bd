"""Due dates, used days and remaining days, by arithmetic on the calendar's counts.

Day 0 is the day a period starts on; the first counted day is the next one (Civil Code
art. 201). ``derive`` walks the same rules day by day and explains them; the two agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from oneseal.kernel.clock.calendar import Calendar
from oneseal.kernel.clock.estimates import estimating
from oneseal.kernel.clock.pauses import Pause, Span, closed_on, union
from oneseal.kernel.clock.refusals import (
    CalendarYearMissing,
    ClockPaused,
    TermOutOfRange,
    UnitNotInDays,
)
from oneseal.kernel.clock.terms import NO_EXTENSION, Term, Unit, natural_length

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """Hold a due date; provisional when a year is guessed, projected when a pause is open.

    ``at`` is the instant at which a term in hours ends, ``None`` for terms in days.
    """

    on: date
    is_provisional: bool
    is_projected: bool = False
    at: datetime | None = None


class _Days(Protocol):
    def count(self, after: date, through: date) -> int: ...

    def nth_after(self, after: date, n: int) -> date: ...


class _NaturalDays:
    def count(self, after: date, through: date) -> int:
        return max(0, (through - after).days)

    def nth_after(self, after: date, n: int) -> date:
        try:
            return after + timedelta(days=n)
        except OverflowError as error:
            raise TermOutOfRange("the term ends after the year 9999", length=n) from error


_NATURAL = _NaturalDays()


def due_on(
    *,
    start_on: date,
    term: Term,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extended_by: Term = NO_EXTENSION,
) -> date:
    """Return the last day of ``term`` counted from the day after ``start_on``.

    A working-day term ends on its last counted day; of no days, on the first working day from
    ``start_on`` on. A natural-day, month or year term that would end on a day nobody works ends
    on the next working day (Civil Code art. 203). ``extended_by`` lengthens a term of its own
    unit; in another unit it is counted from that day on. Days in any of ``pauses`` do not
    count. Raises CalendarYearMissing, TermOutOfRange, UnitNotInDays for hours, and ClockPaused
    when a pause without an end begins before the term is used up.
    """
    return _end(start_on, term.legs(extended_by), calendar=calendar, spans=union(pauses))


def projected_due_on(
    *,
    start_on: date,
    term: Term,
    calendar: Calendar,
    pauses: Sequence[Pause],
    today: date,
    extended_by: Term = NO_EXTENSION,
) -> date:
    """Return what ``due_on`` would be if each open pause ended ``today``."""
    return due_on(
        start_on=start_on,
        term=term,
        calendar=calendar,
        pauses=closed_on(pauses, today=today),
        extended_by=extended_by,
    )


def due_or_estimate(
    *,
    start_on: date,
    term: Term,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extended_by: Term = NO_EXTENSION,
    today: date | None = None,
) -> Due:
    """Return the due date, guessing years without a notice as Monday to Friday.

    With ``today`` an open pause is supposed to end that day; without it, it raises ClockPaused.
    """
    legs = term.legs(extended_by)
    closed = tuple(pauses) if today is None else closed_on(pauses, today=today)
    spans, is_projected = union(closed), closed != tuple(pauses)

    def compute(on_calendar: Calendar) -> Due:
        due = _end(start_on, legs, calendar=on_calendar, spans=spans)
        nominal = _ends(start_on, legs[0], calendar=on_calendar, spans=spans)[0]
        first = start_on + _ONE_DAY if legs[0].unit is Unit.WORKING_DAY and legs[0].length else nominal
        return Due(due, on_calendar.rests_on_estimate(first, due), is_projected)

    return estimating(compute, calendar=calendar, term=legs[0])


def used_days(
    *,
    start_on: date,
    on: date,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    unit: Unit = Unit.WORKING_DAY,
) -> int:
    """Return how many days d with start_on < d <= on count towards a term of ``unit``.

    Working days for a working-day term, natural days for the others; days in a pause do
    not count. Raises CalendarYearMissing and UnitNotInDays.
    """
    return _used(start_on, on, days=_days_of(unit, calendar), spans=union(pauses))


def elapsed(
    *,
    start_on: date,
    decided_on: date,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    unit: Unit = Unit.WORKING_DAY,
) -> int:
    """Return the days used up to the decision; a decision on the start day used 0."""
    return used_days(start_on=start_on, on=decided_on, calendar=calendar, pauses=pauses, unit=unit)


def remaining_days(
    *,
    start_on: date,
    term: Term,
    on: date,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extended_by: Term = NO_EXTENSION,
) -> int:
    """Return the days left at the end of ``on``; 0 on the due date, negative after it.

    Working days for a working-day term, natural days for the others. While the last day
    of a natural-day term is moved past a holiday, 0 days remain. With an extension in another
    unit the days of the term's unit are counted that lie before the end of both; an open pause
    is supposed to end ``on`` that day.
    """
    full, *more = term.legs(extended_by)
    spans = union(pauses)
    days = _days_of(full.unit, calendar)
    if more:
        supposed = union(closed_on(pauses, today=on))
        due = _end(start_on, (full, *more), calendar=calendar, spans=supposed)
        return _used(on, due, days=days, spans=supposed) - _used(due, on, days=days, spans=spans)
    if full.length == 0 and full.unit is Unit.WORKING_DAY:
        start_on = _ends(start_on, full, calendar=calendar, spans=spans)[1]
    left = _total_days(start_on, full) - _used(start_on, on, days=days, spans=spans)
    if left >= 0 or full.unit is Unit.WORKING_DAY:
        return left
    try:
        due = _ends(start_on, full, calendar=calendar, spans=spans)[1]
    except ClockPaused:
        return 0
    return -_used(due, on, days=days, spans=spans)


def whole_days(
    *,
    start_on: date,
    term: Term,
    on: date,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extended_by: Term = NO_EXTENSION,
) -> int:
    """Return how many days of its unit the whole term holds: what ``remaining_days`` counts down from.

    Working days for a working-day term, natural days for the others. With an extension in another unit the days of
    the term's unit are counted that really lie between the start and the end of both; an open pause is supposed to
    end ``on`` that day.
    """
    full, *more = term.legs(extended_by)
    if not more:
        return _total_days(start_on, full)
    supposed = union(closed_on(pauses, today=on))
    due = _end(start_on, (full, *more), calendar=calendar, spans=supposed)
    return _used(start_on, due, days=_days_of(full.unit, calendar), spans=supposed)


def total_days(*, start_on: date, term: Term) -> int:
    """Return the term as a number of days to be used, for thresholds and rates."""
    return _total_days(start_on, term)


def early_days(*, promised_days: int, elapsed_days: int) -> int:
    """Return how many days before the promise a case was decided; negative when late."""
    return promised_days - elapsed_days


def overdue_days(*, promised_days: int, elapsed_days: int) -> int:
    """Return how many days past the promise a case was decided, 0 when in time."""
    return max(0, elapsed_days - promised_days)


def _days_of(unit: Unit, calendar: Calendar) -> _Days:
    if unit in {Unit.HOUR, Unit.OFFICE_HOUR}:
        raise UnitNotInDays("a term in hours is counted by due_at", unit=unit.value)
    return calendar if unit is Unit.WORKING_DAY else _NATURAL


def _total_days(start_on: date, term: Term) -> int:
    if term.unit is Unit.WORKING_DAY:
        return term.length
    return natural_length(start_on, term)


def _end(start_on: date, legs: Sequence[Term], *, calendar: Calendar, spans: Sequence[Span]) -> date:
    """Return the due date of terms that are counted one after another, each from the due date of the one before."""
    for leg in legs:
        start_on = _ends(start_on, leg, calendar=calendar, spans=spans)[1]
    return start_on


def _ends(start_on: date, term: Term, *, calendar: Calendar, spans: Sequence[Span]) -> tuple[date, date]:
    """Return the last counted day and the due date, which differ only by art. 203.

    A term of no days ends on the day it starts; one of no working days, as of what is decided on the spot, on the next
    day that is worked.
    """
    days = _days_of(term.unit, calendar)
    if term.length == 0:
        is_done = days is not calendar or calendar.is_working_day(start_on)
        return start_on, start_on if is_done else _landing(start_on, calendar=calendar, spans=spans)
    last = _reach(start_on, _total_days(start_on, term), days=days, spans=spans)
    if term.unit is Unit.WORKING_DAY:
        return last, last
    return last, _landing(last, calendar=calendar, spans=spans)


def _reach(after: date, n: int, *, days: _Days, spans: Sequence[Span]) -> date:
    """Return the ``n``-th day after ``after`` that lies in none of the spans."""
    for start, end in spans:
        if end is not None and end <= after:
            continue
        if start > after:
            free = _known_count(after, start, days=days)
            if free is None or n <= free:
                break
            n -= free
        if end is None:
            raise ClockPaused("the clock stands still", paused_on=start.isoformat())
        after = end
    return days.nth_after(after, n)


def _known_count(after: date, through: date, *, days: _Days) -> int | None:
    """Return the count, or ``None`` when ``through`` lies in a year without a notice."""
    try:
        return days.count(after, through)
    except CalendarYearMissing:
        return None


def _landing(last: date, *, calendar: Calendar, spans: Sequence[Span]) -> date:
    """Return the first working day from ``last`` on that lies in none of the spans."""
    day = calendar.nth_after(last - _ONE_DAY, 1)
    for start, end in spans:
        if start < day and end is None:
            raise ClockPaused("the clock stands still", paused_on=start.isoformat())
        if end is not None and start < day <= end:
            day = calendar.nth_after(end, 1)
    return day


def _used(after: date, through: date, *, days: _Days, spans: Sequence[Span]) -> int:
    if through <= after:
        return 0
    total = days.count(after, through)
    for start, end in spans:
        stop = through if end is None else min(end, through)
        total -= days.count(max(start, after), stop)
    return total
