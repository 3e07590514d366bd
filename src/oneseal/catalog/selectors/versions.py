"""The published versions of items, as other rooms choose among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import ItemVersion


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """One published version; `is_past`: on the day asked about it is neither in force nor yet to come."""

    id: UUID
    item_id: UUID
    agency_id: UUID
    number: int
    name: str
    effective_on: date
    is_past: bool = True


def versions_newest(agency_id: UUID) -> QuerySet[ItemVersion]:
    """Return the newest version, draft or not, of each item of an agency; whoever asks answers for access."""
    rows = ItemVersion.objects.filter(item__agency_id=agency_id)
    return rows.order_by("item_id", "-number").distinct("item_id")


def versions_published(agency_id: UUID, *, on: date) -> dict[UUID, list[PublishedVersion]]:
    """Return every published version of an agency's items, newest first, by item; whoever asks answers for access."""
    rows = ItemVersion.objects.filter(item__agency_id=agency_id, state=ItemVersion.PUBLISHED)
    columns = ("id", "item_id", "item__agency_id", "number", "name", "effective_on")
    found: dict[UUID, list[PublishedVersion]] = {}
    for row in rows.order_by("-effective_on", "-number").values_list(*columns):
        version = PublishedVersion(*row)
        before = found.setdefault(version.item_id, [])
        is_past = any(one.effective_on <= on for one in before)
        before.append(replace(version, is_past=is_past))
    return found


def version_published(version_id: UUID, *, on: date) -> PublishedVersion:
    """Return one published version; whoever asks answers for access.

    Raises:
        ItemNotFound: no such version, or still a draft.
    """
    row = ItemVersion.objects.filter(pk=version_id, state=ItemVersion.PUBLISHED).select_related("item").first()
    if row is None:
        raise ItemNotFound("no such published version")
    versions = versions_published(row.item.agency_id, on=on)[row.item_id]
    return next(one for one in versions if one.id == version_id)
