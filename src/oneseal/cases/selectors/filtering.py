"""What a list of cases may be narrowed to, as conditions that the database answers."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Reverse
from django.db.models.lookups import StartsWith

from oneseal.cases import policies
from oneseal.cases.models import Case
from oneseal.cases.rules.lifecycle import CONFIRMING, PERMISSIONS, STEPS
from oneseal.cases.rules.states import Action, Channel, State
from oneseal.cases.selectors.cover import said_to, seen_in_lists
from oneseal.cases.selectors.judging import Asked, DueIn, due_within, lit
from oneseal.cases.selectors.lights import light_preset
from oneseal.cases.selectors.public import number_typed
from oneseal.foundation.grams import any_contains
from oneseal.foundation.timekeeping import BEIJING
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.clock import Calendar, Light

CONFIRMS_VOID: Final = PERMISSIONS[Action.VOID]


class Scope(StrEnum):
    """Whose cases a list shows."""

    INBOX = "inbox"
    AGENCY = "agency"


class Period(StrEnum):
    """In which days, counted to today, something happened."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"


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


def asked_by(actor: Actor, *, now: datetime, calendar: Calendar) -> Asked:
    """Return what an actor's lists are asked at an instant; what runs in his inbox is among the cases he may see."""
    return Asked(cases_visible(actor, Scope.AGENCY), now, calendar, light_preset())


def narrowed(cases: QuerySet[Case], wanted: CaseFilter, *, actor: Actor, asked: Asked) -> QuerySet[Case]:
    """Return the cases that a filter keeps; what the actor may not learn of a case finds it not either."""
    today = asked.today
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
        cases = due_within(cases, wanted.due, asked=asked)
    if wanted.light:
        cases = lit(cases, wanted.light, asked=asked)
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
