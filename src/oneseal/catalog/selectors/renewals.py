"""Which items serve the licences of another: its renewal, and everything that is done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from oneseal.catalog.models import Item, ItemVersion
from oneseal.catalog.rules.codes import CODE_LISTS, code_of
from oneseal.catalog.selectors.items import in_force, version_in_force
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


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing that is done with a licence, in words, and the item for it; an empty kind is unknown."""

    item_id: UUID
    name: str
    name_en: str
    kind: str
    kind_en: str


def occasions_of(terms: ItemTerms, *, on: date) -> tuple[Occasion, ...]:
    """Return everything that an agency does with the licence of an item, the first application first; one query.

    An item alone has no occasions to choose among.
    """
    base = terms.content.text("base_item") or terms.content.key
    element = "content__elements__{}__value"
    rows = (
        ItemVersion.objects.filter(in_force(on), item__agency_id=terms.agency_id)
        .filter(Q(item__key=base) | Q(**{element.format("base_item"): base}))
        .order_by("item_id", "-effective_on", "-number")
        .distinct("item_id")
        .values_list("item_id", element.format("service_kind"), "name", element.format("name_en"))
    )
    known = {code.code: (place, code) for place, code in enumerate(CODE_LISTS["service_kind"])}
    found = sorted(rows, key=lambda row: (known[row[1]][0] if row[1] in known else len(known), row[2]))
    if len(found) < 2:
        return ()
    return tuple(
        Occasion(item_id, name, english or "", *_kind_words(kind or "")) for item_id, kind, name, english in found
    )


def _kind_words(kind: str) -> tuple[str, str]:
    code = code_of("service_kind", kind)
    return (code.chinese, code.english) if code else ("", "")
