"""Which item renews the licences of another."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from oneseal.catalog.models import Item, ItemVersion
from oneseal.catalog.selectors.items import version_in_force
from oneseal.catalog.selectors.terms import ItemTerms, version_terms


def renewal_item_of(item_id: UUID, *, on: date) -> ItemTerms | None:
    """Return the item in force on which licences of an item are renewed; None where its agency offers none."""
    base = Item.objects.filter(pk=item_id).first()
    if base is None:
        return None
    versions = ItemVersion.objects.filter(
        item__agency_id=base.agency_id, state=ItemVersion.PUBLISHED, content__elements__base_item__value=base.key,
        content__elements__service_kind__value="renewal",
    )  # fmt: skip
    found = (version_in_force(one, on=on) for one in versions.order_by("item_id").values_list("item_id", flat=True))
    in_force = next((version_id for version_id in found if version_id is not None), None)
    return version_terms(in_force) if in_force else None
