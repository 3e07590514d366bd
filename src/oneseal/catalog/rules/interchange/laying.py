"""Which entry that is there a row of a file is laid over, and which sheets cannot be laid over anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS
from oneseal.catalog.rules.interchange.columns import (
    BASES,
    ELEMENT,
    ITEM,
    ITEMS,
    LIST_SHEETS,
    ORIGINS,
    PART,
    SOURCES,
    STRUCTURES,
)

Cells = Mapping[str, str]
# By what a row is the same row: the first of them that it says.
_NAMED_BY: Final = ("key", "name", "question", "way", "kind", "text")
_NEEDED: Final[Mapping[str, frozenset[str]]] = {
    SOURCES: frozenset({"key"}), ORIGINS: frozenset({PART, ELEMENT}), BASES: frozenset({"source"}),
    STRUCTURES: frozenset({PART, "json"}),
}  # fmt: skip


def owners(sheet: str) -> list[str]:
    """Return the lists that stand on a sheet; where it is one only, a row need not name it."""
    return [row.key for row in ALL_ITEM_ELEMENTS if LIST_SHEETS.get(row.type) == sheet]


def is_unnamed(sheet: str, columns: frozenset[str]) -> bool:
    """Return whether a sheet lacks a column without which nobody knows what its rows are about."""
    needed = _NEEDED.get(sheet, frozenset()) | {ITEM}
    if len(owners(sheet)) > 1:
        needed |= {ELEMENT}
    return sheet != ITEMS and not needed <= columns


def partners(rows: Sequence[Cells], known: Sequence[Cells], columns: frozenset[str]) -> list[int | None] | None:
    """Return the place of the known row that each row is: by all it says, else by its name; None: nobody can tell."""
    if not known:
        return [None] * len(rows)
    naming = [name for name in _NAMED_BY if name in columns and any(name in row for row in known)]
    if not naming:
        return list(range(len(rows))) if len(rows) == len(known) else None
    found: list[int | None] = [None] * len(rows)
    free = list(range(len(known)))
    for said in (sorted(columns & set().union(*known)), None):
        for place, row in enumerate(rows):
            names = said or [name for name in naming if _plain(row, name)][:1]
            same = next((other for other in free if names and _is_same(row, known[other], names)), None)
            if found[place] is None and same is not None:
                found[place] = same
                free.remove(same)
    return found


def _is_same(row: Cells, other: Cells, names: Sequence[str]) -> bool:
    return all(_plain(row, name) == _plain(other, name) for name in names)


def _plain(row: Cells, name: str) -> str:
    return row.get(name, "").strip()
