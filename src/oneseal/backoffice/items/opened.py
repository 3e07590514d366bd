"""Rows of a draft that stand open in the page: who puts their list there anew leaves what was typed into them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from secrets import token_hex
from typing import Final

from oneseal.catalog.selectors.entries import EntryAsked
from oneseal.catalog.selectors.rows import Grid, GridRow
from oneseal.foundation.http.access import SignedInRequest

_SEEN: Final = "seen-"
_TOLD: Final = re.compile(r"([a-z_]{1,60})\.([0-9a-f]{8})\.([0-9]{1,5})\.([0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row whose fields stand open: its list, the name of its form, where the page shows it, and the mark it bore.

    `place` None: the row is gone from its list, or says something else by now.
    """

    key: str
    name: str
    place: int | None
    mark: str


def opened(key: str, row: GridRow) -> OpenRow:
    """Return a row that is opened now; its form gets a name of its own, for its place may change."""
    return OpenRow(key, token_hex(4), row.place, row.mark)


def open_rows(request: SignedInRequest) -> tuple[OpenRow, ...]:
    """Return which rows stand open, as the page says with everything it sends."""
    found = (_TOLD.fullmatch(told) for told in request.POST.getlist("open"))
    return tuple(OpenRow(row[1], row[2], int(row[3]), row[4]) for row in found if row)


def own_row(request: SignedInRequest, key: str, place: int) -> OpenRow:
    """Return the row that was sent; one of which the page says nothing bears no mark."""
    name = request.POST.get("form", "")
    known = (row for row in open_rows(request) if row.name == name and row.key == key)
    return next(known, OpenRow(key, "", place, ""))


def standing(rows: Sequence[GridRow], row: OpenRow, *, source: str = "") -> int | None:
    """Return where a row stands now, a clause by its source, any other by its mark; None where no row bears it."""
    places = [other.place for other in rows if (other.source == source if source else other.mark == row.mark)]
    return row.place if row.place in places else next(iter(places), None)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the fields of an open clause said when they were shown, and the key of its source; else nothing."""

    source: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


def shown_first(row: GridRow, asked: Sequence[EntryAsked]) -> Shown:
    """Return what the fields of a row that is opened now say, where it stands in two lists."""
    words = {one.field.name: one.typed for one in asked if isinstance(one.typed, str)}
    return Shown(row.source, words if row.source else {})


def shown_told(request: SignedInRequest) -> Shown:
    """Return what the page had shown in the fields that were sent."""
    named = {name: request.POST[name] for name in request.POST if name.startswith(_SEEN)}
    return Shown(request.POST.get("of", ""), {name.removeprefix(_SEEN): str(text) for name, text in named.items()})


def renewed(before: Mapping[str, Grid], after: Mapping[str, Grid], rows: Iterable[OpenRow]) -> list[OpenRow]:
    """Return the open clauses that a save in the other list gave another mark, each with the one it bears now."""
    marks = {
        (key, old.mark): new.mark
        for key, grid in before.items()
        for old, new in zip(grid.rows, after[key].rows, strict=False)
        if old.source and old.source == new.source and old.mark != new.mark
    }
    return [replace(row, mark=marks[row.key, row.mark]) for row in rows if (row.key, row.mark) in marks]


def kept_in(listed: Iterable[Grid], rows: Iterable[OpenRow]) -> list[OpenRow]:
    """Return the open rows of lists that are shown anew, each where it stands now."""
    grids = {grid.key: grid.rows for grid in listed}
    return [replace(row, place=standing(grids[row.key], row)) for row in rows if row.key in grids]
