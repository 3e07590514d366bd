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
