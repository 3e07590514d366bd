"""Lists of cases: keyset pages, one query each, only what the actor may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from oneseal.cases.models import Case
from oneseal.cases.rules.clock import ClockFace, clock_face
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.kernel.access import Actor, ActorKind
from oneseal.workflow.selectors import calendar

PAGE = 30
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


def _rows(cases: QuerySet[Case], *, today: date, key: Callable[[CaseFacts], str]) -> Page:
    found = [facts_of(row) for row in cases.values(*COLUMNS)[: PAGE + 1]]
    days = calendar()
    shown = [CaseRow(facts, clock_face(facts, calendar=days, today=today)) for facts in found[:PAGE]]
    return Page(shown, key(found[PAGE - 1]) if len(found) > PAGE else "")


def _inbox_cases(actor: Actor) -> QuerySet[Case]:
    if actor.kind is not ActorKind.STAFF:
        return Case.objects.none()
    return Case.objects.filter(agency_id=actor.own_agency, awaiting__in=actor.permissions).exclude(awaiting="")


def inbox_count(actor: Actor) -> int:
    """Return how many cases wait for the actor's post."""
    return _inbox_cases(actor).count()


def inbox_items(actor: Actor) -> list[str]:
    """Return the names of the items among what waits for the actor's post, in order."""
    return list(_inbox_cases(actor).order_by("item_name").values_list("item_name", flat=True).distinct())


def cases_inbox(actor: Actor, *, today: date, after: str = "", item_name: str = "", due_by: date | None = None) -> Page:
    """Return what waits for the actor's post, soonest due first.

    `item_name` keeps one item, `due_by` what is due on or before a day (None: everything).
    """
    cases = _inbox_cases(actor).order_by("due_on", "id")
    if item_name:
        cases = cases.filter(item_name=item_name)
    if due_by:
        cases = cases.filter(due_on__lte=due_by)
    if after:
        day, _, last = after.partition("_")
        on = date.fromisoformat(day)
        cases = cases.filter(Q(due_on__gt=on) | Q(due_on=on, id__gt=UUID(last)))
    return _rows(cases, today=today, key=lambda facts: f"{facts.due_on or _LAST_DAY}_{facts.id}")


def cases_of_agency(actor: Actor, *, today: date, words: str = "", after: str = "") -> Page:
    """Return the received cases of the actor's agency, newest first; `words` narrows by number or name."""
    if actor.kind is not ActorKind.STAFF or not actor.may("cases.read"):
        return Page([], "")
    cases = Case.objects.filter(agency_id=actor.own_agency, received_at__isnull=False).order_by("-id")
    if words:
        cases = cases.filter(Q(number__endswith=words) | Q(party_name__icontains=words) | Q(item_name__icontains=words))
    if after:
        cases = cases.filter(id__lt=UUID(after))
    return _rows(cases, today=today, key=lambda facts: str(facts.id))


def cases_of_account(actor: Actor, *, today: date, after: str = "") -> Page:
    """Return the cases and drafts of the actor and of those for whom he acts, newest first."""
    if actor.kind is not ActorKind.APPLICANT:
        return Page([], "")
    filed = Q(party_id__in=actor.mandated_ids, account_id=actor.own_account)
    cases = Case.objects.filter(Q(party_id__in=actor.party_ids) | filed).order_by("-id")
    if after:
        cases = cases.filter(id__lt=UUID(after))
    return _rows(cases, today=today, key=lambda facts: str(facts.id))
