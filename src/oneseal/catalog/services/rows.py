"""Change a list of a draft in place: each row is known by its mark, and the last act of its editor can be undone.

A row is found again by its place and its mark, so what somebody else changes elsewhere in the draft is no hindrance,
and a row that somebody else changed, moved or removed is never written over. An act on a row names that row; acts that
change the order or the number of the rows keep the whole list before and after, and undoing puts it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import ElementUnfit, ElementUnknown, NothingToUndo
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.rules.entries import (
    CITY,
    EntryTold,
    Raw,
    Words,
    list_kind,
    raw_entries,
    with_entry,
    with_entry_moved,
    without_entry,
)
from oneseal.catalog.rules.fields import SOURCES
from oneseal.catalog.rules.parsing import item_faults, parse_item, to_mapping
from oneseal.catalog.rules.saving import mark_of, row_said
from oneseal.catalog.services.editing import _draft_for_update, element_recorded
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.access import Actor

ELEMENT_SET: Final = "catalog.element_set"


@dataclass(frozen=True, slots=True)
class RowTold:
    """Which row of which list of a draft, and the mark that it bore when it was looked at."""

    version_id: UUID
    key: str
    place: int
    mark: str


def row_save(*, told: RowTold, words: Words, actor: Actor, now: datetime) -> bool:
    """Save what one row says; return False where it says that already.

    Raises:
        ItemNotFound, VersionFrozen, VersionInReview, ElementUnknown, EntryNotFound, EntryUnfit, ElementUnfit,
        WriteConflict.
    """
    with transaction.atomic():
        version, before = _row_for_update(told, actor)
        after = _fitting(told.key, with_entry(version.content, told.key, EntryTold(told.place, words)))
        row = row_said(after, told.key, told.place)
        if after == version.content:
            return False
        _write(version, after)
        rows = tuple({told.key: {"place": told.place + 1, "entry": entry}} for entry in (before, row))
        element_recorded(version, *rows, actor=actor, now=now)
        return True


def row_add(*, version_id: UUID, key: str, words: Words, actor: Actor, now: datetime) -> None:
    """Add a row at the end of a list.

    Raises:
        ItemNotFound, VersionFrozen, VersionInReview, ElementUnknown, EntryUnfit, ElementUnfit.
    """
    with transaction.atomic():
        version = _draft_for_update(version_id, actor)
        _known(key)
        _listed(version, key, lambda content: with_entry(content, key, EntryTold(None, words)), actor=actor, now=now)


def row_move(*, told: RowTold, up: bool, actor: Actor, now: datetime) -> None:
    """Move a row a place up or down.

    Raises:
        ItemNotFound, VersionFrozen, VersionInReview, ElementUnknown, EntryNotFound, WriteConflict.
    """
    with transaction.atomic():
        version, _row = _row_for_update(told, actor)
        _listed(
            version, told.key, lambda content: with_entry_moved(content, told.key, told.place, up=up), actor=actor,
            now=now,
        )  # fmt: skip


def row_remove(*, told: RowTold, actor: Actor, now: datetime) -> None:
    """Remove a row.

    Raises:
        ItemNotFound, VersionFrozen, VersionInReview, ElementUnknown, EntryNotFound, SourceInUse, WriteConflict.
    """
    with transaction.atomic():
        version, _row = _row_for_update(told, actor)
        _listed(version, told.key, lambda content: without_entry(content, told.key, told.place), actor=actor, now=now)


def rows_undo(*, version_id: UUID, key: str, actor: Actor, now: datetime) -> None:
    """Take back the actor's last adding, moving or removing, while the list is as that act left it.

    Raises:
        ItemNotFound, VersionFrozen, VersionInReview, ElementUnknown, NothingToUndo.
    """
    with transaction.atomic():
        version = _draft_for_update(version_id, actor)
        _known(key)
        last = (
            entries_of(version.item_id)
            .filter(verb=ELEMENT_SET, occurred_at__gte=version.created_at, after__has_key=key)
            .order_by("-sequence")
            .values("actor_id", "before", "after")
            .first()
        )
        if last is None or last["actor_id"] != actor.account_id or last["after"][key] != _whole(version.content, key):
            raise NothingToUndo("the list is not as the last act left it")
        _listed(version, key, lambda content: _put_back(content, key, last["before"][key]), actor=actor, now=now)


def _known(key: str) -> None:
    if list_kind(key) is None:
        raise ElementUnknown("not a list that is edited entry by entry", key=key)


def _row_for_update(told: RowTold, actor: Actor) -> tuple[ItemVersion, Raw]:
    version = _draft_for_update(told.version_id, actor)
    _known(told.key)
    if told.place >= len(raw_entries(version.content, told.key)):
        raise WriteConflict("the row was removed or moved")
    # As the page read it: what a parser leaves out is no part of a mark.
    row = row_said(to_mapping(parse_item(version.content)), told.key, told.place)
    if mark_of(row) != told.mark:
        raise WriteConflict("the row is not as it was looked at")
    return version, row


def _fitting(key: str, content: Raw) -> Raw:
    if item_faults(content):
        name = ITEM_ELEMENT[key].chinese if key in ITEM_ELEMENT else key
        raise ElementUnfit("the entry does not fit", name=name)
    return content


def _write(version: ItemVersion, content: Raw) -> None:
    version.content = content
    version.revision += 1
    version.save(update_fields=["content", "revision"])


def _listed(version: ItemVersion, key: str, change: Callable[[Raw], Raw], *, actor: Actor, now: datetime) -> None:
    """Write a list whose rows come, go or change places, and record it whole."""
    before = _whole(version.content, key)
    content = _fitting(key, change(version.content))
    after = _whole(content, key)
    if after == before:
        return
    _write(version, content)
    element_recorded(version, {key: before}, {key: after}, actor=actor, now=now)


def _whole(content: Raw, key: str) -> Any:  # noqa: ANN401 - an element as it is stored
    return content["sources"] if key == SOURCES else content["elements"].get(key)


def _put_back(content: Raw, key: str, before: Mapping[str, Any] | None) -> Raw:
    if key == SOURCES:
        return {**content, "sources": {CITY: content["sources"][CITY], **(before or {})}}
    return {**content, "elements": {**content["elements"], key: before or {"value": None, "check_state": "unknown"}}}
