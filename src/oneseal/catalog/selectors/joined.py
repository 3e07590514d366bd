"""Matters that join items: the stages of a project, the papers of a house, the start of a company, in their order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.selectors.items import in_force


@dataclass(frozen=True, slots=True)
class JoinedItem:
    """One item of a stage; `item_id` None: no agency of the city has it in force, or nobody has written it yet."""

    item_id: Any
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: what happens, the clause that puts it in its place, and its items."""

    name: str
    name_en: str
    says: str
    says_en: str
    document: str
    article: str
    quote: str
    items: tuple[JoinedItem, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """One matter of life or business that several items make up."""

    key: str
    name: str
    name_en: str
    purpose: str
    purpose_en: str
    stages: tuple[Stage, ...]

    @property
    def open_items(self) -> int:
        """Return how many of its items are in force."""
        return sum(item.item_id is not None for stage in self.stages for item in stage.items)


@cache
def _shipped() -> tuple[Mapping[str, Any], ...]:
    content = json.loads((settings.ONESEAL_REFERENCE / "joined.json").read_text("utf-8"))
    return tuple(content["joined"])


def joined_all(*, on: date) -> list[Joined]:
    """Return every joined matter of which the city has at least one item in force, in the order of the file."""
    keys = {key for row in _shipped() for stage in row["stages"] for key in stage["items"]}
    rows = ItemVersion.objects.filter(in_force(on), item__key__in=keys).order_by("-effective_on", "-number")
    columns = ("item__key", "item_id", "name", "content__elements__name_en__value")
    known: dict[str, JoinedItem] = {}
    for key, item_id, name, name_en in rows.values_list(*columns):
        known.setdefault(key, JoinedItem(item_id, name, name_en or ""))
    return [found for found in (_joined(row, known) for row in _shipped()) if found.open_items]


def joined_named(key: str, *, on: date) -> Joined:
    """Return one joined matter.

    Raises:
        ItemNotFound: no such matter, or none of its items is in force.
    """
    found = next((row for row in joined_all(on=on) if row.key == key), None)
    if found is None:
        raise ItemNotFound("no such matter")
    return found


def _joined(row: Mapping[str, Any], known: Mapping[str, JoinedItem]) -> Joined:
    stages = tuple(_stage(stage, known) for stage in row["stages"])
    return Joined(row["key"], row["name"], row["name_en"], row["purpose"], row["purpose_en"], stages)


def _stage(stage: Mapping[str, Any], known: Mapping[str, JoinedItem]) -> Stage:
    basis = stage.get("basis", {})
    held = [known[key] for key in stage["items"] if key in known]
    missing = [JoinedItem(None, one["name"], one["name_en"]) for one in stage.get("missing", ())]
    return Stage(
        name=stage["name"], name_en=stage["name_en"], says=stage["says"], says_en=stage["says_en"],
        document=basis.get("document", ""), article=basis.get("article", ""), quote=basis.get("quote", ""),
        items=(*held, *missing),
    )  # fmt: skip
