"""Workbooks and archives from outside, read without trust; workbooks made, in which no text is a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any, Final

import openpyxl  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
from openpyxl.comments import Comment  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from oneseal.kernel.errors import RuleError

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP: Final = "application/zip"
LARGEST_UNPACKED: Final = 400 * 1024 * 1024
MOST_MEMBERS: Final = 300
LARGEST_RATIO: Final = 200
SMALLEST_JUDGED: Final = 1024 * 1024
MOST_ROWS: Final = 500_000
MOST_COLUMNS: Final = 300
LONGEST_CELL: Final = 32_767
FORMULA: Final = "\0formula"  # stands in the place of a formula; no cell of a file can hold it
_ILL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_?x[0-9A-Fa-f]{4}_")
_FAULTY: Final = PatternFill("solid", fgColor="FFF4CCCC")
_BLOCK: Final = 64 * 1024


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
    """Return the files of an archive by name; folders and hidden ones are left out.

    Raises:
        ArchiveRefused: damaged, encrypted, or larger unpacked than anything honest.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            rows = _judged(archive.infolist())
            left = LARGEST_UNPACKED
            found = {}
            for row in rows:
                found[_name(row)] = _unpacked(archive, row, left)
                left -= len(found[_name(row)])
            return found
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as problem:
        raise ArchiveRefused("the archive is damaged", reason="damaged") from problem


def _name(row: zipfile.ZipInfo) -> str:
    """Return the name of a member; old Chinese archives write GB18030 without saying so."""
    if row.flag_bits & 0x800:
        return row.filename
    try:
        return row.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return row.filename


def _judged(rows: Sequence[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    files = [row for row in rows if not row.is_dir() and not row.filename.startswith(("__MACOSX/", "."))]
    packed, unpacked = sum(row.compress_size for row in files), sum(row.file_size for row in files)
    is_bomb = unpacked > SMALLEST_JUDGED and unpacked > LARGEST_RATIO * max(packed, 1)
    if len(files) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED or is_bomb:
        raise ArchiveRefused("too large once unpacked", reason="bomb")
    return files


def _unpacked(archive: zipfile.ZipFile, row: zipfile.ZipInfo, left: int) -> bytes:
    """Return a member; what its header says of its size is not believed."""
    found = io.BytesIO()
    with archive.open(row) as member:
        while block := member.read(_BLOCK):
            found.write(block)
            if found.tell() > left:
                raise ArchiveRefused("too large once unpacked", reason="bomb")
    return found.getvalue()


def is_workbook(members: Mapping[str, bytes]) -> bool:
    """Return whether the files of an archive are those of a workbook."""
    return "xl/workbook.xml" in members


def workbook_rows(content: bytes) -> dict[str, list[list[str]]]:
    """Return the rows of each sheet as texts, formulas as `FORMULA`; the file was judged by its members before.

    Raises:
        ArchiveRefused: no workbook, or one with entities of its own, as only attacks have.
    """
    members = archive_members(content)
    if any(b"<!DOCTYPE" in member or b"<!ENTITY" in member for name, member in members.items() if _is_markup(name)):
        raise ArchiveRefused("declares entities", reason="entities")
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return {sheet.title: list(_rows(sheet)) for sheet in book.worksheets}
    except ArchiveRefused:
        raise
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as problem:
        raise ArchiveRefused("no workbook", reason="damaged") from problem


def _is_markup(name: str) -> bool:
    return name.endswith((".xml", ".rels", ".vml"))


def _rows(sheet: Any) -> Iterator[list[str]]:  # noqa: ANN401 - the library has no types
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS:
            raise ArchiveRefused("too many rows", reason="bomb")
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _text(cell: Any) -> str:  # noqa: ANN401 - the library has no types
    """Return a cell as text: whole numbers without a fraction, days as 2026-03-01."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
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
    """Return a copy of a workbook in which faulty cells are coloured and bear a comment."""
    book = openpyxl.load_workbook(io.BytesIO(content))
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
