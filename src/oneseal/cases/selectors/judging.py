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
from functools import cached_property, reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.db.models import BooleanField, CharField, DateField, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models import Case as Choice
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from oneseal.cases.models import Case
from oneseal.cases.rules.clock import MISSED, RECEIPT_TERM, ClockFace, clock_face
from oneseal.cases.rules.law_days import LAW_DAYS
from oneseal.cases.rules.lifecycle import CLOCK_STOPPED, DELIVERING, RUNNING
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.clock import HOURLY, Calendar, CalendarYearMissing, Light, LightPreset, Unit, later_by

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


class _HasPause(Func):
    """Whether there is a pause as the second expression, a path, asks for it."""

    template = "jsonb_path_exists(%(expressions)s::jsonpath)"
    output_field = BooleanField()


_LIMITED: Final = Q(
    _HasPause(F("pauses"), Value(f"$[*] ? (@.end == null && @.{LAW_DAYS} > 0)")), accepted_at__isnull=False,
    delivery_length=None,
)  # fmt: skip


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


def _just_resumed(today: date, calendar: Calendar) -> Q:
    """Return the condition that a pause ended since the last working day: that day may not have counted."""
    path = f'$[*] ? (@.end >= "{_last_worked(today, calendar).isoformat()}")'
    return Q(_HasPause(F("pauses"), Value(path)), accepted_at__isnull=False)


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


@dataclass(frozen=True)
class Asked:
    """What lists are asked at one instant: the cases among which they look, the calendar and the city's thresholds.

    Several lists of one page ask the same, so that what their due dates leave in doubt is loaded once.
    """

    cases: QuerySet[Case]
    now: datetime
    calendar: Calendar
    preset: LightPreset

    @property
    def today(self) -> date:
        """Return the day of the instant."""
        return beijing_date(self.now)

    @cached_property
    def over(self) -> Q:
        """Return the condition that the due date of what runs has gone by, or that red begins before it."""
        before = _red_before(self.today, self.calendar, self.preset)
        return (Q(due_at=None, due_on__lt=before) | Q(due_at__lt=self.now)) & ~_PAUSED

    @cached_property
    def past_law(self) -> Q:
        """Return the condition that the term of the law has gone by while it runs."""
        return _past_law(now=self.now, calendar=self.calendar)

    @cached_property
    def unsure(self) -> Q:
        """Return which extended cases may be yellow."""
        return _unsure(self.now, self.calendar, self.preset)

    @cached_property
    def faces(self) -> dict[UUID, ClockFace]:
        """Return the clocks of the cases in doubt, as the rules show them.

        One may have stopped after its end with no day between that counted: it was due on a Friday, the pause began on
        the Sunday, so that the clock stopped on the last day.
        """
        too_late, too_late_for_law = _stopped_too_late(self.now)
        resumed = (self.over | self.past_law) & _just_resumed(self.today, self.calendar)
        running = _RUNNING & ~_CORRECTING & (resumed | (self.unsure & ~_PAUSED))
        stopped = _RUNNING & (too_late | too_late_for_law) & ~Q(worst_light=Light.BLACK)
        limited = _RUNNING & ~_CORRECTING & _PAUSED & _LIMITED
        rows = _annotated(self.cases).filter(running | stopped | limited).values(*COLUMNS).iterator()
        return {
            facts.id: clock_face(facts, calendar=self.calendar, now=self.now, preset=self.preset)
            for facts in map(facts_of, rows)
        }

    @cached_property
    def beyond(self) -> dict[UUID, ClockFace]:
        """Return the clocks of the cases whose procedure is open for longer than its law.

        Few procedures with a limit are open at once; how long a law lets them, the dates on a row do not tell.
        """
        return {key: face for key, face in self.faces.items() if face.is_by_law}

    def of_beyond(self, is_meant: Callable[[ClockFace], bool]) -> Q:
        """Return the condition to be open beyond its law, with a clock that is so."""
        return Q(id__in=[key for key, face in self.beyond.items() if is_meant(face)])

    def of(self, is_meant: Callable[[ClockFace], bool]) -> Q:
        """Return the condition to be one of the cases in doubt whose clock is so."""
        return Q(id__in=[key for key, face in self.faces.items() if is_meant(face)])


def _annotated(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.annotate(
        term=_term(extended=True), least=_term(extended=False), paused_on=Cast(_OpenSince("pauses"), DateField()),
        law_paused_on=Cast(_OpenByLawSince("pauses"), DateField()),
    )  # fmt: skip


def lit(cases: QuerySet[Case], light: str, *, asked: Asked) -> QuerySet[Case]:
    """Return the cases whose light is this one now, judged by their due dates; only those in doubt are loaded."""
    if light == Light.GREY:
        return cases.filter(_STOPPED)
    found = _lit_by_dates(light, asked=asked)
    if asked.beyond:
        found = (found & ~asked.of_beyond(bool)) | asked.of_beyond(lambda face: face.light == light)
    return _annotated(cases).filter(found)


def _lit_by_dates(light: str, *, asked: Asked) -> Q:
    in_time = asked.of(lambda face: face.light.value not in MISSED)
    in_time_for_law = asked.of(lambda face: face.light is not Light.BLACK)
    too_late = _stopped_too_late(asked.now)
    if light in {Light.YELLOW, Light.GREEN}:  # what stands still has neither
        running = _RUNNING & ~_CORRECTING & ~Q(worst_light__in=MISSED) & ~_PAUSED
        on_time = running & ~(asked.over & ~in_time) & ~(asked.past_law & ~in_time_for_law)
        near = _is_near(asked)
        return on_time & near if light == Light.YELLOW else on_time & ~near
    late = (asked.over | too_late[0]) & ~in_time
    past_law = (asked.past_law | too_late[1]) & ~in_time_for_law
    return _missed(light, late=late, past_law=past_law)


def light_of(cases: QuerySet[Case], *, asked: Asked) -> QuerySet[Case]:
    """Return the cases with their light as a column, the worst that holds: `lit`, asked of all lights at once."""
    in_time = asked.of(lambda face: face.light.value not in MISSED)
    in_time_for_law = asked.of(lambda face: face.light is not Light.BLACK)
    too_late = _stopped_too_late(asked.now)
    running = _RUNNING & ~_CORRECTING
    past_law = running & (asked.past_law | too_late[1]) & ~in_time_for_law
    late = running & (asked.over | too_late[0]) & ~in_time
    lights = Choice(
        When(_STOPPED, then=Value(Light.GREY)),
        When(past_law | Q(worst_light=Light.BLACK), then=Value(Light.BLACK)),
        When(late | Q(worst_light__in=MISSED), then=Value(Light.RED)),
        When(_CORRECTING | _PAUSED, then=Value(Light.BLUE)),
        When(_is_near(asked), then=Value(Light.YELLOW)),
        default=Value(Light.GREEN),
        output_field=CharField(),
    )
    return _annotated(cases).annotate(light=lights)


def _is_near(asked: Asked) -> Q:
    """Return which of the cases that have missed nothing are yellow."""
    near = _near(asked.today, asked.calendar, asked.preset, term="term")
    near |= _near_in_hours(asked.now, asked.calendar, asked.preset.in_hours())
    return asked.of(lambda face: face.light is Light.YELLOW) | (near & ~asked.unsure)


def _missed(light: str, *, late: Q, past_law: Q) -> Q:
    """Return which cases are past the law, past their promise, or stand still and are neither."""
    running = _RUNNING & ~_CORRECTING
    missed_law, missed = _RUNNING & Q(worst_light=Light.BLACK), _RUNNING & Q(worst_light__in=MISSED)
    if light == Light.BLACK:
        return (running & past_law) | missed_law
    if light == Light.RED:
        return ((running & late) | missed) & ~(running & past_law) & ~missed_law
    return ~Q(worst_light__in=MISSED) & _RUNNING & (_CORRECTING | (_PAUSED & ~late & ~past_law))


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


def due_within(cases: QuerySet[Case], due: str, *, asked: Asked) -> QuerySet[Case]:
    """Return the cases whose clock runs and whose due date has gone by, is today, or is within seven days."""
    found = _RUNNING & ~(_CORRECTING | _PAUSED) & _due(due, asked=asked)
    if asked.beyond:
        found |= asked.of_beyond(lambda face: _is_due(face, due, today=asked.today))
    return cases.filter(found)


def _due(due: str, *, asked: Asked) -> Q:
    now, today = asked.now, asked.today
    if due == DueIn.WEEK:
        return Q(due_on__lte=today + _WEEK)
    worked = _last_worked(today, asked.calendar)
    over = Q(due_at=None, due_on__lt=worked) | Q(due_at__lt=now)
    on_last_day = over & asked.of(lambda face: face.remaining is not None and face.remaining >= 0)
    if due == DueIn.OVER:
        return over & ~on_last_day
    return Q(due_at=None, due_on__gte=worked, due_on__lte=today) | Q(due_at__gte=now, due_on=today) | on_last_day


def _is_due(face: ClockFace, due: str, *, today: date) -> bool:
    """Return whether a clock of the law is so near its end; on the days off after its last day it is due today."""
    is_over = (face.remaining or 0) < 0
    if due == DueIn.WEEK:
        return face.due_on is not None and face.due_on <= today + _WEEK
    return is_over if due == DueIn.OVER else not is_over and face.due_on is not None and face.due_on <= today
