"""Tables as comma-separated values, for spreadsheets: a text is never taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"  # by it spreadsheets know that a file is UTF-8
# A spreadsheet takes a text that begins like this for a formula and would run it.
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")


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
