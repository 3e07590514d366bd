"""Change a list of a draft entry by entry: one transaction, the revision is checked, the act is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import ElementUnfit, ElementUnknown
from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.rules.entries import (
    EntryTold,
    Raw,
    list_kind,
    raw_entries,
    with_entries_of,
    with_entry,
    with_entry_moved,
    with_none,
    without_entry,
)
from oneseal.catalog.rules.parsing import item_faults
from oneseal.catalog.selectors.items import reference_items
from oneseal.catalog.services.editing import _draft_for_update, element_recorded
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class ListTold:
    """Which list of which draft is changed, and the revision that was looked at."""

    version_id: UUID
    key: str
    revision: int


def entry_set(*, told: ListTold, entry: EntryTold, actor: Actor, now: datetime) -> int:
    """Change one entry of a list, or add one; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, ElementUnknown, EntryNotFound, EntryUnfit, ElementUnfit, WriteConflict.
    """
    return _changed(told, lambda content: with_entry(content, told.key, entry), actor=actor, now=now)


def entry_move(*, told: ListTold, place: int, up: bool, actor: Actor, now: datetime) -> int:
    """Move one entry a place up or down; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, ElementUnknown, EntryNotFound, WriteConflict.
    """
    return _changed(told, lambda content: with_entry_moved(content, told.key, place, up=up), actor=actor, now=now)


def entry_remove(*, told: ListTold, place: int, actor: Actor, now: datetime) -> int:
    """Remove one entry; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, ElementUnknown, EntryNotFound, SourceInUse, WriteConflict.
    """
    return _changed(told, lambda content: without_entry(content, told.key, place), actor=actor, now=now)


def entries_none(*, told: ListTold, actor: Actor, now: datetime) -> int:
    """Say that a list has no entries, as against: nobody knows them; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, ElementUnknown, WriteConflict.
    """
    if told.key not in ITEM_ELEMENT:
        raise ElementUnknown("not an element", key=told.key)
    return _changed(told, lambda content: with_none(content, told.key), actor=actor, now=now)


def entries_copy(*, told: ListTold, reference: str, actor: Actor, now: datetime) -> int:
    """Take the entries of an item that ships with the program, with their sources; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, ElementUnknown, WriteConflict.
    """
    other = reference_items().get(reference)
    if other is None or told.key not in ITEM_ELEMENT:
        raise ElementUnknown("no such item ships", key=told.key)
    return _changed(told, lambda content: with_entries_of(content, told.key, other["item"]), actor=actor, now=now)


@transaction.atomic
def _changed(told: ListTold, change: Callable[[Raw], Raw], *, actor: Actor, now: datetime) -> int:
    version = _draft_for_update(told.version_id, actor)
    if version.revision != told.revision:
        raise WriteConflict("somebody else saved this item in between")
    if list_kind(told.key) is None:
        raise ElementUnknown("not a list that is edited entry by entry", key=told.key)
    before = version.content
    after = change(before)
    if item_faults(after):
        name = ITEM_ELEMENT[told.key].chinese if told.key in ITEM_ELEMENT else told.key
        raise ElementUnfit("the entry does not fit", name=name)
    version.content = after
    version.revision += 1
    version.save(update_fields=["content", "revision"])
    element_recorded(version, _kept(before, told.key), _kept(after, told.key), actor=actor, now=now)
    return version.revision


def _kept(content: dict[str, Any], key: str) -> dict[str, Any]:
    return {key: raw_entries(content, key)}


__all__ = [
    "EntryTold",
    "ListTold",
    "entries_copy",
    "entries_none",
    "entry_move",
    "entry_remove",
    "entry_set",
]
