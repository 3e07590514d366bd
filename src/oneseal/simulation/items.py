"""Publish the demo city's items, each by the agency that is competent for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from oneseal.catalog.services import element_set, item_draft_from_reference, item_publish
from oneseal.catalog.services.editing import ElementTold
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.access import Actor
from oneseal.simulation import world
from oneseal.simulation.actors import actor_of


def item_publish_told(key: str, elements: Mapping[str, str], *, actor: Actor, now: datetime) -> UUID:
    """Draft one item that ships, fill in what the city says of it, publish it; return the version's id."""
    version_id = item_draft_from_reference(key=key, actor=actor, now=now)
    revision = 0
    for name, text in elements.items():
        revision = element_set(version_id=version_id, told=ElementTold(name, text, revision), actor=actor, now=now)
    item_publish(version_id=version_id, effective_on=beijing_date(now), actor=actor, now=now)
    return version_id


def items_publish(accounts: Mapping[str, UUID], *, now: datetime) -> dict[str, UUID]:
    """Publish every further item of the city; return the versions by the items' keys."""
    editors = {uscc: actor_of(accounts[username]) for uscc, username in _editors().items()}
    return {
        key: item_publish_told(key, told["elements"], actor=editors[told["agency"]], now=now)
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
