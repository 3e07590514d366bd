"""Read a table of rows from the bytes of a file, whatever its encoding and its quoting."""

import csv
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from oneseal.kernel.errors import RuleError

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_BLANKS: Final = re.compile(r"\s+")
_LONGEST_CELL_LINES: Final = 20
_MOST_UNESCAPES: Final = 3
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
LOST: Final = "\ufffd"


class TableUnreadable(RuleError):
    """Refuse a file that is no table of text (facts: reason)."""

    code = "catalog.table_unreadable"


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the file: its line, its cells, whether a quotation mark in it was never closed.

    `problem` is the code of a fault for which it is no row at all, such as an empty answer.
    """

    line: int
    cells: tuple[str, ...]
    is_quote_open: bool = False
    problem: str = ""


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text of a file and its encoding: by its mark, else UTF-8, else GB18030.

    Raises:
        TableUnreadable: none of them, an empty file, or a web page in the place of a table.
    """
    if not content.strip():
        raise TableUnreadable("the file is empty", reason="empty")
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.lstrip()[:1] == "<":
            raise TableUnreadable("the file is a web page", reason="page")
        return text, encoding
    raise TableUnreadable("the file is no text", reason="encoding")


def records(text: str) -> Iterator[Record]:
    """Yield the rows of a text of comma-separated values; a quotation mark never closed spoils its own line only."""
    lines = _LINE_END.split(text)
    wanted, place = 0, 0
    while place < len(lines):
        if not lines[place].strip():
            place += 1
            continue
        taken, cells = _quoted(lines, place)
        is_broken = not taken or (taken > 1 and wanted and len(cells) != wanted)
        if is_broken:
            taken, cells = 1, [cell.strip().strip('"') for cell in lines[place].split(",")]
        wanted = wanted or len(cells)
        yield Record(place + 1, tuple(cells), is_quote_open=bool(is_broken))
        place += taken


def _quoted(lines: list[str], place: int) -> tuple[int, list[str]]:
    """Return how many lines a row takes, and its cells; no lines where its quotation mark is never closed."""
    joined = ""
    for taken, line in enumerate(lines[place : place + _LONGEST_CELL_LINES], start=1):
        joined = f"{joined}\n{line}" if joined else line
        if joined.count('"') % 2 == 0:
            return taken, next(csv.reader([joined]), [])
    return 0, []


def cleaned(text: str) -> str:
    """Return a text without markup, entities (coded once or more), control characters and surplus blanks."""
    for _turn in range(_MOST_UNESCAPES):
        plain = html.unescape(text)
        if plain == text:
            break
        text = plain
    text = _TAG.sub(" ", text)
    kept = "".join(sign if not _is_invisible(sign) else " " if sign.isspace() else "" for sign in text)
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", kept)).strip()


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"}
