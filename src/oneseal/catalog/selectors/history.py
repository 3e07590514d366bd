"""A version beside the one in force, and the history of each of its parts back to the first version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import AdjustedItem, Adjustment, ItemVersion
from oneseal.catalog.policies import can_edit, can_govern
from oneseal.catalog.rules.differing import FORM, Change, EntryPair, FieldPair, PartPair, VersionRaw, parts_compared
from oneseal.catalog.selectors.items import version_in_force
from oneseal.kernel.access import Actor


def raw_of(row: ItemVersion) -> VersionRaw:
    """Return a version as the comparison reads it."""
    return VersionRaw(row.content, row.form)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A version beside the one in force (None: nothing is in force, everything is new)."""

    version: ItemVersion
    other: ItemVersion | None
    parts: tuple[PartPair, ...]

    @property
    def changed(self) -> tuple[PartPair, ...]:
        """Return the parts in which the two differ."""
        return tuple(part for part in self.parts if part.change is not Change.SAME)


def compared_to_force(version: ItemVersion, *, on: date) -> Comparison:
    """Return a version beside the one in force on a day; where it is that one itself, beside the one before it.

    Whoever asks answers for access to the version.
    """
    rows = ItemVersion.objects.filter(item_id=version.item_id, state=ItemVersion.PUBLISHED).exclude(pk=version.id)
    in_force = version_in_force(version.item_id, on=on)
    other = rows.filter(pk=in_force).first() if in_force not in {None, version.id} else None
    if other is None:
        other = rows.filter(number__lt=version.number).order_by("-number").first()
    return Comparison(version, other, parts_compared(raw_of(other) if other else None, raw_of(version)))


@dataclass(frozen=True, slots=True)
class PartVersion:
    """One version in which a part was set or changed: what it became, and by which document."""

    version: ItemVersion
    part: PartPair
    document: Adjustment | None


@dataclass(frozen=True, slots=True)
class PartHistory:
    """The history of one part of an item, the newest first; `parts` are all that can be asked for (key, names)."""

    item_id: UUID
    name: str
    label: str
    label_en: str
    steps: tuple[PartVersion, ...]
    unchanged: int


def part_history(item_id: UUID, key: str, *, actor: Actor) -> PartHistory:
    """Return how a part of an item came to be what it is, back to the first version.

    Raises:
        ItemNotFound: no such item or part, or neither the actor's agency nor the city's office.
    """
    rows = list(ItemVersion.objects.filter(item_id=item_id).select_related("item").order_by("number"))
    if not rows or not (can_edit(actor, rows[0].item.agency_id) or can_govern(actor)):
        raise ItemNotFound("no such item")
    documents, key = _documents(item_id), FORM if key == "application_form" else key
    steps = [
        PartVersion(row, part, documents.get(row.id))
        for row, part in _compared(rows, key)
        if part.change is not Change.SAME or row.id == rows[0].id
    ]
    if not steps:
        raise ItemNotFound("no such part")
    newest = steps[-1].part
    return PartHistory(
        item_id, rows[-1].name, newest.label, newest.label_en, tuple(reversed(steps)), len(rows) - len(steps)
    )


def _compared(rows: list[ItemVersion], key: str) -> Iterator[tuple[ItemVersion, PartPair]]:
    before: VersionRaw | None = None
    for row in rows:
        part = next((one for one in parts_compared(before, raw_of(row)) if one.key == key), None)
        if part is not None:
            yield row, part
        before = raw_of(row)


def _documents(item_id: UUID) -> dict[UUID, Adjustment]:
    rows = AdjustedItem.objects.filter(item_id=item_id, version__isnull=False).select_related("adjustment")
    return {row.version_id: row.adjustment for row in rows.order_by("id") if row.version_id is not None}


__all__ = [
    "Change",
    "Comparison",
    "EntryPair",
    "FieldPair",
    "PartHistory",
    "PartPair",
    "PartVersion",
    "compared_to_force",
    "part_history",
    "raw_of",
]
