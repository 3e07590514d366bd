"""What adjustments did to the list between two days, for the reform board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from oneseal.catalog.models import AdjustedItem, Item
from oneseal.catalog.rules.adjusting import Kind
from oneseal.catalog.selectors.standing import in_use


@dataclass(frozen=True, slots=True)
class AdjustmentCount:
    """How many items one kind of adjustment (取消、下放、承接 …) touched, by how many documents."""

    kind: Kind
    items: int
    documents: int


def adjustments_counted(*, after: date, until: date, agency_id: UUID | None) -> list[AdjustmentCount]:
    """Return the adjustments that took effect after one day and until another, by kind (None: of every agency)."""
    rows = AdjustedItem.objects.filter(adjustment__effective_on__gt=after, adjustment__effective_on__lte=until)
    if agency_id is not None:
        rows = rows.filter(adjustment__from_body_id=agency_id)
    counted = (
        rows.order_by()
        .values_list("adjustment__kind")
        .annotate(items=Count("item_id", distinct=True), documents=Count("adjustment__document_number", distinct=True))
    )
    found = {Kind(kind): AdjustmentCount(Kind(kind), items, documents) for kind, items, documents in counted}
    return [found[kind] for kind in Kind if kind in found]


def items_not_in_use(on: date) -> list[UUID]:
    """Return the items that are suspended or abolished on a day, though a version of theirs is published."""
    return list(Item.objects.exclude(in_use(on, item="pk")).order_by("pk").values_list("pk", flat=True))
