"""What a file of the whole list brings, as its page shows it; and the file again with its faults marked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.translation import get_language, gettext

from oneseal.catalog.models import BroughtItem, ListingRun
from oneseal.catalog.rules.interchange.columns import ITEMS, column_called, sheet_called
from oneseal.catalog.rules.interchange.comparing import OTHER, part_names
from oneseal.catalog.rules.interchange.national_columns import columns_of
from oneseal.catalog.rules.listing import CALLED
from oneseal.catalog.rules.tables import cleaned, decoded, records
from oneseal.catalog.selectors.carrying import newest_ids
from oneseal.catalog.selectors.listings import fault_in_words
from oneseal.foundation.files.services import open_file
from oneseal.foundation.tables import BYTE_ORDER_MARK, exact_line, exact_rows
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
    for change, outcome in BroughtItem.objects.filter(run_id=run_id).values_list("change", "outcome"):
        found[change] += 1
        if change in {BroughtItem.NEW, BroughtItem.CHANGED}:
            found[outcome or "waiting"] += 1
    return found


def _shown(row: BroughtItem) -> ShownItem:
    return ShownItem(
        name=row.name, key=row.key, line=row.line, change=row.change, outcome=row.outcome, is_older=row.is_older,
        version_id=row.drafted_id or row.version_id, differences=tuple(map(_difference, row.differences)),
    )  # fmt: skip


def _in_chinese() -> bool:
    return (get_language() or "").startswith("zh")


def _difference(kept: Mapping[str, Any]) -> ShownDifference:
    names = part_names(str(kept["key"]))
    label = names[0 if _in_chinese() else 1] or gettext("来源和核对状态")
    if kept["key"] == OTHER:
        label = gettext("来源和核对状态")
    lines = tuple((line[0] if _in_chinese() else line[1], line[2], line[3]) for line in kept["lines"])
    return ShownDifference(label, str(kept["change"]), lines)


# --- the file again, its faults marked --------------------------------------------------------------


def marked_copy(run_id: UUID, faults: Faults) -> tuple[bytes, str] | None:
    """Return a copy of the uploaded file with every fault marked, and how its name ends; None for JSON."""
    run = ListingRun.objects.get(pk=run_id)
    with open_file(run.sha256) as file:
        content = bytes(file.read())
    if is_archive(content):
        members = archive_members(content)
        if is_workbook(members):
            return workbook_marked(content, _marks(content, faults)), "xlsx"
        if any(name.endswith(".json") for name in members):
            return None
        return _archive_marked(members, faults), "zip"
    text = decoded(content)[0]
    if text.lstrip()[:1] in {"{", "["}:
        return None
    return (BYTE_ORDER_MARK + _table_marked(text, list(_of_sheet(faults, "")))).encode(), "csv"


def _marks(content: bytes, faults: Faults) -> Iterable[Mark]:
    for title, rows in workbook_rows(content).items():
        for fault in _of_sheet(faults, title):
            place = _place(title, rows.header, str(fault["column"]))
            yield Mark(title, int(fault["line"]), place, _words(fault))


def _of_sheet(faults: Faults, title: str) -> Iterable[Mapping[str, Any]]:
    """Yield the faults of one sheet; a file of one table has no other."""
    named = sheet_called(title) or title
    return (fault for fault in faults if fault.get("sheet", "") in {named, title} or not (fault.get("sheet") and title))


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


def _archive_marked(members: Mapping[str, bytes], faults: Faults) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            if name.endswith(".csv"):
                title = name.rsplit("/", 1)[-1].removesuffix(".csv")
                own = [fault for fault in _of_sheet(faults, title) if fault.get("sheet")]
                text = _table_marked(decoded(member)[0], own)
                archive.writestr(name, (BYTE_ORDER_MARK + text).encode())
            else:
                archive.writestr(name, member)
    return kept.getvalue()


def _table_marked(text: str, faults: Faults) -> str:
    """Return a table with one column more, that says what is wrong in each row."""
    told: dict[int, list[str]] = {}
    for fault in faults:
        words = fault_in_words(fault)
        told.setdefault(int(fault["line"]), []).append(f"{words.column}：{_words(fault)}")
    heads = gettext("问题")
    is_ours = any(fault.get("sheet") for fault in faults)
    rows: Iterable[tuple[int, Sequence[str]]] = (
        enumerate(exact_rows(text), start=1) if is_ours else ((row.line, row.cells) for row in records(text))
    )
    lines = []
    for number, (line, cells) in enumerate(rows):
        lines.append(exact_line([*cells, heads if number == 0 else "\n".join(told.get(line, ()))]))
    return "".join(lines)
