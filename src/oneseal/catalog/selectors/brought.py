"""What a file of the whole list brings, as its page shows it; and the file again with its faults marked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext

from oneseal.catalog.models import BroughtItem, ListingRun
from oneseal.catalog.rules.interchange.columns import ITEMS, column_called, sheet_called
from oneseal.catalog.rules.interchange.comparing import OTHER, part_names
from oneseal.catalog.rules.interchange.national_columns import columns_of
from oneseal.catalog.rules.listing import CALLED
from oneseal.catalog.rules.listing import is_table as is_listing
from oneseal.catalog.rules.tables import cleaned, decoded, records
from oneseal.catalog.selectors.carrying import newest_ids
from oneseal.catalog.selectors.listings import fault_in_words
from oneseal.foundation.files.services import open_file
from oneseal.foundation.language import is_english
from oneseal.foundation.tables import BYTE_ORDER_MARK, SheetRows, exact_line, exact_rows
from oneseal.foundation.workbooks import Mark, archive_members, is_archive, is_workbook, workbook_marked, workbook_rows

SHOWN: Final = 20
CHANGES: Final = (BroughtItem.CHANGED, BroughtItem.NEW, BroughtItem.REFUSED, BroughtItem.ABSENT)
Faults = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """One part of an item that changes: its name, and line by line from what to what."""

    label: str
    change: str
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One item that a file brings."""

    name: str
    key: str
    line: int | None
    change: str
    outcome: str
    is_older: bool
    version_id: UUID | None
    differences: tuple[ShownDifference, ...]


def brought_of(run_id: UUID, change: str, *, start: int = 0) -> list[ShownItem]:
    """Return the items of a run that change in one way, twenty at a time; the run's page allowed the reader."""
    rows = BroughtItem.objects.filter(run_id=run_id, change=change).defer("content", "form").order_by("id")
    some = list(rows[start : start + SHOWN])
    if change == BroughtItem.ABSENT and some and some[0].agency_id:
        # Such a row holds no version, so that it keeps none from being deleted; the link leads to the newest.
        found = newest_ids(some[0].agency_id, {row.key for row in some})
        for row in some:
            row.version_id = found.get(row.key)
    return [_shown(row) for row in some]


def brought_counts(run_id: UUID) -> dict[str, int]:
    """Return how many items of a run change in which way, and how many were drafted, stale or under review."""
    found: dict[str, int] = dict.fromkeys((*CHANGES, "drafted", "stale", "in_review", "waiting"), 0)
    rows = BroughtItem.objects.filter(run_id=run_id).order_by().values_list("change", "outcome")
    for change, outcome, total in rows.annotate(total=Count("pk")):
        found[change] += total
        if change in {BroughtItem.NEW, BroughtItem.CHANGED}:
            found[outcome or "waiting"] += total
    return found


def _shown(row: BroughtItem) -> ShownItem:
    return ShownItem(
        name=row.name, key=row.key, line=row.line, change=row.change, outcome=row.outcome, is_older=row.is_older,
        version_id=row.drafted_id or row.version_id, differences=tuple(map(_difference, row.differences)),
    )  # fmt: skip


def _difference(kept: Mapping[str, Any]) -> ShownDifference:
    names = part_names(str(kept["key"]))
    label = names[1 if is_english() else 0] or gettext("来源和核对状态")
    if kept["key"] == OTHER:
        label = gettext("来源和核对状态")
    lines = tuple((line[1] if is_english() else line[0], line[2], line[3]) for line in kept["lines"])
    return ShownDifference(label, str(kept["change"]), lines)


# --- the file again, its faults marked --------------------------------------------------------------


def marked_copy(run_id: UUID, faults: Faults) -> tuple[bytes, str] | None:
    """Return a copy of the uploaded file with every fault marked, and how its name ends; None for JSON."""
    run = ListingRun.objects.get(pk=run_id)
    with open_file(run.sha256) as file:
        content = bytes(file.read())
    is_table = run.kind == ListingRun.TABLE
    if is_archive(content):
        members = archive_members(content)
        if is_workbook(members):
            return workbook_marked(content, _marks(content, faults, is_table=is_table)), "xlsx"
        if any(name.endswith(".json") for name in members):
            return None
        return _archive_marked(members, faults, is_table=is_table), "zip"
    text = decoded(content)[0]
    if text.lstrip()[:1] in {"{", "["}:
        return None
    lines = ((row.line, row.cells) for row in records(text)) if is_table else enumerate(exact_rows(text), start=1)
    return _table_marked(lines, faults), "csv"


def _marks(content: bytes, faults: Faults, *, is_table: bool) -> Iterator[Mark]:
    sheets = workbook_rows(content)
    for title, own in _of_sheets({title: rows.header for title, rows in sheets.items()}, faults, is_table=is_table):
        for fault in own:
            place = _place(title, sheets[title].header, str(fault["column"]))
            yield Mark(title, int(fault["line"]), place, _words(fault))


def _of_sheets(
    headers: Mapping[str, Sequence[str]], faults: Faults, *, is_table: bool
) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Yield each sheet that was read with its faults: the first of a meaning, and of tables the first there is."""
    seen: set[str] = set()
    for title, header in headers.items():
        if is_table:
            if is_listing(header):
                yield title, list(faults)
                return
            continue
        plain = title.rsplit("/", 1)[-1].removesuffix(".csv")
        meant = {title, plain, sheet_called(title) or plain} - seen
        seen |= {sheet_called(title) or plain, plain}
        yield title, [fault for fault in faults if fault.get("sheet", "") in meant]


def _place(title: str, header: Sequence[str], column: str) -> int | None:
    """Return in which column, from 1, a fault stands; None where it concerns the whole row."""
    sheet = sheet_called(title) or ("" if columns_of(title) else ITEMS)
    theirs = {row.ours: row.name for row in columns_of(title)}
    for number, cell in enumerate(header, start=1):
        plain = cleaned(cell)
        known = {plain, CALLED.get(plain, plain), column_called(sheet, cell) if sheet else ""}
        if column and (column in known or theirs.get(column) == plain):
            return number
    return None


def _words(fault: Mapping[str, Any]) -> str:
    told = fault_in_words(fault)
    return gettext("%(wrong)s。%(done)s。") % {"wrong": told.wrong, "done": told.done}


def _archive_marked(members: Mapping[str, bytes], faults: Faults, *, is_table: bool) -> bytes:
    """Return an archive in which tables with faults are marked; all else is the same byte for byte."""
    tables = {name: exact_rows(decoded(member)[0]) for name, member in members.items() if name.endswith(".csv")}
    headers = {name: SheetRows.of(rows).header for name, rows in tables.items()}
    own = dict(_of_sheets(headers, faults, is_table=is_table))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            told = own.get(name, [])
            archive.writestr(name, _table_marked(enumerate(tables[name], start=1), told) if told else member)
    return kept.getvalue()


def _table_marked(lines: Iterable[tuple[int, Sequence[str]]], faults: Faults) -> bytes:
    """Return a table with one column more, that says what is wrong in each row."""
    told: dict[int, list[str]] = {}
    for fault in faults:
        words = fault_in_words(fault)
        told.setdefault(int(fault["line"]), []).append(f"{words.column}：{_words(fault)}")
    heads = gettext("问题")
    text = []
    for number, (line, cells) in enumerate(lines):
        own = told.get(line, [])
        text.append(exact_line([*cells, "\n".join([heads, *own] if number == 0 else own)]))
    return (BYTE_ORDER_MARK + "".join(text)).encode()
