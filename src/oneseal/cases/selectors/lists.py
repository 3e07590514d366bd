"""Lists of cases: keyset pages, one query each, only what the actor may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet
from psycopg import sql

from oneseal.cases import policies
from oneseal.cases.models import Case
from oneseal.cases.rules.clock import ClockFace, clock_face
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import Channel, State
from oneseal.cases.selectors.cover import row_read_by
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.cases.selectors.filtering import CaseFilter, Order, Scope, asked_by, cases_visible, narrowed
from oneseal.cases.selectors.lights import light_preset
from oneseal.kernel.access import Actor, ActorKind
from oneseal.workflow.selectors import calendar

PAGE = 30
# Beyond this many a figure says "and more": counting further would cost more than it tells.
MOST_COUNTED = 999
_CHUNK = 500
_LAST_DAY = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list, with its light of today."""

    facts: CaseFacts
    clock: ClockFace


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; `after` is the key of the next page, or empty at the end."""

    rows: list[CaseRow]
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list to read on: its order, and the key of the last row seen (empty: from the top)."""

    order: str = Order.NEW
    after: str = ""


TOP = Place()


def _rows(cases: QuerySet[Case], *, actor: Actor, now: datetime, key: Callable[[CaseFacts], str]) -> Page:
    found = [row_read_by(actor, facts_of(row)) for row in cases.values(*COLUMNS)[: PAGE + 1]]
    days = calendar()
    shown = [CaseRow(facts, clock_face(facts, calendar=days, now=now, preset=light_preset())) for facts in found[:PAGE]]
    return Page(shown, key(found[PAGE - 1]) if len(found) > PAGE else "")


def _by_due(facts: CaseFacts) -> str:
    return f"{facts.due_on or _LAST_DAY}_{facts.id}"


def _by_age(facts: CaseFacts) -> str:
    return str(facts.id)


def _ordered(cases: QuerySet[Case], place: Place) -> QuerySet[Case]:
    """Return cases in their order, from the place on; what has no due date comes last."""
    if place.order == Order.DUE:
        cases = cases.order_by("due_on", "id")
        if place.after:
            day, _, last = place.after.partition("_")
            on = date.fromisoformat(day)
            if on == _LAST_DAY:
                return cases.filter(due_on=None, id__gt=UUID(last))
            later = Q(due_on__gt=on) | Q(due_on=on, id__gt=UUID(last)) | Q(due_on=None)
            cases = cases.filter(later)
        return cases
    cases = cases.order_by("-id")
    return cases.filter(id__lt=UUID(place.after)) if place.after else cases


def cases_listed(actor: Actor, wanted: CaseFilter, *, now: datetime, place: Place = TOP) -> Page:
    """Return one page of the cases that a filter keeps, among those the actor may see."""
    asked = asked_by(actor, now=now, calendar=calendar())
    cases = narrowed(cases_visible(actor, wanted.scope), wanted, actor=actor, asked=asked)
    key = _by_due if place.order == Order.DUE else _by_age
    return _rows(_ordered(cases, place), actor=actor, now=now, key=key)


def cases_counted(actor: Actor, wanted: Sequence[CaseFilter], *, now: datetime) -> list[int]:
    """Return how many cases each filter keeps, at most MOST_COUNTED + 1, which means "and more"; one statement.

    Another asks the clock about the few cases that their due dates leave in doubt.
    """
    parts: list[sql.Composable] = []
    most, asked = sql.Literal(MOST_COUNTED + 1), asked_by(actor, now=now, calendar=calendar())
    parameters: list[Any] = []
    for one in wanted:
        cases = narrowed(cases_visible(actor, one.scope), one, actor=actor, asked=asked)
        try:
            text, values = cases.order_by().values("id").query.sql_with_params()
        except EmptyResultSet:
            text, values = "SELECT NULL WHERE FALSE", ()
        parts.append(sql.SQL("(SELECT count(*) FROM ({} LIMIT {}) AS kept)").format(sql.SQL(text), most))
        parameters.extend(values)
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT {}").format(sql.SQL(", ").join(parts)), parameters)
        return list(cursor.fetchone())


def cases_streamed(actor: Actor, wanted: CaseFilter, *, now: datetime, order: str) -> Iterator[CaseRow]:
    """Yield every case that a filter keeps, in its order, without holding them all in memory."""
    days = calendar()
    asked = asked_by(actor, now=now, calendar=days)
    cases = narrowed(cases_visible(actor, wanted.scope), wanted, actor=actor, asked=asked)
    for row in _ordered(cases, Place(order)).values(*COLUMNS).iterator(chunk_size=_CHUNK):
        facts = row_read_by(actor, facts_of(row))
        yield CaseRow(facts, clock_face(facts, calendar=days, now=now, preset=light_preset()))


def cases_chosen(actor: Actor, case_ids: list[UUID], *, now: datetime) -> list[CaseRow]:
    """Return the named cases that the actor may see, soonest due first; the others are left out."""
    cases = cases_visible(actor, Scope.AGENCY).filter(id__in=case_ids).order_by("due_on", "id")
    days = calendar()
    found = [row_read_by(actor, facts_of(row)) for row in cases.values(*COLUMNS)]
    return [CaseRow(facts, clock_face(facts, calendar=days, now=now, preset=light_preset())) for facts in found]


def inbox_count(actor: Actor) -> int:
    """Return how many cases wait for the actor's post."""
    return cases_visible(actor, Scope.INBOX).count()


# One step in the index of an agency's cases by item for each name, however many cases there are.
_ITEM_NAMES = """
WITH RECURSIVE named AS (
    (SELECT item_name FROM cases_case WHERE agency_id = %(agency)s AND received_at IS NOT NULL
     ORDER BY item_name LIMIT 1)
    UNION ALL
    SELECT (SELECT later.item_name FROM cases_case later
            WHERE later.agency_id = %(agency)s AND later.received_at IS NOT NULL AND later.item_name > named.item_name
            ORDER BY later.item_name LIMIT 1)
    FROM named WHERE named.item_name IS NOT NULL
)
SELECT item_name FROM named WHERE item_name IS NOT NULL
"""


def items_listed(actor: Actor, scope: str) -> list[str]:
    """Return the names of the items among the cases of a scope, in order."""
    cases = cases_visible(actor, scope)
    if scope == Scope.AGENCY and not cases.query.is_empty() and not policies.receives_for_departments(actor):
        with connection.cursor() as cursor:
            cursor.execute(_ITEM_NAMES, {"agency": actor.own_agency})
            return [name for (name,) in cursor.fetchall()]
    return list(cases.order_by("item_name").values_list("item_name", flat=True).distinct())


def cases_inbox(actor: Actor, *, now: datetime, after: str = "") -> Page:
    """Return what waits for the actor's post, soonest due first."""
    return cases_listed(actor, CaseFilter(scope=Scope.INBOX), now=now, place=Place(Order.DUE, after))


def cases_of_agency(actor: Actor, *, now: datetime, words: str = "", after: str = "") -> Page:
    """Return the received cases of the actor's agency, newest first; `words` narrows by number or name."""
    return cases_listed(actor, CaseFilter(words=words), now=now, place=Place(Order.NEW, after))


def cases_filling(actor: Actor, *, now: datetime) -> list[CaseRow]:
    """Return the drafts that the actor fills in at his window, newest first."""
    cases = Case.objects.filter(account_id=actor.own_account, state=State.DRAFT, channel=Channel.WINDOW)
    return _rows(cases.order_by("-id"), actor=actor, now=now, key=_by_age).rows


def cases_of_account(actor: Actor, *, now: datetime, after: str = "") -> Page:
    """Return the cases and drafts of the actor and of those for whom he acts, newest first."""
    if actor.kind is not ActorKind.APPLICANT:
        return Page([], "")
    filed = Q(party_id__in=actor.mandated_ids, account_id=actor.own_account)
    cases = Case.objects.filter(Q(party_id__in=actor.party_ids) | filed).order_by("-id")
    if after:
        cases = cases.filter(id__lt=UUID(after))
    return _rows(cases, actor=actor, now=now, key=_by_age)
