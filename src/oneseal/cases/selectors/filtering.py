"""What a list of cases may be narrowed to, as conditions that the database answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import CharField, DateField, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Reverse
from django.db.models.lookups import StartsWith

from oneseal.cases import policies
from oneseal.cases.models import Case
from oneseal.cases.rules.clock import MISSED, RECEIPT_TERM, clock_face
from oneseal.cases.rules.lifecycle import CLOCK_STOPPED, CONFIRMING, DELIVERING, PERMISSIONS, RUNNING, STEPS
from oneseal.cases.rules.states import Action, Channel, State
from oneseal.cases.selectors.cover import said_to, seen_in_lists
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.cases.selectors.lights import light_preset
from oneseal.cases.selectors.public import number_typed
from oneseal.foundation.grams import any_contains
from oneseal.foundation.timekeeping import BEIJING, beijing_date
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.clock import HOURLY, Calendar, CalendarYearMissing, Light, LightPreset, Unit, later_by

CONFIRMS_VOID: Final = PERMISSIONS[Action.VOID]
_WEEK: Final = timedelta(days=7)
_LONGEST_PROMISE: Final = 400
_OPEN_PAUSE: Final = [{"end": None}]
_OPEN_BY_LAW: Final = [{"end": None, "stops_statutory": True}]


class Scope(StrEnum):
    """Whose cases a list shows."""

    INBOX = "inbox"
    AGENCY = "agency"


class Period(StrEnum):
    """In which days, counted to today, something happened."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"


class DueIn(StrEnum):
    """How near the running due date is."""

    OVER = "over"
    TODAY = "today"
    WEEK = "week"


class Order(StrEnum):
    """By what a list is ordered; each has an index."""

    DUE = "due"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list of cases is narrowed to; an empty text narrows nothing."""

    scope: str = Scope.AGENCY
    item_name: str = ""
    step: str = ""
    light: str = ""
    due: str = ""
    channel: str = ""
    party_kind: str = ""
    received: str = ""
    decided: str = ""
    words: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Return True when anything but the scope narrows the list."""
        return self != CaseFilter(scope=self.scope)

    def without_unknown(self) -> CaseFilter:
        """Return the filter without values that no list knows, as an address typed by hand may hold."""
        known = {name: values for name, values in KNOWN.items() if getattr(self, name) not in values}
        return replace(self, **dict.fromkeys(known, "")) if known else self


STEP_NAMES: Final = tuple(dict.fromkeys(step for step, _permission in STEPS.values()))
KNOWN: Final[dict[str, frozenset[str]]] = {
    "scope": frozenset(Scope),
    "step": frozenset({"", *STEP_NAMES}),
    "light": frozenset({"", *Light}),
    "due": frozenset({"", *DueIn}),
    "channel": frozenset({"", *Channel}),
    "party_kind": frozenset({"", "person", "organisation"}),
    "received": frozenset({"", *Period}),
    "decided": frozenset({"", *Period}),
}
FILTER_NAMES: Final = tuple(field.name for field in fields(CaseFilter))


def cases_visible(actor: Actor, scope: str) -> QuerySet[Case]:
    """Return the cases of a scope that the actor may see, without an order."""
    if actor.kind is not ActorKind.STAFF or not actor.may("cases.read"):
        return Case.objects.none()
    if policies.receives_for_departments(actor):
        cases = Case.objects.filter(centre_id=actor.own_agency, account_id__in=actor.own_accounts)
        if scope == Scope.INBOX:
            return cases.filter(awaiting__in=actor.permissions).exclude(awaiting="")
        return cases.filter(received_at__isnull=False)
    mine = seen_in_lists(actor)
    if scope == Scope.INBOX:
        own = Case.objects.filter(mine, agency_id=actor.own_agency)
        waits = Q(awaiting__in=actor.permissions) & ~Q(awaiting="") & _not_for_another(actor)
        return own.filter(waits | Q(void_request_id__isnull=False) if actor.may(CONFIRMS_VOID) else waits)
    return Case.objects.filter(mine, agency_id=actor.own_agency, received_at__isnull=False)


def _not_for_another(actor: Actor) -> Q:
    """Return the condition that a record does not wait to be confirmed by its second examiner, or that he is it."""
    confirms = Q(state=State.DECISION_PENDING, awaiting=CONFIRMING[1])
    return ~confirms | Q(second_examiner_id=actor.account_id)


def narrowed(
    cases: QuerySet[Case], wanted: CaseFilter, *, actor: Actor, now: datetime, calendar: Calendar
) -> QuerySet[Case]:
    """Return the cases that a filter keeps; what the actor may not learn of a case finds it not either."""
    today = beijing_date(now)
    if wanted.item_name:
        cases = cases.filter(item_name=wanted.item_name)
    if wanted.step:
        cases = cases.filter(state__in=[state for state, (step, _who) in STEPS.items() if step == wanted.step])
    if wanted.channel:
        cases = cases.filter(channel=wanted.channel)
    if wanted.party_kind:
        cases = cases.filter(party_kind=wanted.party_kind)
    if wanted.received or wanted.decided:
        cases = _happened(cases, wanted, today=today)
    if wanted.words:
        cases = cases.filter(said_or_numbered(wanted.words, actor=actor))
    if wanted.due:
        cases = _due(cases, wanted.due, now=now, calendar=calendar)
    if wanted.light:
        cases = _lit(cases, wanted.light, now=now, calendar=calendar, preset=light_preset())
    return cases


def _happened(cases: QuerySet[Case], wanted: CaseFilter, *, today: date) -> QuerySet[Case]:
    """Return the cases received or decided in a period; a registration by mistake is in no figure (B.3)."""
    if wanted.received:
        cases = cases.filter(received_at__gte=_since(wanted.received, today))
    if wanted.decided:
        cases = cases.filter(decided_at__gte=_since(wanted.decided, today))
    return cases.exclude(state=State.VOIDED)


def said_or_numbered(words: str, *, actor: Actor) -> Q:
    """Return the condition that the applicant's name or the item's contains the words, or the number ends so.

    A number has no Chinese sign. Where the words cannot be one it is not asked for: beside another condition the
    database would judge each row that the index of words has found already.
    """
    said, number = said_to(actor, said_of_case(words), any_contains(("item_name",), words)), number_typed(words)
    return said | number_ends(number) if number and number.isascii() else said


def said_of_case(words: str) -> Q:
    """Return the condition that the applicant's name or the item's contains the words."""
    return any_contains(("party_name", "item_name"), words)


def number_ends(number: str) -> Q:
    """Return the condition that the number of a case ends so."""
    return Q(StartsWith(Reverse(F("number")), number[::-1]))


def _since(period: str, today: date) -> datetime:
    """Return the first instant of today, of this week (from Monday) or of this month, in Beijing."""
    first = {
        Period.TODAY: today,
        Period.WEEK: today - timedelta(days=today.weekday()),
        Period.MONTH: today.replace(day=1),
    }[Period(period)]
    return datetime(first.year, first.month, first.day, tzinfo=BEIJING)


# --- days, as the clock of the rules counts them --------------------------------------------------


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


def _term() -> Combinable:
    """Return the length of the term that runs, in its unit."""
    return Choice(
        When(accepted_at=None, then=Value(RECEIPT_TERM.length)),
        When(delivery_length__isnull=False, then=F("delivery_length")),
        When(due_at__isnull=False, then=F("promised_days")),
        default=F("promised_days") + F("extended_days"),
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


def _near(today: date, calendar: Calendar, preset: LightPreset) -> Q:
    """Return what is so near that its light is yellow, by the very thresholds of the lights."""
    bounds = [
        Q(term__gt=above, term__lte=longest, due_on__lt=_worked_after(today, left + 1, calendar))
        for left, (above, longest) in _steps(preset).items()
    ]
    return reduce(or_, bounds)


def _red_before(today: date, calendar: Calendar, preset: LightPreset) -> date:
    """Return the day before which the due date of a red case lies: today's, or later where red begins early."""
    if preset.red_from < 0:
        return _last_worked(today, calendar)
    return _worked_after(today, preset.red_from + 1, calendar)


def _stopped_in_time(stopped: QuerySet[Case], *, now: datetime, calendar: Calendar) -> tuple[list[UUID], list[UUID]]:
    """Return the few cases that stopped after an end, but with no day between that counted: the promise's, the law's.

    The due date was a Friday and the pause began on the Sunday: the clock has stopped on its last day.
    """
    rows = map(facts_of, stopped.exclude(worst_light=Light.BLACK).values(*COLUMNS).iterator())
    lit = {facts.id: clock_face(facts, calendar=calendar, now=now).light for facts in rows}
    return [key for key, one in lit.items() if one not in MISSED], [
        key for key, one in lit.items() if one != Light.BLACK
    ]


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


def _lit(
    cases: QuerySet[Case], light: str, *, now: datetime, calendar: Calendar, preset: LightPreset
) -> QuerySet[Case]:
    """Return the cases whose light is this one now, judged by their due dates without loading them."""
    today = beijing_date(now)
    red_before = _red_before(today, calendar, preset)
    running = _RUNNING & ~_CORRECTING
    missed_law, missed = _RUNNING & Q(worst_light=Light.BLACK), _RUNNING & Q(worst_light__in=MISSED)
    paused_on = Cast(_OpenSince("pauses"), DateField())
    law_paused_on = Cast(_OpenByLawSince("pauses"), DateField())
    cases = cases.annotate(term=_term(), paused_on=paused_on, law_paused_on=law_paused_on)
    too_late, too_late_for_law = _stopped_too_late(now)
    if light in {Light.BLACK, Light.RED, Light.BLUE}:  # what stands still has no other light
        stopped = cases.filter(_RUNNING & (too_late | too_late_for_law))
        in_time, in_time_for_law = _stopped_in_time(stopped, now=now, calendar=calendar)
        too_late, too_late_for_law = too_late & ~Q(id__in=in_time), too_late_for_law & ~Q(id__in=in_time_for_law)
    past_law = _past_law(now=now, calendar=calendar) | too_late_for_law
    over = Q(due_at=None, due_on__lt=red_before) | Q(due_at__lt=now)
    late = (over & ~_PAUSED) | too_late
    if light == Light.GREY:
        return cases.filter(_STOPPED)
    if light == Light.BLACK:
        return cases.filter((running & past_law) | missed_law)
    if light == Light.RED:
        return cases.filter((running & late) | missed).exclude(running & past_law).exclude(missed_law)
    cases = cases.exclude(worst_light__in=MISSED)
    if light == Light.BLUE:
        return cases.filter(_RUNNING).filter(_CORRECTING | (_PAUSED & ~too_late & ~past_law))
    on_time = cases.filter(running).exclude(over).exclude(_PAUSED).exclude(past_law)
    near = Q(due_at=None) & _near(today, calendar, preset) | _near_in_hours(now, calendar, preset.in_hours())
    return on_time.filter(near) if light == Light.YELLOW else on_time.exclude(near)


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


def _due(cases: QuerySet[Case], due: str, *, now: datetime, calendar: Calendar) -> QuerySet[Case]:
    """Return the cases whose clock runs and whose due date has gone by, is today, or is within seven days."""
    today = beijing_date(now)
    running = cases.filter(_RUNNING).exclude(_CORRECTING | _PAUSED)
    worked = _last_worked(today, calendar)
    if due == DueIn.OVER:
        return running.filter(Q(due_at=None, due_on__lt=worked) | Q(due_at__lt=now))
    if due == DueIn.TODAY:
        return running.filter(Q(due_at=None, due_on__gte=worked, due_on__lte=today) | Q(due_at__gte=now, due_on=today))
    return running.filter(due_on__lte=today + _WEEK)
