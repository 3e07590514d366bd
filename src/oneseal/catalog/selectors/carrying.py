"""Items on their way out: the versions that somebody may take, and those a file would be compared with."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import Item, ItemVersion
from oneseal.catalog.policies import can_govern, can_list
from oneseal.catalog.rules.codes import is_code
from oneseal.catalog.rules.interchange.writing import Carried
from oneseal.catalog.selectors.items import in_force
from oneseal.catalog.selectors.versions import versions_newest
from oneseal.identity.selectors import agencies_all
from oneseal.kernel.access import Actor, ActorKind

_AT_A_TIME: Final = 100
NEWEST: Final = "newest"
IN_FORCE: Final = "in_force"


@dataclass(frozen=True, slots=True)
class Taken:
    """Which items somebody wants: their newest version or the one in force, of a type, with words in the name."""

    which: str = NEWEST
    item_type: str = ""
    words: str = ""
    agency: str = ""


def may_take(actor: Actor | None) -> bool:
    """Return True for whoever edits items, for the city's office, and for the operator at the machine."""
    return can_list(actor) or can_govern(actor)


def versions_taken(taken: Taken, *, actor: Actor, on: date) -> QuerySet[ItemVersion]:
    """Return one version an item: all of one's own agency, of others only what is published, for who governs them.

    Raises:
        ItemNotFound: nothing for this actor.
    """
    if not may_take(actor):
        raise ItemNotFound("no list for this actor")
    rows = ItemVersion.objects.filter(_seen(actor))
    if taken.which == IN_FORCE:
        rows = rows.filter(in_force(on))
    if taken.agency:
        rows = rows.filter(Q(item__agency__uscc=taken.agency) | Q(item__agency__name=taken.agency))
    newest = rows.order_by("item_id", "-number").distinct("item_id")
    if taken.which == IN_FORCE:
        newest = rows.order_by("item_id", "-effective_on", "-number").distinct("item_id")
    found = ItemVersion.objects.filter(pk__in=newest.values("pk"))
    if taken.item_type and is_code("item_type", taken.item_type):
        found = found.filter(content__elements__item_type__value=taken.item_type)
    if taken.words:
        found = found.filter(name__icontains=taken.words)
    return found.select_related("item__agency").order_by("item__agency__uscc", "item__key")


def _seen(actor: Actor) -> Q:
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    seen = Q(pk__isnull=True)
    if actor.may("catalog.edit"):
        seen |= Q(item__agency_id=actor.agency_id)
    return seen | Q(state=ItemVersion.PUBLISHED) if can_govern(actor) else seen


def items_carried(taken: Taken, *, actor: Actor, on: date) -> Iterator[Carried]:
    """Yield the items that somebody takes, some hundred at a time."""
    for row in versions_taken(taken, actor=actor, on=on).iterator(chunk_size=_AT_A_TIME):
        yield carried(row)


def carried(row: ItemVersion) -> Carried:
    """Return a version as it travels."""
    item = row.item
    return Carried(
        agency=item.agency.uscc, key=item.key, content=row.content, form=row.form, version=row.number,
        state=row.state, revision=row.revision,
        code=item.handling_code or item.implementation_code or "", name=item.agency.name,
        effective_on=row.effective_on.isoformat() if row.effective_on else "",
    )  # fmt: skip


def newest_by_key(agency_id: UUID, keys: Set[str] | None) -> dict[str, ItemVersion]:
    """Return the newest version of each of an agency's items, drafts included; `keys` None: of every item."""
    rows = versions_newest(agency_id).select_related("item__agency")
    if keys is not None:  # NUL is in no key that is kept, and may not even be asked for
        rows = rows.filter(item__key__in=[key for key in keys if "\0" not in key])
    return {row.item.key: row for row in rows}


def newest_ids(agency_id: UUID, keys: Set[str]) -> dict[str, UUID]:
    """Return the id of the newest version of some of an agency's items."""
    return dict(versions_newest(agency_id).filter(item__key__in=keys).values_list("item__key", "id"))


def names_absent(agency_id: UUID, keys: Set[str]) -> list[tuple[str, str]]:
    """Return key and name of the items of an agency that a file does not name."""
    return sorted(row for row in versions_newest(agency_id).values_list("item__key", "name") if row[0] not in keys)


def keys_by_code(agency_id: UUID) -> dict[str, str]:
    """Return the key of an agency's items by handling code and by implementation code; empty: several have it."""
    found: dict[str, str] = {}
    items = Item.objects.filter(agency_id=agency_id, implementation_code__isnull=False).order_by("key")
    for item in items.only("key", "implementation_code", "handling_serial"):
        for code in filter(None, {item.handling_code, item.implementation_code}):
            found[code] = "" if code in found else item.key
    return found


def agencies_by_code() -> dict[str, UUID]:
    """Return the id of every agency by its credit code."""
    return {row.uscc: row.id for row in agencies_all()}
