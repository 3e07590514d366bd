"""Workbooks and archives from outside, read without trust; workbooks made, in which no text is a formula."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any, Final

import openpyxl  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
from openpyxl.comments import Comment  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]
from openpyxl.worksheet._reader import WorkSheetParser  # type: ignore[import-untyped]

from oneseal.foundation.tables import Numbered, SheetRows
from oneseal.kernel.errors import RuleError

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP: Final = "application/zip"
LARGEST_UNPACKED: Final = 400 * 1024 * 1024
MOST_MEMBERS: Final = 300
LARGEST_RATIO: Final = 200
SMALLEST_JUDGED: Final = 1024 * 1024
MOST_ROWS: Final = 500_000  # with something in them, over all sheets
MOST_CELLS: Final = 5_000_000
MOST_MARKS: Final = 6 * MOST_CELLS  # a cell is up to three elements, each opened and closed
MOST_COLUMNS: Final = 300
LAST_ROW: Final = 1_048_576
LONGEST_CELL: Final = 32_767
FORMULA: Final = "\0formula"  # stands in the place of a formula; no cell of a file can hold it
_ILL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_?x[0-9A-Fa-f]{4}_")
_FAULTY: Final = PatternFill("solid", fgColor="FFF4CCCC")
_BLOCK: Final = 64 * 1024
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError, OSError, EOFError,
    ValueError,
)  # fmt: skip
# What the library raises where the markup of a workbook is not what it expects.
_ILL_FORMED: Final = (LookupError, TypeError, AttributeError, SyntaxError, ArithmeticError, AssertionError)


class ArchiveRefused(RuleError):
    """Refuse an archive or workbook that is damaged, too large once unpacked, or not what it says (facts: reason)."""

    code = "foundation.archive_refused"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is wrong in one cell: its sheet as the file calls it, its row, its column (None: the row), the words."""

    sheet: str
    row: int
    column: int | None
    words: str


def is_archive(content: bytes) -> bool:
    """Return whether bytes are a zip archive, as workbooks are."""
    return content.startswith(b"PK\x03\x04")


def archive_members(content: bytes) -> dict[str, bytes]:
    """Return the files of an archive by name; folders and hidden ones are judged and left out.

    Raises:
        ArchiveRefused: damaged, encrypted, larger unpacked than anything honest, or a workbook with hidden files.
    """
    found = {_name(row): member for row, member in _read(content) if not row.is_dir() and not _is_hidden(row)}
    if is_workbook(found):
        _judge_names(content)
    return found


def archive_names(content: bytes) -> frozenset[str]:
    """Return the names of the files of an archive, each of which was unpacked and judged, one at a time.

    Raises:
        ArchiveRefused: as by `archive_members`, which holds all of them at once.
    """
    found = frozenset(_name(row) for row, _member in _read(content) if not row.is_dir() and not _is_hidden(row))
    if is_workbook(found):
        _judge_names(content)
    return found


def unpacked_size(content: bytes) -> int:
    """Return how many bytes the members of an archive are unpacked; no more is ever read of it.

    Raises:
        ArchiveRefused: damaged, or larger unpacked than anything honest.
    """
    with _opened(content) as archive:
        return sum(row.file_size for row in _judged(archive.infolist()))


def _read(content: bytes) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Yield every member of an archive, hidden ones and folders too: what reads a workbook may open any of them."""
    with _opened(content) as archive:
        left = LARGEST_UNPACKED
        for row in _judged(archive.infolist()):
            member = _unpacked(archive, row, left)
            left -= len(member)
            yield row, member


@contextmanager
def _opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except _DAMAGED as problem:
        raise ArchiveRefused("the archive is damaged", reason="damaged") from problem


def _is_hidden(row: zipfile.ZipInfo) -> bool:
    return row.filename.startswith(("__MACOSX/", "."))


def _judge_names(content: bytes) -> None:
    """Refuse a workbook that holds a member hidden, or two of one name: no program for tables writes such.

    Raises:
        ArchiveRefused.
    """
    with _opened(content) as archive:
        rows = archive.infolist()
        if any(map(_is_hidden, rows)) or len({row.filename for row in rows}) < len(rows):
            raise ArchiveRefused("hides a member", reason="hidden")


def _name(row: zipfile.ZipInfo) -> str:
    """Return the name of a member; old Chinese archives write GB18030 without saying so."""
    if row.flag_bits & 0x800:
        return row.filename
    try:
        return row.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return row.filename


def _judged(rows: Sequence[zipfile.ZipInfo]) -> Sequence[zipfile.ZipInfo]:
    """Return the members of an archive, each of which is counted, by whatever name it hides.

    Raises:
        ArchiveRefused.
    """
    packed, unpacked = sum(row.compress_size for row in rows), sum(row.file_size for row in rows)
    is_bomb = unpacked > SMALLEST_JUDGED and unpacked > LARGEST_RATIO * max(packed, 1)
    if len(rows) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED or is_bomb:
        raise ArchiveRefused("too large once unpacked", reason="bomb")
    return rows


def _unpacked(archive: zipfile.ZipFile, row: zipfile.ZipInfo, left: int) -> bytes:
    """Return a member; what its header says of its size is not believed."""
    found = io.BytesIO()
    with archive.open(row) as member:
        while block := member.read(_BLOCK):
            found.write(block)
            if found.tell() > left:
                raise ArchiveRefused("too large once unpacked", reason="bomb")
    return found.getvalue()


def is_workbook(members: Container[str]) -> bool:
    """Return whether the files of an archive are those of a workbook."""
    return "xl/workbook.xml" in members


def workbook_rows(content: bytes) -> dict[str, SheetRows]:
    """Return the rows of each sheet as texts, formulas as `FORMULA`; every member is judged before.

    Raises:
        ArchiveRefused: no workbook, one with entities of its own, as only attacks have, or one with too many cells.
    """
    _judge_names(content)
    marks = 0
    for _row, member in _read(content):
        marks += _marks(member)
        if marks > MOST_MARKS:
            raise ArchiveRefused("too many elements", reason="bomb")
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        budget = _Budget()
        return {sheet.title: SheetRows(tuple(_rows(book, sheet, budget))) for sheet in book.worksheets}
    except ArchiveRefused:
        raise
    except (InvalidFileException, *_DAMAGED, *_ILL_FORMED) as problem:
        raise ArchiveRefused("no workbook", reason="damaged") from problem


def _marks(member: bytes) -> int:
    """Return how many elements a member has at most, whatever its name; two bytes a letter are read as one.

    Raises:
        ArchiveRefused: it declares entities.
    """
    plain = member.replace(b"\0", b"") if b"\0" in member[:4] or member[:2] in {b"\xff\xfe", b"\xfe\xff"} else member
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise ArchiveRefused("declares entities", reason="entities")
    return plain.count(b"<")


@dataclass(slots=True)
class _Budget:
    """How many rows and cells of all sheets of a workbook may still be read."""

    rows: int = MOST_ROWS
    cells: int = MOST_CELLS

    def spend(self, cells: int) -> None:
        """Count a row.

        Raises:
            ArchiveRefused: it is one too many.
        """
        self.rows -= 1
        self.cells -= cells
        if self.rows < 0 or self.cells < 0:
            raise ArchiveRefused("too many rows", reason="bomb")


def _rows(book: Any, sheet: Any, budget: _Budget) -> Iterator[Numbered]:  # noqa: ANN401 - the library has no types
    """Yield the rows that hold something; the library's own rows would fill each gap up to the last one."""
    with sheet._get_source() as source:
        reader = WorkSheetParser(
            source, sheet._shared_strings, epoch=book.epoch, date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )  # fmt: skip
        for number, row in reader.parse():
            told = {cell["column"]: text for cell in row if (text := _text(cell["value"], cell["data_type"]))}
            last = max((column for column in told if column <= MOST_COLUMNS), default=0)
            if last and not 1 <= number <= LAST_ROW:
                raise ArchiveRefused("no such row", reason="damaged")
            if last:
                budget.spend(last)
                yield number, [told.get(column, "") for column in range(1, last + 1)]
    for area in reader.merged_cells.mergeCell if reader.merged_cells else ():
        # Marking a copy makes each cell of such an area.
        budget.spend((area.max_row - area.min_row + 1) * (area.max_col - area.min_col + 1))


def _text(value: object, data_type: str) -> str:
    """Return a cell as text: whole numbers without a fraction, days as 2026-03-01."""
    if value is None:
        return ""
    if data_type == "f":
        return FORMULA
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def unwritable_in_workbook(text: str) -> bool:
    """Return whether a workbook cannot hold a text and give it back as it is."""
    return len(text) > LONGEST_CELL or _ILL.search(text) is not None


def workbook_written(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]], file: IO[bytes]) -> None:
    """Write sheets (title, heads, rows) into a file; every cell is a text, and none a formula."""
    book = openpyxl.Workbook(write_only=True)
    for title, heads, rows in sheets:
        page = book.create_sheet(title)
        page.freeze_panes = "A2"
        for place, head in enumerate(heads, start=1):
            page.column_dimensions[get_column_letter(place)].width = min(60, max(12, 2 * len(head) + 2))
        page.append([_cell(page, head, is_head=True) for head in heads])
        for row in rows:
            page.append([_cell(page, text, is_head=False) for text in row])
    book.save(file)


def _cell(page: object, text: str, *, is_head: bool) -> Any:  # noqa: ANN401 - the library has no types
    if not text:
        return None
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    cell.number_format = "@"
    if is_head:
        cell.font = Font(bold=True)
    elif "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def workbook_marked(content: bytes, marks: Iterable[Mark]) -> bytes:
    """Return a copy of a workbook, which `workbook_rows` read, in which faulty cells are coloured and commented.

    Raises:
        ArchiveRefused: it can be read, but not written again.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(content))
    except (InvalidFileException, *_DAMAGED, *_ILL_FORMED) as problem:
        raise ArchiveRefused("no workbook", reason="damaged") from problem
    told: dict[tuple[str, int, int], list[str]] = {}
    for mark in marks:
        if mark.sheet in book.sheetnames:
            told.setdefault((mark.sheet, mark.row, mark.column or 1), []).append(mark.words)
    for (sheet, row, column), words in told.items():
        cell = book[sheet].cell(row=row, column=column)
        cell.fill = _FAULTY
        cell.comment = Comment("\n".join(words), "OneSeal", width=360, height=120)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
