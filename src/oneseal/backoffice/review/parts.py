"""The parts of a version beside those of another, as the pages of review and history show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise

from oneseal.catalog.selectors.history import Change, EntryPair, FieldPair, PartPair
from oneseal.catalog.selectors.life_words import CHANGES
from oneseal.catalog.selectors.reviewing import Remark


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One entry of a list: how it changed, and the fields to show."""

    word: Promise
    kind: str
    title: str
    fields: tuple[FieldPair, ...]


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part with its entries, what was remarked on it, and where its history is."""

    part: PartPair
    word: Promise
    kind: str
    entries: tuple[EntryShown, ...]
    left_out: int
    remarks: Sequence[Remark]
    history_url: str


def parts_shown(
    parts: Iterable[PartPair], *, version_id: UUID, remarks: Mapping[str, Sequence[Remark]], is_all: bool
) -> list[PartShown]:
    """Return the parts to show: those that differ or were remarked on, or everything."""
    wanted = (part for part in parts if is_all or part.change is not Change.SAME or part.key in remarks)
    return [
        part_shown(part, version_id=version_id, remarks=remarks.get(part.key, ()), is_all=is_all) for part in wanted
    ]


def part_shown(part: PartPair, *, version_id: UUID, remarks: Sequence[Remark] = (), is_all: bool = False) -> PartShown:
    """Return one part; of a list only the entries that differ unless everything is asked for."""
    kept = [entry for entry in part.entries if is_all or entry.change is not Change.SAME]
    word, kind = CHANGES[part.change]
    return PartShown(
        part=part, word=word, kind=kind, entries=tuple(_entry(entry, is_all=is_all) for entry in kept),
        left_out=len(part.entries) - len(kept), remarks=remarks,
        history_url=reverse("backoffice:element_history", args=[version_id, part.key]),
    )  # fmt: skip


def _entry(entry: EntryPair, *, is_all: bool) -> EntryShown:
    is_whole = is_all or entry.change in {Change.ADDED, Change.REMOVED}
    word, kind = CHANGES[entry.change]
    return EntryShown(word, kind, entry.title, tuple(row for row in entry.fields if is_whole or row.is_changed))
