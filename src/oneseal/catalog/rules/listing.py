"""Turn the table of another catalogue into rows that can be listed, and tell every fault by row."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from oneseal.catalog.rules.codes import is_code
from oneseal.catalog.rules.interchange.dirt import FORMULA, html_page, storable
from oneseal.catalog.rules.source_code import SourceCode, area_faults, body_faults, parse_source_code
from oneseal.catalog.rules.tables import LOST, Record, TableUnreadable, cleaned, decoded, records

COLUMNS: Final = ("department", "main_item", "name", "itemCode", "taskType", "areaCode", "deptCode")
NEEDED: Final = ("department", "name")
# What tables in Chinese call the columns.
CALLED: Final[Mapping[str, str]] = {
    "部门": "department", "部门名称": "department", "实施主体": "department", "实施部门": "department",
    "主项名称": "main_item", "事项名称": "name", "名称": "name", "事项编码": "itemCode", "实施编码": "itemCode",
    "事项类型": "taskType", "行政区划代码": "areaCode", "部门编码": "deptCode", "实施主体编码": "deptCode",
}  # fmt: skip
UNSORTED: Final = "未分类"
LONGEST: Final[Mapping[str, int]] = {
    "department": 200, "main_item": 1000, "name": 1000, "itemCode": 100, "taskType": 20, "areaCode": 40, "deptCode": 60,
}  # fmt: skip
_MARKUP: Final = re.compile(r"[&<\x00-\x1f\x7f-\x9f\ufeff\u200b-\u200f]")
_WHOLE: Final = re.compile(r"(\d+)\.0+")
_SCIENTIFIC: Final = re.compile(r"\d(\.\d+)?[Ee]\+?\d+")
_TYPE_DIGITS: Final = 2


class Done(StrEnum):
    """Say what became of a row or value with a fault."""

    REFUSED = "refused"
    CLEANED = "cleaned"
    KEPT = "kept"
    UNKNOWN = "unknown"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class RowFault:
    """One fault: its line in the file, the column, what stands there, what is wrong, what was done; its sheet."""

    line: int
    column: str
    value: str
    code: str
    done: Done
    facts: Mapping[str, object] = field(default_factory=dict)
    sheet: str = ""

    def __post_init__(self) -> None:
        """Tell only what can be kept: a fault is stored and shown."""
        facts = {name: storable(fact) if isinstance(fact, str) else fact for name, fact in self.facts.items()}
        for name, told in (("column", storable(self.column)), ("value", storable(self.value)), ("facts", facts)):
            object.__setattr__(self, name, told)


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One item of the table, cleaned; an empty text is unknown."""

    line: int
    identity: str
    department: str
    name: str
    main_item: str
    code: SourceCode
    item_type: str
    source_type: str
    area_code: str
    dept_code: str
    faults: tuple[RowFault, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table that was read: rows taken, every fault, rows refused, and how many rows it had."""

    encoding: str
    rows: tuple[ListedRow, ...]
    faults: tuple[RowFault, ...]
    rows_in: int

    @property
    def refused(self) -> int:
        """Return how many rows are not taken."""
        return self.rows_in - len(self.rows)


@dataclass(slots=True)
class _Row:
    """One row while it is read: cells by column, and the faults found so far."""

    line: int
    cells: dict[str, str]
    faults: list[RowFault] = field(default_factory=list)

    def fault(self, column: str, code: str, done: Done, **facts: object) -> None:
        value = self.cells.get(column, "")[:200]
        self.faults.append(RowFault(self.line, column, value, code, done, facts))

    @property
    def is_refused(self) -> bool:
        return any(fault.done is Done.REFUSED for fault in self.faults)


def is_table(header: Sequence[str]) -> bool:
    """Return whether a first row is that of a table of another catalogue."""
    named = [CALLED.get(name, name) for name in map(cleaned, header)]
    return all(column in named for column in NEEDED)


def read_listing(content: bytes) -> Listing:
    """Return the rows of a table of items in a file of text.

    Raises:
        TableUnreadable: no table, or one without the columns `department` and `name`, or two that mean the same.
    """
    text, encoding = decoded(content)
    return read_records(records(text), encoding)


def read_records(rows_of_file: Iterable[Record], encoding: str) -> Listing:
    """Return the rows of a table whose first row names the columns; `encoding` says what it was read from.

    Raises:
        TableUnreadable: without the columns `department` and `name`, or two that mean the same.
    """
    found = iter(rows_of_file)
    header = [CALLED.get(name, name) for name in (cleaned(cell) for cell in next(found, Record(1, ())).cells)]
    if any(header.count(column) != 1 for column in NEEDED) or any(header.count(column) > 1 for column in COLUMNS):
        raise TableUnreadable("the table has not the needed columns", reason="columns")
    rows = [_read(record, header) for record in found]
    taken = _distinct(rows)
    faults = tuple(fault for row in rows for fault in row.faults)
    return Listing(encoding, tuple(taken), faults, len(rows))


def _read(record: Record, header: Sequence[str]) -> _Row:
    row = _Row(record.line, dict(zip(header, record.cells, strict=False)))
    if record.problem or html_page(record.cells[0] if record.cells else ""):
        row.cells = {"": ",".join(record.cells)}
        row.fault("", record.problem or "html_row", Done.REFUSED)
        return row
    if record.is_quote_open:
        row.fault("", "quote_open", Done.CLEANED)
    if len(record.cells) != len(header):
        row.cells = {"": ",".join(record.cells)}
        row.fault("", "cells_wrong", Done.REFUSED, found=len(record.cells), wanted=len(header))
        return row
    for column in COLUMNS:
        _clean(row, column)
    for column in NEEDED:
        if not row.cells[column] and not row.is_refused:
            row.fault(column, f"{column}_missing", Done.REFUSED)
    return row


def _clean(row: _Row, column: str) -> None:
    given = row.cells.get(column, "")
    if given == FORMULA:
        row.fault(column, "formula", Done.REFUSED)
    plain = cleaned(given)
    if LOST in plain:
        row.fault(column, "character_lost", Done.KEPT)
    if _MARKUP.search(given) and plain != given.strip():
        row.fault(column, "markup_removed", Done.CLEANED)
    row.cells[column] = plain
    if len(plain) > LONGEST[column]:
        row.fault(column, "too_long", Done.REFUSED, longest=LONGEST[column])


def _distinct(rows: Iterable[_Row]) -> list[ListedRow]:
    """Return the rows to take: one said twice is refused, two names under one code are two items."""
    by_code: dict[str, int] = {}
    seen: dict[tuple[str, str, str], _Row] = {}
    taken = []
    for row in rows:
        if row.is_refused:
            continue
        code, name, department = row.cells["itemCode"], row.cells["name"], row.cells["department"]
        first = seen.setdefault((code, name, department), row)
        if first is not row:
            is_theme = row.cells["main_item"] != first.cells["main_item"]
            column = "main_item" if is_theme else "itemCode" if code else "name"
            row.fault(column, "several_themes" if is_theme else "said_twice", Done.REFUSED, first=first.line)
            continue
        identity = code or _digest(department, name)
        if not code:
            row.fault("itemCode", "code_missing", Done.UNKNOWN)
        elif by_code.setdefault(code, row.line) != row.line:
            row.fault("itemCode", "code_shared", Done.KEPT, first=by_code[code])
            identity = f"{code}#{_digest(department, name)}"
        taken.append(_listed(row, identity))
    return taken


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def _listed(row: _Row, identity: str) -> ListedRow:
    cells = row.cells
    code = parse_source_code(cells["itemCode"])
    if cells["itemCode"]:
        for fault in code.faults:
            row.fault("itemCode", fault.code, Done.KEPT, **fault.facts)
    item_type = _item_type(row)
    _judge_area(row)
    _judge_department(row)
    main_item = "" if cells["main_item"] == UNSORTED else cells["main_item"]
    return ListedRow(
        line=row.line, identity=identity, department=cells["department"], name=cells["name"], main_item=main_item,
        code=code, item_type=item_type, source_type=cells["taskType"], area_code=cells["areaCode"],
        dept_code=cells["deptCode"], faults=tuple(row.faults),
    )  # fmt: skip


def _item_type(row: _Row) -> str:
    """Return the type by the national list (GB/T 39046 A.1), or an empty text where it is none of it."""
    given = row.cells["taskType"]
    whole = _WHOLE.fullmatch(given)
    if whole:
        row.fault("taskType", "number_mended", Done.CLEANED)
        given = whole[1]
    code = given.zfill(_TYPE_DIGITS)
    if given and is_code("item_type", code):
        return code
    row.fault("taskType", "type_unknown" if given else "type_missing", Done.UNKNOWN)
    return ""


def _judge_area(row: _Row) -> None:
    given = row.cells["areaCode"]
    if _SCIENTIFIC.fullmatch(given):
        row.fault("areaCode", "number_damaged", Done.KEPT)
    elif not given:
        row.fault("areaCode", "area_missing", Done.UNKNOWN)
    elif area_faults(given):
        row.fault("areaCode", "area_not_twelve_digits", Done.KEPT)


def _judge_department(row: _Row) -> None:
    given = row.cells["deptCode"]
    if not given:
        row.fault("deptCode", "department_code_missing", Done.UNKNOWN)
    for fault in body_faults(given) if given else ():
        row.fault("deptCode", fault.code, Done.KEPT, part=fault.value)
