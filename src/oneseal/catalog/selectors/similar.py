"""Items that are like another one: those of the agency, those that ship, and what other agencies have published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final
from uuid import UUID

import rjieba
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import Citation, Entry, Item, ItemVersion
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.differing import VersionRaw
from oneseal.catalog.rules.similar import Likeness, Traits, likeness, telling_citations, telling_words
from oneseal.catalog.selectors.history import raw_of
from oneseal.catalog.selectors.items import in_force
from oneseal.catalog.selectors.shipped import reference_items
from oneseal.foundation.http.identifiers import uuid_told
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.access import Actor

SHOWN: Final = 20
# So many published items are compared at most; the search has ranked them before.
LOOKED_AT: Final = 300
REFERENCE, VERSION = "reference", "version"


@dataclass(frozen=True, slots=True)
class SimilarItem:
    """One item to copy from: where it comes from (`own`, `reference`, `other`), and in what it is alike."""

    origin: str
    whose: str
    name: str
    department: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class CopySource:
    """The item that is copied from, as it is stored; `department` is empty for one that ships."""

    origin: str
    whose: str
    name: str
    department: str
    raw: VersionRaw


def similar_items(version_id: UUID, *, actor: Actor, on: date, words: str = "") -> list[SimilarItem]:
    """Return the items that are most like one, the likest first; with words, those whose name holds them too.

    Raises:
        ItemNotFound: no such version, or another agency's.
    """
    version = ItemVersion.objects.select_related("item").filter(pk=version_id).first()
    if version is None or not can_edit(actor, version.item.agency_id):
        raise ItemNotFound("no such version")
    own_name = agency_by_id(version.item.agency_id).name
    one = _traits(version.name, version.content, own_name)
    candidates = list(_candidates(version, one, words, on=on))
    telling = telling_citations(one, [row.traits for row in candidates])
    found = [row for row in _compared(telling, candidates, words) if words or row.likeness.is_enough]
    ordered = sorted(found, key=lambda row: (-row.likeness.score, row.name, row.origin))
    return ordered[:SHOWN]


@dataclass(frozen=True, slots=True)
class _Candidate:
    origin: str
    whose: str
    traits: Traits


def _compared(one: Traits, candidates: Iterable[_Candidate], words: str) -> Iterator[SimilarItem]:
    for row in candidates:
        if all(word in row.traits.name for word in words.split()):
            yield SimilarItem(row.origin, row.whose, row.traits.name, row.traits.department, likeness(one, row.traits))


def cut(name: str) -> frozenset[str]:
    """Return the telling words of a name."""
    return telling_words(rjieba.cut(name))


def _traits(name: str, content: dict[str, Any], department: str) -> Traits:
    kind = str((content["elements"].get("item_type") or {}).get("value") or "")
    return Traits(name, cut(name), kind, department, _cited(content["sources"]))


def _cited(sources: dict[str, Any]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (row["document"], row["article"]) for key, row in sources.items() if key != "city" and row.get("article")
    )


def _candidates(version: ItemVersion, one: Traits, words: str, *, on: date) -> Iterator[_Candidate]:
    own = Item.objects.filter(agency_id=version.item.agency_id).values_list("key", flat=True)
    taken = {f"{REFERENCE}:{key}" for key in own}
    # What the agency took over stands among its own; the item itself may be looked for, to begin anew from it.
    yield from (row for row in _shipped() if row.origin not in taken or words)
    yield from _own(version)
    yield from _others(version, one, words, on=on)


@cache
def _shipped() -> tuple[_Candidate, ...]:
    return tuple(
        _Candidate(f"{REFERENCE}:{key}", "reference", _traits(_name(source["item"]), source["item"], ""))
        for key, source in reference_items().items()
    )


def _name(content: dict[str, Any]) -> str:
    return str((content["elements"].get("name") or {}).get("value") or "")


def _own(version: ItemVersion) -> Iterator[_Candidate]:
    """Yield the newest version of each other item of the agency, without what it says."""
    rows = ItemVersion.objects.filter(item__agency_id=version.item.agency_id).exclude(item_id=version.item_id)
    newest = rows.order_by("item_id", "-number").distinct("item_id")
    columns = ("id", "name", "content__elements__item_type__value", "content__sources", "item__agency__name")
    for row_id, name, kind, sources, agency in newest.values_list(*columns):
        traits = Traits(name, cut(name), kind or "", agency, _cited(sources or {}))
        yield _Candidate(f"{VERSION}:{row_id}", "own", traits)


def _others(version: ItemVersion, one: Traits, words: str, *, on: date) -> Iterator[_Candidate]:
    """Yield what other agencies have in force and shares a word of the name; their citations by one statement."""
    asked = cut(words) | frozenset(words.split()) if words else one.words
    if not asked:
        return
    query = SearchQuery(
        " | ".join("'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in sorted(asked)),
        search_type="raw", config="simple",
    )  # fmt: skip
    rows = list(
        Entry.objects.filter(Q(names=query), is_listed=False, from_on__lte=on, until_on__gt=on)
        .exclude(item__agency_id=version.item.agency_id)
        .order_by("rank", "id")
        .values_list("version_id", "name", "item_type", "department")[:LOOKED_AT]
    )
    cited = _citations([row[0] for row in rows])
    for row_id, name, kind, department in rows:
        yield _Candidate(
            f"{VERSION}:{row_id}", "other", Traits(name, cut(name), kind, department, cited.get(row_id, frozenset()))
        )


def _citations(version_ids: list[UUID | None]) -> dict[UUID, frozenset[tuple[str, str]]]:
    found: dict[UUID, set[tuple[str, str]]] = {}
    rows = Citation.objects.filter(version_id__in=version_ids).order_by("id")
    for version_id, document, article in rows.values_list("version_id", "article__law__name", "article__article"):
        found.setdefault(version_id, set()).add((document, article))
    return {version_id: frozenset(cited) for version_id, cited in found.items()}


def copy_source(origin: str, *, actor: Actor, on: date) -> CopySource:
    """Return the item to copy from: one that ships, one of the agency, or one that another agency has in force.

    Raises:
        ItemNotFound: none of these.
    """
    kind, _colon, key = origin.partition(":")
    if kind == REFERENCE and key in reference_items():
        shipped = reference_items()[key]
        return CopySource(origin, "reference", _name(shipped["item"]), "", VersionRaw(shipped["item"], shipped["form"]))
    version_id = uuid_told(key) if kind == VERSION else None
    if version_id is None or not can_edit(actor, actor.agency_id):
        raise ItemNotFound("nothing to copy from")
    rows = ItemVersion.objects.select_related("item__agency").filter(pk=version_id)
    row = rows.filter(Q(item__agency_id=actor.agency_id) | in_force(on)).first()
    if row is None:
        raise ItemNotFound("nothing to copy from")
    whose = "own" if row.item.agency_id == actor.agency_id else "other"
    return CopySource(origin, whose, row.name, row.item.agency.name, raw_of(row))
