"""Lists of findings, for whoever may read them: narrowed, page by page, counted by state, whole for a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from oneseal.kernel.access import Actor
from oneseal.supervision import policies
from oneseal.supervision.models import Finding
from oneseal.supervision.rules.handling import ANSWERS, OVERSEES, WAITS_FOR_SUPERVISOR, WAITS_FOR_UNIT
from oneseal.supervision.rules.hits import Standing
from oneseal.supervision.selectors.findings import FindingFacts, facts_of
from oneseal.supervision.selectors.seeing import agencies_seen

PAGE: Final = 30
MINE: Final = "mine"


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What a list of findings is narrowed to; empty is not narrowed. `state` is a state or ``mine``: waits for me."""

    state: str = ""
    rule: str = ""
    light: str = ""
    agency: str = ""
    item: str = ""
    post: str = ""
    month: str = ""
    words: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Return True when anything is left out."""
        return any(getattr(self, field.name) for field in fields(self))


FILTERS: Final = tuple(field.name for field in fields(FindingFilter))


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as a list shows it."""

    facts: FindingFacts
    agency_name: str


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One page of a list, and the key of the next one; empty at the end."""

    rows: tuple[FindingRow, ...]
    after: str


def findings_seen(actor: Actor | None) -> QuerySet[Finding]:
    """Return the findings that an actor may read: a supervisor's agency or whole city, a head's own unit, else none."""
    rows = Finding.objects.select_related("agency").order_by("-found_at", "-id")
    if actor is None or not policies.can_read(actor):
        return rows.none()
    seen = agencies_seen(actor)
    return rows if seen is None else rows.filter(agency_id__in=seen)


def _narrowed(actor: Actor, wanted: FindingFilter) -> QuerySet[Finding]:
    rows = findings_seen(actor)
    if wanted.state:
        rows = rows.filter(waits_for(actor) if wanted.state == MINE else Q(state=wanted.state))
    exact = {"rule": "rule", "light": "light", "item_name": "item", "post_title": "post"}
    rows = rows.filter(**{column: told for column, name in exact.items() if (told := getattr(wanted, name))})
    if wanted.agency:
        rows = rows.filter(agency__name=wanted.agency)
    if (month := _month(wanted.month)) is not None:
        rows = rows.filter(day__year=month.year, day__month=month.month)
    if wanted.words:
        rows = rows.filter(Q(number__icontains=wanted.words) | Q(case_number__icontains=wanted.words))
    return rows


def _month(told: str) -> date | None:
    try:
        return date.fromisoformat(f"{told}-01") if told else None
    except ValueError:
        return None


def waits_for(actor: Actor) -> Q:
    """Return the condition of findings that wait for an actor: orders for who answers, the rest for who oversees."""
    mine = Q(pk__in=[])
    if actor.may(ANSWERS):
        mine |= Q(state__in=(*WAITS_FOR_UNIT, Standing.ESCALATED), agency_id=actor.agency_id)
    if actor.may(OVERSEES):
        mine |= Q(state__in=WAITS_FOR_SUPERVISOR)
    return mine


def findings_listed(actor: Actor, wanted: FindingFilter, *, after: str = "") -> FindingPage:
    """Return one page of findings, the newest first; `after` is the key that the page before gave."""
    rows = _narrowed(actor, wanted)
    last = findings_seen(actor).filter(number=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(found_at__lt=last.found_at) | Q(found_at=last.found_at, id__lt=last.id))
    found = list(rows[: PAGE + 1])
    more = found[PAGE - 1].number if len(found) > PAGE else ""
    return FindingPage(tuple(map(_row, found[:PAGE])), more)


def findings_streamed(actor: Actor, wanted: FindingFilter) -> Iterator[FindingRow]:
    """Yield every finding of a list, for a file."""
    return map(_row, _narrowed(actor, wanted).iterator(chunk_size=2000))


def _row(row: Finding) -> FindingRow:
    return FindingRow(facts_of(row), row.agency.name)


def findings_counted(actor: Actor) -> Mapping[str, int]:
    """Return how many findings there are by state, all of them under "", and those that wait for the actor."""
    counts = {state.value: Count("id", filter=Q(state=state.value)) for state in Standing}
    told = (
        findings_seen(actor)
        .order_by()
        .aggregate(everything=Count("id"), waiting=Count("id", filter=waits_for(actor)), **counts)
    )
    return {"": told.pop("everything"), MINE: told.pop("waiting"), **told}


def findings_waiting_count(actor: Actor) -> int:
    """Return how many findings wait for the actor; 0 and no question for whoever neither answers nor oversees."""
    if not policies.can_read(actor) or not (actor.may(ANSWERS) or actor.may(OVERSEES)):
        return 0
    return findings_seen(actor).order_by().filter(waits_for(actor)).count()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list can be narrowed to: only what occurs in it."""

    rules: tuple[str, ...]
    agencies: tuple[str, ...]
    items: tuple[str, ...]
    posts: tuple[str, ...]
    months: tuple[str, ...]


def finding_choices(actor: Actor) -> Choices:
    """Return by what the findings that an actor reads can be narrowed."""
    rows = findings_seen(actor).order_by()
    months = sorted({f"{day:%Y-%m}" for day in rows.dates("day", "month")}, reverse=True)

    def told(column: str) -> tuple[str, ...]:
        return tuple(sorted(value for value in rows.values_list(column, flat=True).distinct() if value))

    return Choices(told("rule"), told("agency__name"), told("item_name"), told("post_title"), tuple(months))


def findings_of_case(case_id: UUID, *, actor: Actor | None) -> tuple[FindingFacts, ...]:
    """Return the findings on a case that the actor may read, the newest first; none for whoever reads no findings."""
    if not policies.can_read(actor):
        return ()
    return tuple(map(facts_of, findings_seen(actor).filter(case_id=case_id)))
