"""How lots for examiners came out, for supervisors and leaders: each lot, and how evenly a month fell (blind mode)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from oneseal.cases import policies
from oneseal.cases.models import Case, Drawing
from oneseal.cases.rules.drawing import Candidate, Excluded, candidates_of, is_as_recorded, lot
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import State
from oneseal.foundation.timekeeping import beijing_instant
from oneseal.identity.selectors import display_names
from oneseal.kernel.access import Actor

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class TakingPart:
    """One who took part in a lot, or was left out and why."""

    name: str
    of_item: int
    in_all: int
    excluded: Excluded | None
    is_equal: bool
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class DrawingFacts:
    """One lot as pages show it; `is_as_recorded`: played again from what was recorded it comes out the same."""

    case_id: UUID
    case_number: str
    item_name: str
    ground: str
    reason: str
    drawn_at: datetime
    drawn_name: str
    taken_off_name: str
    asked_by_name: str
    seed: str
    candidates: tuple[TakingPart, ...]
    is_as_recorded: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How a month fell for one examiner: lots he took part in, those that met him, and what chance would give."""

    name: str
    took_part: int
    drawn: int
    expected: float


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A case that waits for somebody to be free."""

    case_id: UUID
    number: str
    item_name: str
    since: datetime


def _facts(row: Drawing, names: dict[UUID, str]) -> DrawingFacts:
    told = candidates_of(row.candidates)
    equals = set(lot(told, seed=row.seed, case_id=row.case_id).equals)
    return DrawingFacts(
        row.case_id, row.case.number or "", row.case.item_name, row.ground, row.reason, row.drawn_at, row.drawn_name,
        names.get(row.taken_off_id, "") if row.taken_off_id else "", row.asked_by_name, row.seed,
        tuple(_part(one, row, equals=equals, name=names.get(one.account_id, "")) for one in told),
        is_as_recorded(row.candidates, seed=row.seed, case_id=row.case_id, drawn=row.drawn_id),
    )  # fmt: skip


def _part(one: Candidate, row: Drawing, *, equals: set[UUID], name: str) -> TakingPart:
    return TakingPart(
        name, one.of_item, one.in_all, one.excluded, one.account_id in equals, one.account_id == row.drawn_id
    )


def _names(rows: Iterable[Drawing]) -> dict[UUID, str]:
    accounts = {UUID(one["account"]) for row in rows for one in row.candidates}
    return display_names(accounts | {row.taken_off_id for row in rows if row.taken_off_id})


def _of_agency(actor: Actor | None) -> QuerySet[Drawing]:
    if actor is None or not policies.can_see_drawings(actor) or actor.agency_id is None:
        return Drawing.objects.none()
    return Drawing.objects.filter(agency_id=actor.agency_id).select_related("case")


def drawings_of_month(actor: Actor | None, month: date) -> list[DrawingFacts]:
    """Return the lots of the actor's agency in a month, newest first, at most two hundred."""
    found = list(_in(actor, month).order_by("-drawn_at", "-id")[:MOST])
    names = _names(found)
    return [_facts(row, names) for row in found]


def drawings_of_case(facts: CaseFacts, *, actor: Actor | None) -> list[DrawingFacts]:
    """Return the lots for the examiner of a case, newest first."""
    found = list(_of_agency(actor).filter(case_id=facts.id).order_by("-drawn_at", "-id"))
    names = _names(found)
    return [_facts(row, names) for row in found]


def _in(actor: Actor | None, month: date) -> QuerySet[Drawing]:
    first = month.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return _of_agency(actor).filter(drawn_at__gte=beijing_instant(first), drawn_at__lt=beijing_instant(after))


def shares_of_month(actor: Actor | None, month: date) -> list[Share]:
    """Return how the lots of a month fell, by examiner; what chance would give is the sum of his equal parts."""
    took, drawn, expected = Counter[UUID](), Counter[UUID](), defaultdict[UUID, Fraction](Fraction)
    rows = list(_in(actor, month).order_by("drawn_at", "id"))
    for row in rows:
        told = candidates_of(row.candidates)
        took.update(one.account_id for one in told if one.excluded is None)
        equals = lot(told, seed=row.seed, case_id=row.case_id).equals
        for one in equals:
            expected[one] += Fraction(1, len(equals))
        drawn.update([row.drawn_id] if row.drawn_id else [])
    names = _names(rows)
    found = [Share(names.get(one, ""), took[one], drawn[one], round(float(expected[one]), 1)) for one in took]
    return sorted(found, key=lambda share: share.name)


def cases_undrawn(actor: Actor | None) -> list[Undrawn]:
    """Return the cases in blind mode of the actor's agency that fell to nobody yet, longest waiting first."""
    if actor is None or not policies.can_see_drawings(actor):
        return []
    rows = Case.objects.filter(
        agency_id=actor.own_agency, is_blind=True, assignee_id=None, state__in=[State.UNDER_REVIEW, State.SUSPENDED]
    )
    found = rows.order_by("in_step_since", "id")[:MOST]
    return [Undrawn(row.id, row.number or "", row.item_name, row.in_step_since) for row in found]
