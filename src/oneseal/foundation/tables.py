"""Tables as comma-separated values, for spreadsheets: a text is never taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final

Numbered = tuple[int, list[str]]

BYTE_ORDER_MARK: Final = "\ufeff"  # by it spreadsheets know that a file is UTF-8
# A spreadsheet takes a text that begins like this for a formula and would run it.
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of a sheet that hold something, each with its number; gaps between them take no room and no time."""

    rows: tuple[Numbered, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything stands on the sheet."""
        return bool(self.rows)

    def __len__(self) -> int:
        """Return how many rows hold something."""
        return len(self.rows)

    def __iter__(self) -> Iterator[list[str]]:
        """Yield the rows that hold something."""
        return (cells for _number, cells in self.rows)

    @property
    def header(self) -> list[str]:
        """Return the first row that holds something."""
        return self.rows[0][1] if self.rows else []

    @classmethod
    def of(cls, rows: Iterable[list[str]]) -> SheetRows:
        """Return rows that follow each other, the empty ones left out."""
        return cls(tuple((number, cells) for number, cells in enumerate(rows, start=1) if any(cells)))


def numbered(rows: Iterable[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield rows with their number from 1; those of a sheet bring it along."""
    return iter(rows.rows) if isinstance(rows, SheetRows) else iter(enumerate(rows, start=1))


def inert(cell: str) -> str:
    """Return a text as a cell may hold it."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def table_line(cells: Sequence[str]) -> str:
    """Return one line of a table, its cells as they are: numbers, or texts made `inert`."""
    text = StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()


def table_of(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a whole table of texts."""
    return "".join([table_line(heads), *(table_line([inert(cell) for cell in row]) for row in rows)])


def exact_line(cells: Sequence[str]) -> str:
    """Return one line of a table whose texts are inert, and are read back by `exact_rows` as they were."""
    return table_line([f"'{cell}" if _may_act(cell) else cell for cell in cells])


def exact_rows(text: str) -> list[list[str]]:
    """Return the rows of a table that `exact_line` wrote, or any other program.

    Raises:
        ValueError: a cell longer than any honest one.
    """
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return [[cell[1:] if _was_inert(cell) else cell for cell in row] for row in csv.reader(StringIO(text, ""))]
    except csv.Error as problem:
        raise ValueError("no table") from problem


_LONGEST_CELL: Final = 10_000_000


def _may_act(cell: str) -> bool:
    return cell.lstrip("'").startswith(FORMULA_SIGNS)


def _was_inert(cell: str) -> bool:
    return cell.startswith("'") and _may_act(cell)
