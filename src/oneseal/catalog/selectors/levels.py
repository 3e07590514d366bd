"""The three levels of the catalogue as a tree: directory, implementations, business handling items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from oneseal.catalog.errors import LedgerRowNotFound
from oneseal.catalog.models import Directory, Implementation, Item, ItemVersion
from oneseal.catalog.policies import can_edit, can_read_ledgers
from oneseal.catalog.rules.codes import CODE_LISTS
from oneseal.catalog.selectors.items import in_force
from oneseal.kernel.access import Actor

ENTRIES_ON_A_PAGE: Final = 50
WORDS_AT_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class HandlingItem:
    """A business handling item; `version_id` None: it belongs to another agency and is only read."""

    item_id: UUID
    code: str
    name: str
    number: int
    is_in_force: bool
    version_id: UUID | None


@dataclass(frozen=True, slots=True)
class ImplementationShown:
    """What one agency carries out of a directory entry."""

    code: str
    agency_name: str
    items: tuple[HandlingItem, ...]


@dataclass(frozen=True, slots=True)
class DirectoryShown:
    """One entry of the basic directory with what hangs on it."""

    id: UUID
    code: str
    name: str
    item_type: str
    item_type_en: str
    implementations: tuple[ImplementationShown, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """One page of the tree; `counts`: entries of each type within the words; `next_start` 0: no other page."""

    entries: tuple[DirectoryShown, ...]
    counts: dict[str, int]
    total: int
    next_start: int


def directory_tree(actor: Actor, *, words: str = "", item_type: str = "", on: date, start: int = 0) -> Tree:
    """Return the tree by code, narrowed to words and a type; nothing for whoever may not read it."""
    if not can_read_ledgers(actor):
        return Tree((), {}, 0, 0)
    rows = _said(words.strip()[:WORDS_AT_MOST])
    counts: dict[str, int] = {}
    for kind in rows.order_by("item_type").values_list("item_type", flat=True):
        counts[kind] = counts.get(kind, 0) + 1
    total = counts.get(item_type, 0) if item_type else sum(counts.values())
    chosen = rows.filter(item_type=item_type) if item_type else rows
    page = list(chosen.order_by("code")[start : start + ENTRIES_ON_A_PAGE])
    entries = _shown(page, actor, on)
    return Tree(entries, counts, total, start + ENTRIES_ON_A_PAGE if start + ENTRIES_ON_A_PAGE < total else 0)


def _said(words: str) -> QuerySet[Directory]:
    rows = Directory.objects.all()
    if not words:
        return rows
    named = ItemVersion.objects.filter(name__icontains=words, state=ItemVersion.PUBLISHED)
    below = Q(agency__name__icontains=words) | Q(code__startswith=words.upper()[:31])
    within = Implementation.objects.filter(below | Q(items__versions__in=named)).values("directory_id")
    return rows.filter(Q(name__icontains=words) | Q(code__startswith=words) | Q(id__in=within))


def _shown(page: list[Directory], actor: Actor, on: date) -> tuple[DirectoryShown, ...]:
    implementations = list(
        Implementation.objects.filter(directory__in=page).select_related("agency").order_by("agency__name", "code")
    )
    items = _items(implementations, actor, on)
    below: dict[UUID, list[ImplementationShown]] = {}
    for row in implementations:
        shown = ImplementationShown(row.code, row.agency.name, tuple(items.get(row.id, ())))
        below.setdefault(row.directory_id, []).append(shown)
    kinds = {code.code: code for code in CODE_LISTS["item_type"]}
    return tuple(
        DirectoryShown(
            id=row.id, code=row.code, name=row.name,
            item_type=kinds[row.item_type].chinese if row.item_type in kinds else row.item_type,
            item_type_en=kinds[row.item_type].english if row.item_type in kinds else row.item_type,
            implementations=tuple(below.get(row.id, ())),
        )
        for row in page
    )  # fmt: skip


def _items(implementations: list[Implementation], actor: Actor, on: date) -> dict[UUID, list[HandlingItem]]:
    rows = Item.objects.filter(implementation__in=implementations).order_by("implementation_id", "handling_serial")
    items = list(rows)
    newest = ItemVersion.objects.filter(item__in=items, state=ItemVersion.PUBLISHED).defer("content", "form")
    versions = {row.item_id: row for row in newest.order_by("item_id", "-number").distinct("item_id")}
    now = ItemVersion.objects.filter(in_force(on), item__in=items)
    standing = set(now.order_by("item_id").values_list("item_id", flat=True))
    found: dict[UUID, list[HandlingItem]] = {}
    for item in items:
        version = versions.get(item.id)
        if version is not None and item.implementation_id is not None:
            is_own = can_edit(actor, item.agency_id)
            shown = HandlingItem(
                item.id, item.handling_code, version.name, version.number, item.id in standing,
                version.id if is_own else None,
            )  # fmt: skip
            found.setdefault(item.implementation_id, []).append(shown)
    return found


def directory_entry(directory_id: UUID, *, actor: Actor) -> Directory:
    """Return one entry of the directory.

    Raises:
        LedgerRowNotFound.
    """
    row = Directory.objects.filter(pk=directory_id).first()
    if row is None or not can_read_ledgers(actor):
        raise LedgerRowNotFound("no such entry of the directory")
    return row
