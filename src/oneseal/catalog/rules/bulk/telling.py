"""What somebody told for a bulk edit: the operation, the elements it touches, and the words of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Name the operations that are safe in bulk, and the copy of one item, which is kept and undone like them."""

    SET = "set"
    PROMISE = "promise"
    PLACES = "places"
    ADD = "add"
    SWAP = "swap"
    REMOVE = "remove"
    REPLACE_TEXT = "replace_text"
    CITE = "cite"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Told:
    """One operation as it was told; an empty field was left empty."""

    kind: Kind
    elements: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)

    def word(self, name: str) -> str:
        """Return what was told in one field, without blanks around it."""
        return self.fields.get(name, "").strip()


def told_kept(told: Told) -> dict[str, Any]:
    """Return what was told as JSON data."""
    return {"elements": list(told.elements), "fields": dict(told.fields)}


def told_read(kind: str, raw: Mapping[str, Any]) -> Told:
    """Return what was told from JSON data."""
    return Told(Kind(kind), tuple(raw.get("elements", ())), dict(raw.get("fields", {})))
