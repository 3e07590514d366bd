"""Bring event logs of other systems in: a file at once, or first its columns told; one transaction a file."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.workbooks import ArchiveRefused, is_archive, workbook_rows
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.kernel.mining import (
    UNKNOWN_MOMENT,
    LogUnreadable,
    Mapped,
    Reading,
    instant_of,
    packed,
    read_table,
    read_xes,
    variants,
)
from oneseal.performance import policies
from oneseal.performance.errors import ColumnsMissing, LogEmpty, LogNotFound
from oneseal.performance.models import ColumnMapping, ImportedLog
from oneseal.performance.selectors.logs import heads_digest, mapping_for

XES, CSV, XLSX = "xes", "csv", "xlsx"
_XES_SIGNS: Final = (b"\x1f\x8b", b"<", b"\xef\xbb\xbf<", b"\xfe\xff", b"\xff\xfe<")
_BLOCK: Final = 1 << 20
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_LONGEST_CELL: Final = 1_000_000
Progress = Callable[[int, int], None]
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that is brought in: what it is called, its bytes, and for whom (None: the whole city)."""

    name: str
    content: bytes
    agency_id: UUID | None


def nobody(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def log_form(content: bytes) -> str:
    """Return what a file is by its content: XES, a workbook, or a table of text."""
    if is_archive(content):
        return XLSX
    return XES if content.lstrip()[:4].startswith(_XES_SIGNS) else CSV


def table_rows(content: bytes, progress: Progress = nobody) -> Iterator[Row]:
    """Yield the rows of a table with their numbers: the first sheet of a workbook, or values between commas.

    Raises:
        LogUnreadable: no table.
    """
    if log_form(content) == XLSX:
        yield from _sheet(content)
        return
    text = _text(content)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, ""), delimiter=_delimiter(text))
    try:
        for cells in reader:
            yield reader.line_num, cells
            if reader.line_num % 10_000 == 0:
                progress(reader.line_num, 0)
    except csv.Error as problem:
        raise LogUnreadable("no table", reason="malformed", line=reader.line_num) from problem


def _sheet(content: bytes) -> Iterator[Row]:
    try:
        sheets = workbook_rows(content)
    except ArchiveRefused as problem:
        raise LogUnreadable("no workbook", reason="damaged", line=0) from problem
    return iter(next((sheet.rows for sheet in sheets.values() if sheet), ()))


def _text(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise LogUnreadable("no text", reason="malformed", line=0)


def _delimiter(text: str) -> str:
    """Return what stands between the values: the sign that is most frequent in the first line."""
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def log_reading(content: bytes, mapped: Mapped, progress: Progress = nobody) -> Reading:
    """Return what a file holds; nothing is written.

    Raises:
        ColumnsMissing, LogUnreadable.
    """
    if log_form(content) == XES:
        return read_xes(_blocks(content, progress))
    if mapped.missing:
        raise ColumnsMissing("columns are missing", missing=", ".join(mapped.missing))
    return read_table(table_rows(content, progress), mapped)


def _blocks(content: bytes, progress: Progress) -> Iterator[bytes]:
    for begin in range(0, len(content), _BLOCK):
        yield content[begin : begin + _BLOCK]
        progress(min(begin + _BLOCK, len(content)), len(content))


@transaction.atomic
def log_bring(*, told: Brought, actor: Actor, now: datetime, progress: Progress = nobody) -> UUID:
    """Keep a file and return its log; XES is read at once, of a table the columns are told first.

    The same file brought again is found, not kept twice.

    Raises:
        LogNotFound: not the actor's to bring.
        LogUnreadable, LogEmpty.
    """
    if not policies.can_mine(actor):
        raise LogNotFound("not the actor's")
    digest = hashlib.sha256(told.content).hexdigest()
    known = ImportedLog.objects.filter(agency_id=told.agency_id, sha256=digest).values_list("id", flat=True).first()
    if known is not None:
        return known
    form = log_form(told.content)
    row = ImportedLog(
        id=new_id(now), agency_id=told.agency_id, name=told.name, form=form, sha256=digest, raw=told.content,
        brought_at=now, brought_by=actor.name,
    )  # fmt: skip
    if form == XES:
        _read_into(row, log_reading(told.content, Mapped(), progress))
    else:
        heads = next(table_rows(told.content), (0, []))[1]
        row.mapping = asdict(mapping_for(told.agency_id, heads))
    row.save(force_insert=True)
    _recorded(Act("performance.log_brought", after=_told(row)), row, actor=actor, now=now)
    return row.id


@transaction.atomic
def log_read(*, log_id: UUID, mapped: Mapped, actor: Actor, now: datetime, progress: Progress = nobody) -> None:
    """Read a table that was brought by what its columns hold, and remember that for the next of its kind.

    Raises:
        LogNotFound, ColumnsMissing, LogUnreadable, LogEmpty.
    """
    row = ImportedLog.objects.select_for_update().filter(pk=log_id).first()
    if row is None or not policies.can_change_log(actor, row.agency_id):
        raise LogNotFound("no such log, or not the actor's")
    if row.raw is None:
        return
    content = bytes(row.raw)
    _read_into(row, log_reading(content, mapped, progress))
    row.mapping = asdict(mapped)
    row.save()
    remembered = {"id": new_id(now), "mapping": row.mapping, "told_at": now}
    heads = heads_digest(next(table_rows(content), (0, []))[1])
    ColumnMapping.objects.update_or_create(
        agency_id=row.agency_id, heads=heads, create_defaults=remembered,
        defaults={"mapping": row.mapping, "told_at": now},
    )  # fmt: skip
    _recorded(Act("performance.log_read", after=_told(row)), row, actor=actor, now=now)


@transaction.atomic
def log_remove(*, log_id: UUID, actor: Actor, now: datetime) -> None:
    """Delete a log that was brought in; what was brought and by whom stays in the trace.

    Raises:
        LogNotFound.
    """
    row = ImportedLog.objects.select_for_update().filter(pk=log_id).first()
    if row is None or not policies.can_change_log(actor, row.agency_id):
        raise LogNotFound("no such log, or not the actor's")
    _recorded(Act("performance.log_removed", before=_told(row)), row, actor=actor, now=now)
    row.delete()


def _read_into(row: ImportedLog, reading: Reading) -> None:
    """Put what was read into the row.

    Raises:
        LogEmpty: nothing could be used.
    """
    log = reading.log
    if not log.events:
        raise LogEmpty("no line can be used", faults=reading.faults.total)
    moments = [moment for moment in log.moment if moment != UNKNOWN_MOMENT]
    row.raw, row.content = None, packed(log)
    row.cases, row.events, row.variants = len(log), log.events, len(variants(log))
    row.faults = [asdict(fault) for fault in reading.faults.listed]
    row.fault_counts = dict(reading.faults.counted)
    row.nested = reading.notes.nested
    row.first_at, row.last_at = instant_of(min(moments)), instant_of(max(moments))


def _told(row: ImportedLog) -> Mapping[str, Any]:
    return {
        "name": row.name, "form": row.form, "sha256": row.sha256, "cases": row.cases, "events": row.events,
        "faults": sum(row.fault_counts.values()), "mapping": row.mapping,
    }  # fmt: skip


def _recorded(act: Act, row: ImportedLog, *, actor: Actor, now: datetime) -> None:
    record_now(act, subject=Subject("event_log", row.id), actor=actor, now=now)
