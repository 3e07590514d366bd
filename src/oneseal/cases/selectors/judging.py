"""Which cases have a light or a due date, judged by the database as the clock of the rules judges one case.

The database compares due dates. What these alone do not tell, it only narrows down, and the clock of the rules
decides on those few rows: what stands still since its end, what a pause that has just ended took over its last day, and
what was extended in another unit than that of its term.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.db.models import BooleanField, CharField, DateField, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models import Case as Choice
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from oneseal.cases.models import Case
from oneseal.cases.rules.clock import MISSED, RECEIPT_TERM, ClockFace, clock_face
from oneseal.cases.rules.lifecycle import CLOCK_STOPPED, DELIVERING, RUNNING
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.clock import HOURLY, P0, Calendar, CalendarYearMissing, Light, LightPreset, Unit, later_by

_WEEK: Final = timedelta(days=7)
_LONGEST_PROMISE: Final = 400
_OPEN_PAUSE: Final = [{"end": None}]
_OPEN_BY_LAW: Final = [{"end": None, "stops_statutory": True}]


class DueIn(StrEnum):
    """How near the running due date is."""

    OVER = "over"
    TODAY = "today"
    WEEK = "week"


def _guessed(ask: Callable[[Calendar], date], calendar: Calendar, today: date) -> date:
    try:
        return ask(calendar)
    except CalendarYearMissing:
        return ask(calendar.with_estimates(range(today.year - 1, today.year + 3)))


def _last_worked(today: date, calendar: Calendar) -> date:
    """Return the last working day up to today: what was due before it has gone by."""

    def ask(days: Calendar) -> date:
        return next(day for day in (today - timedelta(days=back) for back in range(40)) if days.is_working_day(day))

    return _guessed(ask, calendar, today)


def _worked_after(today: date, number: int, calendar: Calendar) -> date:
    """Return the `number`-th working day after today."""
    return _guessed(lambda days: days.nth_after(today, number), calendar, today)


_DELIVERING: Final = Q(state__in=DELIVERING, delivery_length__isnull=False, due_on__isnull=False)
_STOPPED: Final = (Q(state__in=[*CLOCK_STOPPED, State.DRAFT]) & ~_DELIVERING) | Q(due_on=None)
# Said as what runs, not as what does not: the index of running cases answers it.
_RUNNING: Final = Q(state__in=RUNNING, due_on__isnull=False) | _DELIVERING
_CORRECTING: Final = Q(state=State.CORRECTION_PENDING)
_PAUSED: Final = Q(accepted_at__isnull=False, pauses__contains=_OPEN_PAUSE)
_PAUSED_BY_LAW: Final = Q(accepted_at__isnull=False, delivery_length=None, pauses__contains=_OPEN_BY_LAW)


class _OpenSince(Func):
    """The first day of the earliest pause that is still open; several may be open at once."""

    template = "(jsonb_path_query_first(%(expressions)s, '$[*] ? (@.end == null).start') #>> '{}')"
    output_field = CharField()


class _OpenByLawSince(_OpenSince):
    """The first day of the earliest open pause that stops the clock of the law too."""

    template = (
        "(jsonb_path_query_first(%(expressions)s, '$[*] ? (@.end == null && @.stops_statutory == true).start')"
        " #>> '{}')"
    )


class _PausedUntil(Func):
    """Whether a pause ended on a day or later: the second expression is the path that asks for it."""

    template = "jsonb_path_exists(%(expressions)s::jsonpath)"
    output_field = BooleanField()


def _term(*, extended: bool) -> Combinable:
    """Return the length of the term that runs, in its unit: with the whole extension, or as if there were none."""
    return Choice(
        When(accepted_at=None, then=Value(RECEIPT_TERM.length)),
        When(delivery_length__isnull=False, then=F("delivery_length")),
        When(due_at__isnull=False, then=F("promised_days")),
        default=F("promised_days") + F("extended_days") if extended else F("promised_days"),
        output_field=IntegerField(),
    )


def _steps(preset: LightPreset) -> dict[int, tuple[int, int]]:
    """Return for each number of days (or hours) left at which yellow begins the lengths of promise it holds for.

    A length is within (first, second].
    """
    longest = {preset.yellow_from(length): length for length in range(_LONGEST_PROMISE + 1)}
    steps, above = {}, -1
    for left, length in sorted(longest.items()):
        steps[left], above = (above, length), length
    return steps


def _near(today: date, calendar: Calendar, preset: LightPreset, *, term: str) -> Q:
    """Return what is so near that its light is yellow, by the very thresholds of the lights for a length of term."""
    bounds = [
        Q(**{f"{term}__gt": above, f"{term}__lte": longest}, due_on__lt=_worked_after(today, left + 1, calendar))
        for left, (above, longest) in _steps(preset).items()
    ]
    return Q(due_at=None) & reduce(or_, bounds)


def _red_before(today: date, calendar: Calendar, preset: LightPreset) -> date:
    """Return the day before which the due date of a red case lies: today's, or later where red begins early."""
    if preset.red_from < 0:
        return _last_worked(today, calendar)
    return _worked_after(today, preset.red_from + 1, calendar)


def _faces(
    cases: QuerySet[Case], *, now: datetime, calendar: Calendar, preset: LightPreset = P0
) -> dict[UUID, ClockFace]:
    """Return the clocks of a few cases, as the rules show them."""
    rows = map(facts_of, cases.values(*COLUMNS).iterator())
    return {facts.id: clock_face(facts, calendar=calendar, now=now, preset=preset) for facts in rows}


@dataclass(frozen=True, slots=True)
class _Judged:
    """Which of the cases in doubt are in time after all: for their promise, for the law; and which are yellow."""

    in_time: tuple[UUID, ...] = ()
    in_time_for_law: tuple[UUID, ...] = ()
    yellow: tuple[UUID, ...] = ()


def _judged(cases: QuerySet[Case], *, now: datetime, calendar: Calendar, preset: LightPreset) -> _Judged:
    """Return what the clock of the rules says of the cases that their due dates leave in doubt.

    One may have stopped after its end with no day between that counted: it was due on a Friday, the pause began on the
    Sunday, so that the clock stopped on the last day.
    """
    faces = _faces(cases.exclude(worst_light=Light.BLACK), now=now, calendar=calendar, preset=preset)
    return _Judged(
        tuple(key for key, face in faces.items() if face.light.value not in MISSED),
        tuple(key for key, face in faces.items() if face.light is not Light.BLACK),
        tuple(key for key, face in faces.items() if face.light is Light.YELLOW),
    )


def _just_resumed(today: date, calendar: Calendar) -> Q:
    """Return the condition that a pause ended since the last working day: that day may not have counted."""
    path = f'$[*] ? (@.end >= "{_last_worked(today, calendar).isoformat()}")'
    return Q(_PausedUntil(F("pauses"), Value(path)), accepted_at__isnull=False)


def _unsure(now: datetime, calendar: Calendar, preset: LightPreset) -> Q:
    """Return which extended cases may be yellow: how long the whole term is, only its two ends tell.

    An extension of days gives a term in days no more days of its unit than it has itself.
    """
    today = beijing_date(now)
    most = _near(today, calendar, preset, term="term")
    least = _near(today, calendar, preset, term="least")
    return Q(extended_days__gt=0, accepted_at__isnull=False, delivery_length=None) & (
        (most & ~least) | Q(due_at__isnull=False)
    )


def _past_law(*, now: datetime, calendar: Calendar) -> Q:
    """Return the condition that less than nothing is left of the term of the law, as the clock counts it.

    A term in working days is over with the next day that is worked, one in natural days, months or years with the
    next day. Of a case whose clock of the law stands still it says nothing.
    """
    today = beijing_date(now)
    worked = _last_worked(today, calendar)
    in_days = Q(statutory_due_at=None, accepted_at__isnull=False)
    in_working_days = in_days & (Q(statutory_unit=Unit.WORKING_DAY) | Q(delivery_length__isnull=False))
    past = (
        Q(accepted_at=None, due_on__lt=worked)
        | (in_working_days & Q(statutory_due_on__lt=worked))
        | (in_days & ~in_working_days & Q(statutory_due_on__lt=today))
        | Q(accepted_at__isnull=False, statutory_due_at__lt=now)
    )
    return past & ~_PAUSED_BY_LAW


def _stopped_too_late(now: datetime) -> tuple[Q, Q]:
    """Return the conditions that a case stands still since its promise, and since its term of the law, were over.

    The day on which a pause begins still counts, so an hour of it can have been missed.
    """
    promise = _PAUSED & (
        Q(due_at=None, due_on__lt=F("paused_on")) | Q(due_at__lt=now, due_on__lte=F("paused_on"))
    )  # fmt: skip
    law = _PAUSED_BY_LAW & (
        Q(statutory_due_at=None, statutory_due_on__lt=F("law_paused_on"))
        | Q(statutory_due_at__lt=now, statutory_due_on__lte=F("law_paused_on"))
    )  # fmt: skip
    return promise, law


def lit(cases: QuerySet[Case], light: str, *, now: datetime, calendar: Calendar, preset: LightPreset) -> QuerySet[Case]:
    """Return the cases whose light is this one now, judged by their due dates; only those in doubt are loaded."""
    if light == Light.GREY:
        return cases.filter(_STOPPED)
    today = beijing_date(now)
    cases = cases.annotate(
        term=_term(extended=True), least=_term(extended=False), paused_on=Cast(_OpenSince("pauses"), DateField()),
        law_paused_on=Cast(_OpenByLawSince("pauses"), DateField()),
    )  # fmt: skip
    over = Q(due_at=None, due_on__lt=_red_before(today, calendar, preset)) | Q(due_at__lt=now)
    over, past_law = over & ~_PAUSED, _past_law(now=now, calendar=calendar)
    in_doubt = _RUNNING & ~_CORRECTING & (over | past_law) & _just_resumed(today, calendar)
    if light in {Light.YELLOW, Light.GREEN}:  # what stands still has neither
        unsure = _unsure(now, calendar, preset)
        in_doubt |= _RUNNING & ~_CORRECTING & ~_PAUSED & unsure
        judged = _judged(cases.filter(in_doubt), now=now, calendar=calendar, preset=preset)
        near = _near(today, calendar, preset, term="term") | _near_in_hours(now, calendar, preset.in_hours())
        near = Q(id__in=judged.yellow) | (near & ~unsure)
        on_time = _on_time(cases, judged, over=over, past_law=past_law)
        return on_time.filter(near) if light == Light.YELLOW else on_time.exclude(near)
    too_late, too_late_for_law = _stopped_too_late(now)
    in_doubt |= _RUNNING & (too_late | too_late_for_law)
    judged = _judged(cases.filter(in_doubt), now=now, calendar=calendar, preset=preset)
    late = (over | too_late) & ~Q(id__in=judged.in_time)
    past_law = (past_law | too_late_for_law) & ~Q(id__in=judged.in_time_for_law)
    return _missed(cases, light, late=late, past_law=past_law)


def _on_time(cases: QuerySet[Case], judged: _Judged, *, over: Q, past_law: Q) -> QuerySet[Case]:
    """Return the cases whose clock runs and that have missed nothing."""
    over, past_law = over & ~Q(id__in=judged.in_time), past_law & ~Q(id__in=judged.in_time_for_law)
    running = cases.filter(_RUNNING & ~_CORRECTING).exclude(worst_light__in=MISSED).exclude(_PAUSED)
    return running.exclude(over).exclude(past_law)


def _missed(cases: QuerySet[Case], light: str, *, late: Q, past_law: Q) -> QuerySet[Case]:
    """Return the cases that are past the law, past their promise, or stand still and are neither."""
    running = _RUNNING & ~_CORRECTING
    missed_law, missed = _RUNNING & Q(worst_light=Light.BLACK), _RUNNING & Q(worst_light__in=MISSED)
    if light == Light.BLACK:
        return cases.filter((running & past_law) | missed_law)
    if light == Light.RED:
        return cases.filter((running & late) | missed).exclude(running & past_law).exclude(missed_law)
    cases = cases.exclude(worst_light__in=MISSED)
    return cases.filter(_RUNNING).filter(_CORRECTING | (_PAUSED & ~late & ~past_law))


def _near_in_hours(now: datetime, calendar: Calendar, preset: LightPreset) -> Q:
    """Return what ends in so few hours that its light is yellow, by the very thresholds of the lights."""
    steps = _steps(preset)
    bounds = []
    for unit in sorted(HOURLY):
        if unit is Unit.OFFICE_HOUR and not calendar.has_office_hours:
            continue
        for left, (above, longest) in steps.items():
            until = later_by(now=now, hours=left, unit=unit, calendar=calendar)
            bounds.append(Q(promised_unit=unit, term__gt=above, term__lte=longest, due_at__lt=until))
    return Q(due_at__isnull=False) & reduce(or_, bounds)


def due_within(cases: QuerySet[Case], due: str, *, now: datetime, calendar: Calendar) -> QuerySet[Case]:
    """Return the cases whose clock runs and whose due date has gone by, is today, or is within seven days."""
    today = beijing_date(now)
    running = cases.filter(_RUNNING).exclude(_CORRECTING | _PAUSED)
    if due == DueIn.WEEK:
        return running.filter(due_on__lte=today + _WEEK)
    worked = _last_worked(today, calendar)
    over = Q(due_at=None, due_on__lt=worked) | Q(due_at__lt=now)  # of what runs
    faces = _faces(running.filter(over & _just_resumed(today, calendar)), now=now, calendar=calendar)
    on_last_day = Q(id__in=[key for key, face in faces.items() if face.remaining is not None and face.remaining >= 0])
    if due == DueIn.OVER:
        return running.filter(over).exclude(on_last_day)
    is_today = Q(due_at=None, due_on__gte=worked, due_on__lte=today) | Q(due_at__gte=now, due_on=today)
    return running.filter(is_today | on_last_day)
