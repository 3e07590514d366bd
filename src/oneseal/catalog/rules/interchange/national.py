"""Write items as the national exchange tables, and read such tables: what does not fit is told, never cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from oneseal.catalog.rules.interchange.cells import NO, YES, CellUnfit, Kind, read
from oneseal.catalog.rules.interchange.columns import COLUMN, ELEMENT, ITEM, ITEMS
from oneseal.catalog.rules.interchange.dirt import key_unfit
from oneseal.catalog.rules.interchange.national_columns import (
    BASIC,
    CODE,
    CODES,
    DIRECTORY,
    EXTEND,
    FAMILIES,
    GUID,
    HANDLING,
    LISTS,
    OTHER_FAMILY,
    PREFIX,
    columns_of,
)
from oneseal.catalog.rules.interchange.reading import Key, ListRead, Present, read_list
from oneseal.catalog.rules.interchange.writing import Carried, Raw, Row, rows_of
from oneseal.catalog.rules.listing import Done, RowFault
from oneseal.catalog.rules.tables import TableUnreadable
from oneseal.foundation.tables import numbered

Table = Iterable[Sequence[str]]
_Read = Mapping[str, Mapping[str, list[Row]]]
FLAGS: Final[Mapping[str, str]] = {YES: "1", NO: "0"}
_SEVERAL: Final = ","


@dataclass(frozen=True, slots=True)
class Unfit:
    """What the national tables cannot hold of an item, or lack: table, column, length and greatest length."""

    key: str
    name: str
    table: str
    column: str
    length: int
    most: int

    @property
    def is_missing(self) -> bool:
        """Return whether the table wants a value that nobody has stated."""
        return self.length == 0


@dataclass(slots=True)
class NationalTables:
    """The tables by name, and what was too long (its item is left out) or is missing (its cell is empty)."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    unfit: list[Unfit] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def is_national(title: str) -> bool:
    """Return whether a sheet is one of the national tables that say what an item is."""
    return title.startswith(PREFIX) and title.endswith(f"_{BASIC}")


def national_of(items: Iterable[Carried]) -> NationalTables:
    """Return the national tables of items; an item with one value too long is left out whole."""
    found = NationalTables()
    for item in items:
        tables = _tables_of(item)
        unfit = list(_unfit(item, tables))
        found.unfit += unfit
        if any(not one.is_missing for one in unfit):
            found.left_out.append(item.key)
            continue
        for table, rows in tables.items():
            found.tables.setdefault(table, []).extend(rows)
    found.unfit.sort(key=lambda one: one.is_missing)  # what keeps an item out comes first
    return found


def _tables_of(item: Carried) -> dict[str, list[Row]]:
    ours = rows_of(item)
    flat = ours[ITEMS][0]
    family = FAMILIES.get(str((item.content["elements"].get("item_type") or {}).get("value")), OTHER_FAMILY)
    found = {DIRECTORY: [_row(DIRECTORY, flat, item)]}
    for suffix in (BASIC, EXTEND):
        table = f"{PREFIX}{family}_{suffix}"
        found[table] = [_row(table, flat, item)]
    for suffix, (sheet, _element, _columns) in LISTS.items():
        table = f"{PREFIX}{family}_{suffix}"
        found[table] = [_row(table, row, item, sheet=sheet, place=at) for at, row in enumerate(ours[sheet], start=1)]
    return found


def _row(table: str, ours: Row, item: Carried, *, sheet: str = ITEMS, place: int = 0) -> Row:
    row = {GUID: item.code or item.key}
    for column in columns_of(table):
        if column.ours.startswith("="):
            row[column.name] = _joined(column.ours[1:], item, ours, place=place)
        else:
            row[column.name] = _national_cell(sheet, column.ours, ours.get(column.ours, ""))
    return row


def _national_cell(sheet: str, ours: str, text: str) -> str:
    """Return a cell as the national tables write it: codes as codes, yes as 1, several after each other."""
    column = COLUMN[sheet][ours]
    if column.kind is Kind.FLAG:
        return FLAGS.get(text, text)
    if column.kind in {Kind.CODE, Kind.CODES}:
        try:
            value = read(text, column.kind, column.code_list) if text else ""
        except CellUnfit:
            return text
        theirs = CODES.get(column.code_list, {})
        return _SEVERAL.join(theirs.get(one, one) for one in (value if isinstance(value, list) else [value]))
    return text


def _joined(name: str, item: Carried, ours: Row, *, place: int) -> str:
    """Return a column that is put together from several of ours."""
    told = {
        "order": str(place), "impl_code": item.code[:31], "handling_code": item.code if len(item.code) > 31 else "",
        "version": str(item.version or ""), "effective_on": item.effective_on,
    }  # fmt: skip
    if name in told:
        return told[name]
    if name == "basis":
        return _laws(_material(item, ours.get("key", "")).get("legal_basis"), item)
    raw = item.content["elements"].get(name) or {}
    if name == "legal_basis":
        return _laws(raw, item)
    value = raw.get("value")
    return "；".join(map(_entry, value)) if isinstance(value, list) else str(value or "")


def _material(item: Carried, key: str) -> Mapping[str, Raw]:
    rows = (item.content["elements"].get("materials") or {}).get("value") or []
    return next((row["elements"] for row in rows if row["key"] == key), {})


def _laws(raw: Raw | None, item: Carried) -> str:
    sources = item.content.get("sources", {})
    rows = [sources.get(entry["source"], {}) for entry in (raw or {}).get("value") or []]
    return "；".join(f"《{row.get('document', '')}》{row.get('article', '')}" for row in rows)


def _entry(entry: Any) -> str:  # noqa: ANN401 - the entries of any list
    if not isinstance(entry, dict):
        return str(entry)
    if "way" in entry:
        return f"{entry['way']}：{entry['detail']}"
    return str(entry.get("text") or entry.get("name") or "")


def _unfit(item: Carried, tables: Mapping[str, Sequence[Row]]) -> Iterable[Unfit]:
    name = str((item.content["elements"].get("name") or {}).get("value") or item.key)
    for table, rows in tables.items():
        for column in columns_of(table):
            for row in rows:
                length = len(row[column.name])
                if (column.most and length > column.most) or (column.required and not length):
                    yield Unfit(item.key, name, table, column.name, length, column.most)


# --- reading -----------------------------------------------------------------------------------------


def national_tables(
    tables: Mapping[str, Table], *, present: Present, agency: str, key_of: Callable[[str], str]
) -> ListRead:
    """Return the items that national tables bring: what they say is changed, all else stays as it is.

    Raises:
        TableUnreadable: no table that says what an item is.
    """
    named = {title: _named_rows(rows) for title, rows in tables.items() if columns_of(title)}
    basics = [_Basic(title, line, row) for title in named if is_national(title) for line, row in named[title]]
    if not basics:
        raise TableUnreadable("no national table of items", reason="no_items")
    read = {title: _by_guid(rows) for title, rows in named.items()}
    result, seen = ListRead(rows_in=len(basics)), dict[str, int]()
    for basic in basics:
        problem = basic.unfit(seen)
        if problem is not None:
            result.take(ListRead(faults=[problem], refused=1))
            continue
        seen[basic.guid] = basic.line
        result.take(_one(basic, read, key=(agency, key_of(basic.code) or basic.guid), present=present))
    return result


def _by_guid(rows: Iterable[tuple[int, Row]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for _line, row in rows:
        found.setdefault(row.get(GUID, ""), []).append(row)
    return found


def _named_rows(rows: Table) -> list[tuple[int, Row]]:
    lines = numbered(rows)
    header = [cell.strip() for cell in next(lines, (1, ()))[1]]
    found = []
    for line, cells in lines:
        row = {name: cell for name, cell in zip(header, cells, strict=False) if name and cell.strip()}
        if row:
            found.append((line, row))
    return found


@dataclass(frozen=True, slots=True)
class _Basic:
    """The row that says what an item is: its table and line, and by what the other tables name the item."""

    title: str
    line: int
    row: Row

    @property
    def code(self) -> str:
        """Return the code of the item, its handling code first; empty: none."""
        return self.row.get(HANDLING) or self.row.get(CODE) or ""

    @property
    def guid(self) -> str:
        """Return by what the other tables name the item."""
        return self.row.get(GUID) or self.code

    def unfit(self, seen: Mapping[str, int]) -> RowFault | None:
        """Return why the row names no item, or one that was named before; None: it names one."""
        fault = "id_missing" if not self.guid else key_unfit(self.guid) or key_unfit(self.code)
        facts = {}
        if not fault and self.guid in seen:
            fault, facts = "id_twice", {"first": seen[self.guid]}
        return RowFault(self.line, "", self.guid, fault, Done.REFUSED, facts, self.title) if fault else None

    def table(self, suffix: str) -> str:
        """Return the name of another table of the same family."""
        return self.title.removesuffix(BASIC) + suffix


def _one(basic: _Basic, read: _Read, *, key: Key, present: Present) -> ListRead:
    """Read one item through our own sheets: only the columns that the tables say something in."""
    before = present(key)
    extended = read.get(basic.table(EXTEND), {}).get(basic.guid, [{}])[0]
    flat = _ours(basic.title, basic.row) | _ours(basic.table(EXTEND), extended)
    sheets: dict[str, Table] = {ITEMS: [[ITEM, *flat], [key[1], *flat.values()]]}
    own = rows_of(before) if before else {}
    for suffix, (sheet, element, _columns) in LISTS.items():
        table = basic.table(suffix)
        told = [_ours(table, row) for row in read.get(table, {}).get(basic.guid, [])]
        if told:
            sheets[sheet] = _list_table(key[1], told, own=own.get(sheet, []), element=element)
    found = read_list(sheets, present=present, agency=key[0])
    shown = [replace(fault, line=basic.line, sheet=basic.title) for fault in found.all_faults]
    shown += _joined_faults(basic, before=before)
    return ListRead([replace(item, line=basic.line, faults=()) for item in found.items], shown, refused=found.refused)


def _ours(table: str, row: Row) -> Row:
    """Return what a row says in our own columns, its codes as ours."""
    sheet = next((rows[0] for suffix, rows in LISTS.items() if table.endswith(f"_{suffix}")), ITEMS)
    found = {}
    for column in columns_of(table):
        if column.name in row and not column.ours.startswith("="):
            text = row[column.name]
            codes = CODES.get(COLUMN[sheet][column.ours].code_list, {})
            found[column.ours] = next((ours for ours, theirs in codes.items() if theirs == text.strip()), text)
    return found


def _list_table(key: str, told: Sequence[Row], *, own: Sequence[Row], element: str) -> Table:
    """Return a sheet of ours: each row told laid over the row of the same name that is there."""
    named = "question" if element == "faq" else "name"
    rows = []
    for row in told:
        before = next((known for known in own if known.get(named) == row.get(named)), {})
        rows.append({**before, **row, ITEM: key, **({} if element == "materials" else {ELEMENT: element})})
    heads = list(dict.fromkeys(name for row in rows for name in row if name != "agency"))
    return [heads, *([row.get(name, "") for name in heads] for row in rows)]


def _joined_faults(basic: _Basic, *, before: Carried | None) -> list[RowFault]:
    """Tell the columns that are put together from several of ours and say something else than those."""
    title, row = basic.title, basic.row
    said = _row(title, rows_of(before)[ITEMS][0], before) if before else {}
    return [
        RowFault(basic.line, column.name, row[column.name][:200], "national_joined", Done.KEPT, {}, title)
        for column in columns_of(title)
        if column.ours.startswith("=") and row.get(column.name) and row[column.name] != said.get(column.name)
    ]
