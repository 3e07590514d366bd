"""Publish the demo city's items, each by the agency that is competent for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.selectors.entries import entry_asked
from oneseal.catalog.services import item_publish
from oneseal.catalog.services.entries import EntryTold, ListTold, entry_set
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.access import Actor
from oneseal.simulation import world
from oneseal.simulation.actors import actor_of
from oneseal.simulation.earlier import begun_at, item_drafted


def item_publish_told(
    key: str, elements: Mapping[str, str], *, actor: Actor, now: datetime, may_follow: Sequence[str] = ()
) -> UUID:
    """Draft one item that ships, fill in what the city says of it, publish it; return the version's id.

    `may_follow` names the materials of the city's own list of what may be brought after acceptance (容缺受理清单).
    """
    now = begun_at(key, now)
    version_id = item_drafted(key, elements, actor=actor, now=now)
    revision = version_for_editor(version_id, actor=actor).revision if may_follow else 0
    for material in may_follow:
        revision = _let_follow(version_id, material, revision=revision, actor=actor, now=now)
    item_publish(version_id=version_id, effective_on=beijing_date(now), actor=actor, now=now)
    return version_id


def _let_follow(version_id: UUID, material: str, *, revision: int, actor: Actor, now: datetime) -> int:
    """Mark one material of a draft as one that may follow; return the new revision."""
    facts = version_for_editor(version_id, actor=actor)
    place = next(index for index, row in enumerate(facts.content.materials) if row.key == material)
    words = {row.field.name: row.typed for row in entry_asked(facts, "materials", place)}
    entry = EntryTold(place, {**words, "necessity": "3"})
    return entry_set(told=ListTold(version_id, "materials", revision), entry=entry, actor=actor, now=now)


def items_publish(accounts: Mapping[str, UUID], *, now: datetime) -> dict[str, UUID]:
    """Publish every further item of the city; return the versions by the items' keys."""
    editors = {uscc: actor_of(accounts[username]) for uscc, username in _editors().items()}
    return {
        key: item_publish_told(
            key, told["elements"], actor=editors[told["agency"]], now=now, may_follow=told.get("may_follow", ())
        )
        for key, told in world.items().items()
    }


def _editors() -> dict[str, str]:
    """Return the username of each agency's item administrator by the agency's credit code."""
    first: Mapping[str, Any] = {"facts": world.city()["agency"], "staff": world.city()["staff"]}
    return {
        agency["facts"]["uscc"]: row["username"]
        for agency in (first, *world.agencies()["others"])
        for row in agency["staff"]
        if row["post"] == "item_administrator"
    }
