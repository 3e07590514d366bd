"""Read the rows of sheets into items: what the file does not say stays as it is, and every fault has its cell."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from oneseal.catalog.rules.interchange.building import Building, Line
from oneseal.catalog.rules.interchange.columns import (
    AGENCY,
    ITEM,
    ITEMS,
    REVISION,
    SHEETS,
    STRUCTURES,
    VERSION,
    column_called,
    sheet_called,
)
from oneseal.catalog.rules.interchange.dirt import html_page, key_unfit, unstorable_paths
from oneseal.catalog.rules.interchange.laying import is_unnamed
from oneseal.catalog.rules.interchange.writing import FORM, Carried, Raw, Rows, rows_of
from oneseal.catalog.rules.listing import Done, RowFault
from oneseal.catalog.rules.parsing import PROCESS
from oneseal.catalog.rules.tables import TableUnreadable
from oneseal.foundation.tables import numbered

Key = tuple[str, str]
Present = Callable[[Key], Carried | None]
LONGEST_NUMBER: Final = 10
ABOUT: Final = ("填写说明", "How to fill in")  # the sheet that explains the columns
PARTS: Final = (FORM, PROCESS)


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One sheet of a file: which it is, the columns it has, its lines."""

    sheet: str
    columns: frozenset[str]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """One item as a file brings it; `content` None: it cannot be taken."""

    agency: str
    key: str
    line: int
    content: Raw | None
    form: Raw
    revision: int | None
    faults: tuple[RowFault, ...]
    version: int | None = None  # of the export, as `revision`

    def is_older(self, number: int, revision: int) -> bool:
        """Return whether the file was written before a version, or a revision of it; what it does not say is equal."""
        told = (
            number if self.version is None else self.version, revision if self.revision is None else self.revision,
        )  # fmt: skip
        return told < (number, revision)


@dataclass(slots=True)
class ListRead:
    """A whole list that was read: its items, faults of rows that belong to none, and how many rows it had."""

    items: list[Brought] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    rows_in: int = 0
    refused: int = 0

    def take(self, other: ListRead) -> None:
        """Take what was read elsewhere of rows that are counted here."""
        self.items += other.items
        self.faults += other.faults
        self.refused += other.refused

    @property
    def all_faults(self) -> list[RowFault]:
        """Return every fault by sheet and line."""
        found = [*self.faults, *(fault for item in self.items for fault in item.faults)]
        order = list(SHEETS)
        place = {sheet: number for number, sheet in enumerate(order)}
        return sorted(found, key=lambda fault: (place.get(fault.sheet, len(order)), fault.line))


def sheet_read(title: str, rows: Iterable[Sequence[str]], *, found: list[RowFault]) -> SheetRead | None:
    """Return one sheet with its lines by column; None for a sheet that is none of the list's."""
    sheet = sheet_called(title)
    lines = numbered(rows)
    first, header = next(lines, (0, ()))
    if not sheet or not first:
        return None
    columns = [column_called(sheet, cell) for cell in header]
    for place, (name, cell) in enumerate(zip(columns, header, strict=True)):
        if cell.strip() and (not name or name in columns[:place]):
            found.append(RowFault(first, "", cell[:200], "column_unknown", Done.IGNORED, sheet=sheet))
    read = []
    for number, cells in lines:
        if any(cell.strip() for cell in cells):
            named = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
            read.append(Line(sheet, number, named))
    return SheetRead(sheet, frozenset(filter(None, columns)), tuple(read))


def read_list(tables: Mapping[str, Iterable[Sequence[str]]], *, present: Present, agency: str = "") -> ListRead:
    """Return the items that sheets bring; `agency` is meant where a row names none.

    Raises:
        TableUnreadable: no sheet of items with a column that names them.
    """
    result = ListRead()
    sheets = _sheets(tables, found=result.faults)
    if ITEMS not in sheets or ITEM not in sheets[ITEMS].columns:
        raise TableUnreadable("no sheet of items", reason="no_items")
    items = _items(sheets[ITEMS], agency, result)
    _shared_out(sheets, items, agency=agency, result=result)
    told = frozenset(sheets)
    columns = {name: sheet.columns for name, sheet in sheets.items()}
    for key, lines in items.items():
        result.items.append(_brought(key, lines, present(key), told=told, columns=columns))
    result.refused += sum(item.content is None for item in result.items)
    return result


def _sheets(tables: Mapping[str, Iterable[Sequence[str]]], *, found: list[RowFault]) -> dict[str, SheetRead]:
    """Return the sheets of the list; one that is none, and a second one of the same meaning, is told and not read."""
    sheets: dict[str, SheetRead] = {}
    for title, rows in tables.items():
        sheet = sheet_called(title)
        if sheet in sheets:
            found.append(RowFault(1, "", title[:200], "sheet_twice", Done.IGNORED, sheet=title[:200]))
        elif (read := sheet_read(title, rows, found=found)) is not None:
            if is_unnamed(read.sheet, read.columns):
                found.append(RowFault(1, "", "", "sheet_unnamed", Done.KEPT, sheet=read.sheet))
            else:
                sheets[sheet] = read
        elif not sheet and title.strip().removesuffix(".csv") not in ABOUT and any(numbered(rows)):
            found.append(RowFault(1, "", title[:200], "sheet_unknown", Done.IGNORED, sheet=title[:200]))
    return sheets


def _key(line: Line, agency: str) -> Key:
    return line.cells.get(AGENCY, "").strip() or agency, line.cells.get(ITEM, "").strip()


def _items(sheet: SheetRead, agency: str, result: ListRead) -> dict[Key, list[Line]]:
    """Return the lines of each item, so far the one that names it; repeated and nameless ones are refused."""
    found: dict[Key, list[Line]] = {}
    for line in sheet.lines:
        result.rows_in += 1
        key = _key(line, agency)
        column, code = _unfit(line, key)
        if not code and key in found:
            column, code = ITEM, "id_twice"
        if code:
            facts = {"first": found[key][0].number} if code == "id_twice" else {}
            result.faults.append(_fault(line, column, code, **facts))
            result.refused += 1
            continue
        found[key] = [line]
    return found


def _unfit(line: Line, key: Key) -> tuple[str, str]:
    """Return in which column a line names no item, and why; twice nothing: it names one."""
    if html_page(" ".join(line.cells.values())):
        return "", "html_row"
    told = {AGENCY: key_unfit(key[0]), ITEM: key_unfit(key[1]) if key[1] else "id_missing"}
    return next(((column, code) for column, code in told.items() if code), ("", ""))


def _fault(line: Line, column: str, code: str, **facts: object) -> RowFault:
    value = line.cells.get(column, "") if column else next(iter(line.cells.values()), "")
    return RowFault(line.number, column, value[:200], code, Done.REFUSED, facts, line.sheet)


def _shared_out(
    sheets: Mapping[str, SheetRead], items: dict[Key, list[Line]], *, agency: str, result: ListRead
) -> None:
    times = Counter(key for _agency, key in items)
    named = {key: lines for (_agency, key), lines in items.items() if times[key] == 1}
    named |= {key: lines for (own, key), lines in items.items() if own == agency}
    for sheet in sheets.values():
        if sheet.sheet == ITEMS:
            continue
        for line in sheet.lines:
            lines = items.get(_key(line, agency)) if AGENCY in sheet.columns else named.get(_key(line, agency)[1])
            if lines is None:
                result.faults.append(_fault(line, ITEM, "item_not_in_file"))
            else:
                lines.append(line)


def _brought(
    key: Key, lines: list[Line], before: Carried | None, *, told: frozenset[str],
    columns: Mapping[str, frozenset[str]],
) -> Brought:  # fmt: skip
    own = rows_of(before) if before else {}
    building = Building(key=key[1], before=before, told=told, columns=columns, known=_known(own), own=own)
    building.take(lines)
    form = dict(before.form) if before else {}
    parts = _structures(building, [line for line in lines if line.sheet == STRUCTURES])
    if STRUCTURES in told:
        form = parts[FORM]
    content = building.content(process=parts[PROCESS] if STRUCTURES in told else None)
    return Brought(
        agency=key[0], key=key[1], line=lines[0].number, content=None if building.is_refused else content, form=form,
        revision=_number(lines[0], REVISION), faults=tuple(building.faults), version=_number(lines[0], VERSION),
    )  # fmt: skip


def _number(line: Line, column: str) -> int | None:
    """Return the number in a cell of what an export says of itself; it may be anything, and is no fault."""
    text = line.cells.get(column, "").strip()
    return int(text) if text.isdecimal() and text.isascii() and len(text) < LONGEST_NUMBER else None


def _known(own: Rows) -> frozenset[tuple[str, str, str]]:
    """Return every cell as an export of what is there would write it: such a cell is taken as it stands."""
    return frozenset(
        (sheet, column, text) for sheet, rows in own.items() for row in rows for column, text in row.items()
    )


def _structures(building: Building, lines: Sequence[Line]) -> dict[str, Raw]:
    """Return the form and the process, put together from their pieces."""
    found: dict[str, Raw] = {}
    for part in PARTS:
        own = [line for line in lines if line.cells.get("part", "").strip() == part]
        text = "".join(line.cells.get("json", "") for line in own)
        value: object = {}
        try:
            value = json.loads(text) if text else {}
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            building.fault(own[0], "json", "cell_not_json")
            value = {}
        if any(unstorable_paths(value)):
            building.fault(own[0], "json", "sign_unfit")
        found[part] = value
    return found
