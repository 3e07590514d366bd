"""The year of each department: its published months, what the panel gave, and both together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.scoring import ConstantIndex, constant_score, rounded, year_score
from oneseal.performance.models import IndexLine, PanelScore
from oneseal.performance.policies import can_read
from oneseal.performance.selectors.index import months_published
from oneseal.performance.selectors.inputs import departments
from oneseal.performance.selectors.weights import weights_of


@dataclass(frozen=True, slots=True)
class YearShown:
    """One department's year; None where there is no data yet."""

    agency_id: UUID
    name: str
    months: int
    mean: Decimal | None
    constant: Decimal | None
    year: Decimal | None
    panel: tuple[PanelScore, ...]


def years_for_actor(year: int, *, actor: Actor) -> list[YearShown]:
    """Return the year of every department that the actor may read, the highest first."""
    require(allowed=actor.may("performance.read"))
    finals = _finals(year)
    newest = _newest(year)
    found = [
        _shown(key, name, finals=finals.get(key, []), given=newest.get(key, {}), year=year)
        for key, name in departments().items()
        if can_read(actor, key)
    ]
    return sorted(found, key=lambda row: (row.year is None, -(row.year or row.mean or 0), row.name))


def _finals(year: int) -> dict[UUID, list[Fraction]]:
    """Return the published results of a year by department; a month without a case says nothing of one (F.3)."""
    ids = [index.id for index in months_published() if index.month.year == year]
    found: dict[UUID, list[Fraction]] = {}
    rows = IndexLine.objects.filter(index_id__in=ids, final__isnull=False, cases__gt=0).order_by("id")
    for agency_id, final in rows.values_list("agency_id", "final"):
        found.setdefault(agency_id, []).append(Fraction(final or 0))
    return found


def _newest(year: int) -> dict[UUID, dict[tuple[str, UUID], PanelScore]]:
    """Return what each member of the panel gave last, by department."""
    found: dict[UUID, dict[tuple[str, UUID], PanelScore]] = {}
    for row in PanelScore.objects.filter(year=year).order_by("scored_at", "id"):
        found.setdefault(row.agency_id, {})[row.index, row.member_id] = row
    return found


def _shown(
    key: UUID, name: str, *, finals: list[Fraction], given: dict[tuple[str, UUID], PanelScore], year: int
) -> YearShown:
    scheme = weights_of(date(year, 12, 1)).scheme
    panel = {
        index: [row.score for (code, _member), row in given.items() if code == index.value] for index in ConstantIndex
    }
    constant = constant_score(panel, scheme)
    mean = sum(finals, Fraction(0)) / len(finals) if finals else None
    return YearShown(
        key, name, len(finals), _told(mean), _told(constant), _told(year_score(finals, constant, scheme)),
        tuple(given.values()),
    )  # fmt: skip


def _told(number: Fraction | None) -> Decimal | None:
    return None if number is None else rounded(number, places=2)
