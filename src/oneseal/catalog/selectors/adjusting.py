"""Adjustments: their list, what can be adjusted, what the public reads of them, and how an item stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from oneseal.catalog.errors import AdjustmentNotFound
from oneseal.catalog.models import AdjustedItem, Adjustment, ItemVersion
from oneseal.catalog.policies import can_govern, can_see_adjustments
from oneseal.catalog.rules.adjusting import (
    DECIDED,
    KIND_RULES,
    AdjustmentTold,
    Document,
    Group,
    Kind,
    KindRule,
    OpenCases,
)
from oneseal.catalog.rules.standing import Bar, InUse, bar_ahead, bar_on
from oneseal.catalog.selectors.standing import bars_of
from oneseal.kernel.access import Actor

SHOWN: Final = 200
OFFERED: Final = 300


@dataclass(frozen=True, slots=True)
class AdjustedFacts:
    """One item of an adjustment, and the items that take its place (id, name, agency)."""

    item_id: UUID
    name: str
    version_number: int | None
    successors: tuple[tuple[UUID, str, str], ...]


@dataclass(frozen=True, slots=True)
class AdjustmentFacts:
    """One adjustment as it is read; `to_name` is empty where no other body is named."""

    id: UUID
    kind: Kind
    document: Document
    reason: str
    instead: str
    from_body: UUID
    from_name: str
    to_body: UUID | None
    to_name: str
    effective_on: date
    until_on: date | None
    open_cases: OpenCases
    batch: UUID | None
    decided_on: date
    decided_by_name: str
    items: tuple[AdjustedFacts, ...]


def _facts(rows: Iterable[Adjustment]) -> list[AdjustmentFacts]:
    found = list(rows)
    items: dict[UUID, list[AdjustedItem]] = {}
    for row in AdjustedItem.objects.filter(adjustment__in=found).select_related("version").order_by("name", "id"):
        items.setdefault(row.adjustment_id, []).append(row)
    told = {one for rows_of in items.values() for row in rows_of for one in row.successors}
    named = _named(UUID(one) for one in told)
    return [_one(row, items.get(row.id, []), named) for row in found]


def _named(item_ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return the newest name of items, and their agency."""
    rows = ItemVersion.objects.filter(item_id__in=list(item_ids)).order_by("item_id", "-number").distinct("item_id")
    columns = ("item_id", "name", "item__agency__name")
    return {item_id: (name, agency) for item_id, name, agency in rows.values_list(*columns)}


def _one(row: Adjustment, items: list[AdjustedItem], named: dict[UUID, tuple[str, str]]) -> AdjustmentFacts:
    return AdjustmentFacts(
        id=row.id, kind=Kind(row.kind), document=Document(row.document_number, row.document_on, row.basis),
        reason=row.reason, instead=row.instead, from_body=row.from_body_id, from_name=row.from_body.name,
        to_body=row.to_body_id, to_name=row.to_body.name if row.to_body else "", effective_on=row.effective_on,
        until_on=row.until_on, open_cases=OpenCases(row.open_cases), batch=row.batch,
        decided_on=row.decided_at.date(), decided_by_name=row.decided_by_name,
        items=tuple(
            AdjustedFacts(
                one.item_id, one.name, one.version.number if one.version else None,
                tuple((UUID(key), *named.get(UUID(key), ("", ""))) for key in one.successors),
            )
            for one in items
        ),
    )  # fmt: skip


def _rows() -> QuerySet[Adjustment]:
    return Adjustment.objects.select_related("from_body", "to_body").order_by("-effective_on", "-id")


def adjustments_for(actor: Actor) -> list[AdjustmentFacts]:
    """Return the newest adjustments: every agency's for the city's office, else those that concern the actor's."""
    if not can_see_adjustments(actor):
        return []
    rows = _rows()
    if not can_govern(actor):
        rows = rows.filter(Q(from_body_id=actor.own_agency) | Q(to_body_id=actor.own_agency))
    return _facts(rows[:SHOWN])


def adjustment_for(adjustment_id: UUID, *, actor: Actor) -> AdjustmentFacts:
    """Return one adjustment.

    Raises:
        AdjustmentNotFound: none, or one that concerns other agencies only.
    """
    row = _rows().filter(pk=adjustment_id).first()
    if row is None or not can_see_adjustments(actor):
        raise AdjustmentNotFound("no such adjustment")
    if not can_govern(actor) and actor.own_agency not in {row.from_body_id, row.to_body_id}:
        raise AdjustmentNotFound("another agency's")
    return _facts([row])[0]


def adjustment_told(adjustment_id: UUID) -> AdjustmentFacts:
    """Return one adjustment without asking who reads: adjustments are public once they are decided.

    Raises:
        AdjustmentNotFound: none.
    """
    row = _rows().filter(pk=adjustment_id).first()
    if row is None:
        raise AdjustmentNotFound("no such adjustment")
    return _facts([row])[0]


def adjustments_public(*, most: int = 50) -> list[AdjustmentFacts]:
    """Return what the public is told of adjustments, the newest first (OBE art. 40)."""
    return _facts(_rows()[:most])


# --- what can be adjusted ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Adjustable:
    """An item that was published, and how it stands on a day."""

    item_id: UUID
    name: str
    agency_id: UUID
    agency_name: str
    bar: Bar | None
    ahead: Bar | None


def items_adjustable(
    actor: Actor, *, on: date, words: str = "", agency: UUID | None = None, only: Collection[UUID] = ()
) -> list[Adjustable]:
    """Return the published items that the actor may adjust and that are not abolished, by agency and name."""
    if not can_see_adjustments(actor):
        return []
    rows = ItemVersion.objects.filter(state=ItemVersion.PUBLISHED)
    if not can_govern(actor):
        rows = rows.filter(item__agency_id=actor.own_agency)
    if agency is not None:
        rows = rows.filter(item__agency_id=agency)
    if only:
        rows = rows.filter(item_id__in=list(only))
    if words.strip():
        rows = rows.filter(name__icontains=words.strip())
    newest = rows.order_by("item_id", "-number").distinct("item_id")
    columns = ("item_id", "name", "item__agency_id", "item__agency__name")
    found = list(newest.values_list(*columns)[:OFFERED])
    bars = bars_of(row[0] for row in found)
    told = []
    for item_id, name, agency_id, agency_name in found:
        held = bars.get(item_id, ())
        told.append(Adjustable(item_id, name, agency_id, agency_name, bar_on(held, on), bar_ahead(held, on)))
    open_ones = (one for one in told if one.bar is None or one.bar.standing is not InUse.ABOLISHED)
    return sorted(open_ones, key=lambda one: (one.agency_name, one.name))


# --- how an item stands, for the public --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """How an item stands on a day, and the adjustment that made it so; `name` is that of its newest version."""

    item_id: UUID
    name: str
    agency_name: str
    bar: Bar | None
    ahead: Bar | None
    adjustment: AdjustmentFacts | None


def standing_public(item_id: UUID, *, on: date) -> Standing | None:
    """Return how a published item stands on a day; None for an item that was never published."""
    published = ItemVersion.objects.filter(item_id=item_id, state=ItemVersion.PUBLISHED, effective_on__lte=on)
    row = published.order_by("-effective_on", "-number").values_list("name", "item__agency__name").first()
    if row is None:
        return None
    bars = bars_of([item_id]).get(item_id, ())
    bar, ahead = bar_on(bars, on), bar_ahead(bars, on)
    cause = bar or ahead
    told = adjustment_told(cause.adjustment_id) if cause else None
    return Standing(item_id, *row, bar, ahead, told)


def delegations_of(item_id: UUID, *, on: date) -> list[AdjustmentFacts]:
    """Return by which documents another body acts for the agency of an item on a day (APL art. 24: announced)."""
    ids = AdjustedItem.objects.filter(item_id=item_id, adjustment__kind=Kind.ENTRUST, adjustment__effective_on__lte=on)
    return _facts(_rows().filter(pk__in=ids.values("adjustment_id")))


__all__ = [
    "DECIDED",
    "KIND_RULES",
    "Adjustable",
    "AdjustedFacts",
    "AdjustmentFacts",
    "AdjustmentTold",
    "Document",
    "Group",
    "Kind",
    "KindRule",
    "OpenCases",
    "Standing",
    "adjustment_for",
    "adjustment_told",
    "adjustments_for",
    "adjustments_public",
    "delegations_of",
    "items_adjustable",
    "standing_public",
]
