"""What the page of a draft asks beside its elements: what asks for each of them, and its lists as tables."""

from __future__ import annotations

from collections.abc import Iterable

from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.rules.kinds import type_of
from oneseal.catalog.rules.parsing import to_mapping
from oneseal.catalog.rules.saving import Filled, Said
from oneseal.catalog.rules.standards import Asked, asked_by
from oneseal.catalog.selectors.items import VersionFacts
from oneseal.catalog.selectors.rows import Grid, grid


def asked_of(key: str, item_type: str) -> tuple[Asked, ...]:
    """Return what asks for an element, in sentences with their sources."""
    return asked_by(ITEM_ELEMENT[key], item_type) if key in ITEM_ELEMENT else ()


def item_type_of(facts: VersionFacts) -> str:
    """Return the type of a version's item; empty where it is unknown."""
    return type_of(facts.content)


def grids(facts: VersionFacts, keys: Iterable[str]) -> dict[str, Grid]:
    """Return lists of a version as tables, by key."""
    content = to_mapping(facts.content)
    return {key: grid(facts, key, content=content) for key in keys}


__all__ = ["Asked", "Filled", "Grid", "Said", "asked_of", "grids", "item_type_of"]
