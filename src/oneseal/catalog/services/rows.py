"""Change a list of a draft in place: each row is known by its mark, and the last act of its editor can be undone.

A row is found again by its place and its mark, so what somebody else changes elsewhere in the draft is no hindrance,
and a row that somebody else changed, moved or removed is never written over. An act on a row names that row; acts that
change the order or the number of the rows keep the whole list before and after, and undoing puts it back. A new clause
of the legal basis is filed among the sources, so such an act keeps both lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import ElementUnfit, ElementUnknown, NothingToUndo
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.rules.entries import (
    CITY,
    EntryTold,
    Raw,
    SourceInUse,
    Words,
    clause_place,
    elements_on,
    entry_at,
    entry_words,
    list_kind,
    raw_entries,
    sources_named,
    with_entry,
    with_entry_moved,
    without_entry,
)
from oneseal.catalog.rules.fields import SOURCES
from oneseal.catalog.rules.parsing import item_faults, parse_item, to_mapping
from oneseal.catalog.rules.saving import mark_of, row_said, words_merged
from oneseal.catalog.services.editing import _draft_for_update, element_recorded
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.access import Actor

ELEMENT_SET: Final = "catalog.element_set"
LEGAL_BASIS: Final = "legal_basis"


@dataclass(frozen=True, slots=True)
class RowTold:
    """Which row of which list of a draft, and the mark that it bore when it was looked at.

    A clause stands in two lists, so a save in one changes the row of the other under whoever has it open there. Such a
    row is told by its `source` and what its fields said (`seen`), and is compared field by field; `over` is the mark of
    what its editor wants to replace.
    """

    version_id: UUID
    key: str
    place: int
    mark: str
    source: str = ""
    seen: Words = field(default_factory=dict)
    over: str = ""


def row_save(*, told: RowTold, words: Words, actor: Actor, now: datetime) -> bool:
    """Save what one row says; return False where it says that already.

    Raises:
        ItemNotFound, VersionFrozen, VersionInReview, ElementUnknown, EntryNotFound, EntryUnfit, ElementUnfit,
        WriteConflict.
    """
    with transaction.atomic():
        if told.source:
            told, words = _clause_merged(told, words, actor)
        version, before = _row_for_update(told, actor)
        after = _fitting(told.key, with_entry(version.content, told.key, EntryTold(told.place, words)))
        row = row_said(after, told.key, told.place)
        if after == version.content:
            return False
        _write(version, after)
        rows = tuple({told.key: {"place": told.place + 1, "entry": entry}} for entry in (before, row))
        element_recorded(version, *rows, actor=actor, now=now)
        return True


def _clause_merged(told: RowTold, words: Words, actor: Actor) -> tuple[RowTold, Words]:
    """Return a clause where it stands and is now, with the words that its editor changed laid over what it says.

    Raises:
        ItemNotFound, VersionFrozen, VersionInReview, WriteConflict.
    """
    content = to_mapping(parse_item(_draft_for_update(told.version_id, actor).content))
    place = clause_place(content, told.key, told.source, near=told.place)
    if place is None:
        raise WriteConflict("the clause was removed")
    row = row_said(content, told.key, place)
    now = entry_words(list_kind(told.key) or "", entry_at(content, told.key, place), content)
    seen = told.seen
    if told.over == mark_of(row):  # he was shown what it says now, and wants his own instead
        seen = {**seen, **{name: now.get(name, "") for name in words if words[name] != seen.get(name, "")}}
    merged = words_merged(words, seen, now)
    if merged is None:
        raise WriteConflict("somebody else changed what its editor changed")
    return replace(told, place=place, mark=mark_of(row)), merged


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
        ItemNotFound, VersionFrozen, VersionInReview, ElementUnknown, NothingToUndo, SourceInUse.
    """
    with transaction.atomic():
        version = _draft_for_update(version_id, actor)
        _known(key)
        before, after, actor_id = _last_act(version, key)
        if actor_id != actor.account_id or after != _whole(version.content, after):
            raise NothingToUndo("the list is not as the last act left it")
        _listed(version, key, lambda content: _restored(content, before), actor=actor, now=now)


def _last_act(version: ItemVersion, key: str) -> tuple[Raw, Raw, UUID | None]:
    """Return the list before and after the last act on it, with what that act changed beside it, and who acted.

    Raises:
        NothingToUndo.
    """
    last = (
        entries_of(version.item_id)
        .filter(verb=ELEMENT_SET, occurred_at__gte=version.created_at, after__has_key=key)
        .order_by("-sequence")
        .values_list("before", "after", "actor_id")
        .first()
    )
    if last is None:
        raise NothingToUndo("nobody changed the list")
    before, after, actor_id = last
    names = [name for name in _parts(key) if name in before and name in after]
    return {name: before[name] for name in names}, {name: after[name] for name in names}, actor_id


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
        name = ITEM_ELEMENT[key].chinese if key in ITEM_ELEMENT else "来源"
        raise ElementUnfit("the entry does not fit", name=name)
    return content


def _write(version: ItemVersion, content: Raw) -> None:
    version.content = content
    version.revision += 1
    version.save(update_fields=["content", "revision"])


def _listed(version: ItemVersion, key: str, change: Callable[[Raw], Raw], *, actor: Actor, now: datetime) -> None:
    """Write a list whose rows come, go or change places, and record it whole, with what changes beside it."""
    content = _fitting(key, change(version.content))
    before, after = (_whole(state, _parts(key)) for state in (version.content, content))
    if after == before:
        return
    changed = [name for name in before if name == key or before[name] != after[name]]
    _write(version, content)
    element_recorded(
        version, {name: before[name] for name in changed}, {name: after[name] for name in changed}, actor=actor, now=now
    )


def _parts(key: str) -> tuple[str, ...]:
    """Return what an act on a list may change: the legal basis and the sources change together."""
    return (LEGAL_BASIS, SOURCES) if key in {LEGAL_BASIS, SOURCES} else (key,)


def _whole(content: Raw, names: Iterable[str]) -> Raw:
    """Return lists as they are stored."""
    return {name: content["sources"] if name == SOURCES else content["elements"].get(name) for name in names}


def _restored(content: Raw, before: Raw) -> Raw:
    """Return the content with lists as they were; a source that something rests on by now does not go.

    Raises:
        NothingToUndo, SourceInUse.
    """
    sources = content["sources"]
    if SOURCES in before:
        sources = {CITY: content["sources"][CITY], **before[SOURCES]}
    lists = {key: raw or {"value": None, "check_state": "unknown"} for key, raw in before.items() if key != SOURCES}
    restored = {**content, "sources": sources, "elements": {**content["elements"], **lists}}
    for source in content["sources"].keys() - sources.keys():
        if used := elements_on(restored, source):
            raise SourceInUse(
                "elements rest on it", name=content["sources"][source]["document"], elements="、".join(used)
            )
    if sources_named(restored["elements"]) - sources.keys():
        raise NothingToUndo("a source of the list is gone")
    return restored
