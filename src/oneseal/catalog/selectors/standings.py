"""Where something of a list beside the items stands in the published versions in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from oneseal.catalog.models import ItemVersion
from oneseal.catalog.rules.listed import is_meant
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.selectors.items import in_force


@dataclass(frozen=True, slots=True)
class Standing:
    """A published version in force in which something stands, and the material that it is."""

    item_id: UUID
    name: str
    agency_name: str
    material: str


def newest(on: date) -> QuerySet[ItemVersion]:
    """Return the version of each item that is in force on a day."""
    return ItemVersion.objects.filter(in_force(on)).order_by("item_id", "-effective_on", "-number").distinct("item_id")


def material_places(*, element: str, number: str, name: str, on: date) -> tuple[Standing, ...]:
    """Return where a material with a number in a list, or with a name, stands in the lists in force on a day."""
    rows = ItemVersion.objects.filter(_asking(element, number, name), id__in=newest(on).values("id"))
    found = []
    for version in rows.select_related("item__agency").order_by("name", "id"):
        found += [
            Standing(version.item_id, version.name, version.item.agency.name, material.name)
            for material in parse_item(version.content).materials
            if is_meant(material, element=element, number=number, name=name)
        ]
    return tuple(found)


def _asking(element: str, number: str, name: str) -> Q:
    """Return the condition by which PostgreSQL compares the names and numbers inside the materials."""
    by_name = Q(content__elements__materials__value__contains=[{"elements": {"name": {"value": name}}}])
    return by_name | Q(content__elements__materials__value__contains=[{"elements": {element: {"value": number}}}])
