"""Tell what an uploaded file is by its content, and open it: a table, a workbook, an archive of tables, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from oneseal.catalog.models import ListingRun
from oneseal.catalog.rules.interchange.columns import ITEM, ITEMS, column_called, sheet_called
from oneseal.catalog.rules.interchange.dirt import html_page
from oneseal.catalog.rules.interchange.mappings import is_item
from oneseal.catalog.rules.interchange.national import is_national
from oneseal.catalog.rules.listing import CALLED, COLUMNS, Listing, is_table, read_listing, read_records
from oneseal.catalog.rules.tables import Record, TableUnreadable, decoded
from oneseal.foundation.tables import Numbered, SheetRows, exact_rows
from oneseal.foundation.workbooks import XLSX as XLSX_MEDIA
from oneseal.foundation.workbooks import (
    ZIP,
    ArchiveRefused,
    archive_members,
    archive_names,
    is_archive,
    is_workbook,
    workbook_rows,
)

CSV: Final = "csv"
XLSX: Final = "xlsx"
ZIPPED: Final = "zip"
JSON: Final = "json"
MEDIA: Final[Mapping[str, str]] = {CSV: "text/csv", XLSX: XLSX_MEDIA, ZIPPED: ZIP, JSON: "application/json"}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was opened: its form, what it is about, and its tables or its entries."""

    form: str
    kind: str
    tables: Mapping[str, SheetRows] = field(default_factory=dict)
    entries: Sequence[Any] = ()

    @property
    def length(self) -> int:
        """Return how many rows or entries there are to be read."""
        return len(self.entries) + sum(map(len, self.tables.values()))

    @property
    def keys_named(self) -> frozenset[str] | None:
        """Return the keys of items that it may name; None: it names them by codes."""
        if self.kind == ListingRun.NATIONAL:
            return None
        if self.entries:
            items = (row.get("item", row) for row in self.entries if isinstance(row, dict))
            keys = (item.get("key") for item in items if isinstance(item, dict))
            return frozenset(key for key in keys if isinstance(key, str))
        rows = next((rows for title, rows in self.tables.items() if sheet_called(title) == ITEMS), SheetRows())
        places = [place for place, cell in enumerate(rows.header) if column_called(ITEMS, cell) == ITEM]
        return frozenset(row[place].strip() for row in rows for place in places if place < len(row))


def upload_opened(content: bytes) -> Upload:
    """Return what a file holds, by its content and never by its name.

    Raises:
        TableUnreadable: nothing that can be read; damaged; larger unpacked than anything honest.
    """
    try:
        if is_archive(content):
            members = archive_members(content)
            if is_workbook(members):
                return _of_tables(XLSX, workbook_rows(content))
            return _of_members(members)
    except ArchiveRefused as problem:
        raise TableUnreadable("the archive cannot be read", reason=str(problem.facts["reason"])) from problem
    text, _encoding = decoded(content)
    if text.lstrip()[:1] in {"{", "["}:
        return _of_entries(_entries(text))
    try:
        rows = SheetRows.of(exact_rows(text))
    except ValueError:
        rows = SheetRows()
    return Upload(CSV, ListingRun.WHOLE, {ITEMS: rows}) if _names_items(rows) else Upload(CSV, ListingRun.TABLE)


def upload_judged(content: bytes) -> str:
    """Return the form of a file after a quick look, or refuse it before anything is kept.

    Raises:
        TableUnreadable: nothing that can be read; damaged; larger unpacked than anything honest.
    """
    if not is_archive(content):
        return JSON if decoded(content)[0].lstrip()[:1] in {"{", "["} else CSV
    try:
        return XLSX if is_workbook(archive_names(content)) else ZIPPED
    except ArchiveRefused as problem:
        raise TableUnreadable("the archive cannot be read", reason=str(problem.facts["reason"])) from problem


def table_opened(content: bytes) -> Listing:
    """Return the rows of a table of another catalogue, whatever form the file has.

    Raises:
        TableUnreadable.
    """
    if not is_archive(content) and content.lstrip()[:1] not in {b"{", b"["}:
        return read_listing(content)
    upload = upload_opened(content)
    if upload.entries:
        return read_records(_records(upload.entries), upload.form)
    return read_records(
        (Record(line, tuple(row)) for line, row in _padded(upload.tables[""])),
        upload.form,
    )


def _padded(rows: SheetRows) -> Iterator[Numbered]:
    """Yield rows as long as the first: a workbook does not write the empty cells at the end."""
    width = len(rows.header)
    for line, row in rows.rows:
        yield line, [*row, *[""] * (width - len(row))]


def _records(entries: Sequence[Any]) -> Iterator[Record]:
    """Yield the entries of JSON as rows; an empty answer and a web page are rows that nobody can read."""
    yield Record(0, COLUMNS)
    for line, entry in enumerate(entries, start=1):
        if entry in (None, "", [], {}):
            yield Record(line, ("",), problem="answer_empty")
        elif not isinstance(entry, dict):
            told = str(entry)
            yield Record(line, (told,), problem="html_row" if html_page(told) else "not_an_item")
        else:
            named = {CALLED.get(name, name): value for name, value in entry.items()}
            yield Record(line, tuple("" if named.get(name) is None else str(named.get(name)) for name in COLUMNS))


def _of_members(members: Mapping[str, bytes]) -> Upload:
    """Return an archive: of tables, or of items in JSON."""
    if any(name.endswith(".json") for name in members):
        entries: list[Any] = []
        for name, member in sorted(members.items()):
            if name.endswith(".json"):
                entries += _entries(decoded(member)[0]) if member.strip() else [None]
        return _of_entries(entries, form=ZIPPED)
    tables = {}
    for name, member in members.items():
        if name.endswith(".csv"):
            try:
                title = name.rsplit("/", 1)[-1].removesuffix(".csv")
                tables[name if title in tables else title] = SheetRows.of(exact_rows(decoded(member)[0]))
            except ValueError as problem:
                raise TableUnreadable("a table in the archive cannot be read", reason="damaged") from problem
    return _of_tables(ZIPPED, tables)


def _of_tables(form: str, tables: Mapping[str, SheetRows]) -> Upload:
    if any(is_national(title) for title in tables):
        return Upload(form, ListingRun.NATIONAL, tables)
    if any(sheet_called(title) == ITEMS and _names_items(rows) for title, rows in tables.items()):
        return Upload(form, ListingRun.WHOLE, tables)
    first = next((rows for rows in tables.values() if is_table(rows.header)), None)
    if first is None:
        raise TableUnreadable("no sheet of items", reason="no_items")
    return Upload(form, ListingRun.TABLE, {"": first})


def _names_items(rows: SheetRows) -> bool:
    return any(column_called(ITEMS, cell) == ITEM for cell in rows.header)


def _entries(text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise TableUnreadable("no JSON", reason="json") from problem
    if isinstance(found, dict) and isinstance(found.get("items"), list):
        return list(found["items"])
    return found if isinstance(found, list) else [found]


def _of_entries(entries: list[Any], *, form: str = JSON) -> Upload:
    """Return items, or the rows of another catalogue where no entry is an item."""
    if any(map(is_item, entries)):
        return Upload(form, ListingRun.WHOLE, entries=entries)
    flat = [entry for entry in entries if isinstance(entry, dict) and entry]
    if not flat:
        raise TableUnreadable("no items in it", reason="no_items")
    return Upload(form, ListingRun.TABLE, entries=entries)
