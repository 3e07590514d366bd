"""How a value is written in a cell, and read from one: what was written is read back as it was."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from oneseal.catalog.rules.codes import CODE_LISTS

YES: Final = "是"
NO: Final = "否"
_YES: Final = frozenset({YES, "y", "yes", "true", "1", "有"})
_NO: Final = frozenset({NO, "n", "no", "false", "0", "无"})
# A day, with the time of day that a workbook may add.
_DAY: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8})(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
)
_WHOLE: Final = re.compile(r"([+-]?\d{1,9})(?:\.0+)?")


class Kind(StrEnum):
    """Name the ways in which a cell is written."""

    TEXT = "text"
    TEXTS = "texts"
    INTEGER = "integer"
    FLAG = "flag"
    CODE = "code"
    CODES = "codes"
    DATE = "date"
    JSON = "json"


class CellUnfit(ValueError):
    """A cell that cannot be read; the text is the code of its fault."""


def written(value: Any, kind: Kind, code_list: str = "") -> str:  # noqa: ANN401 - the value of any element
    """Return the text of a cell; an empty one stands for nothing."""
    if value is None:
        return ""
    if kind is Kind.FLAG:
        return YES if value else NO
    if kind is Kind.CODE:
        return _word(value, code_list)
    if kind in {Kind.TEXTS, Kind.CODES}:
        return _lines([_word(entry, code_list) if kind is Kind.CODES else entry for entry in value], value)
    if kind is Kind.JSON:
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _word(code: str, code_list: str) -> str:
    named = next((row.chinese for row in CODE_LISTS.get(code_list, ()) if row.code == code), code)
    return named if _code(named, code_list) == code else code


def _lines(words: list[str], value: list[str]) -> str:
    """Return one line for each entry; as JSON where lines would not say the same."""
    if not value:
        return ""
    text = "\n".join(words)
    told = [line.strip() for line in text.split("\n")]
    return text if told == words and all(told) and not text.startswith("[") else json.dumps(value, ensure_ascii=False)


def read(text: str, kind: Kind, code_list: str = "") -> Any:  # noqa: ANN401 - the value of any element
    """Return the value of a cell that is not empty.

    Raises:
        CellUnfit: no such value.
    """
    return _READ[kind](text, code_list)


def _integer(text: str, _codes: str) -> int:
    found = _WHOLE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise CellUnfit("cell_not_a_number")
    return int(found[1])


def _flag(text: str, _codes: str) -> bool:
    plain = text.strip().casefold()
    if plain in _YES | _NO:
        return plain in _YES
    raise CellUnfit("cell_not_yes_or_no")


def _date(text: str, _codes: str) -> str:
    found = _DAY.fullmatch(text.strip().replace("/", "-"))
    try:
        return date.fromisoformat(found[1] if found else "").isoformat()
    except ValueError as problem:
        raise CellUnfit("cell_not_a_date") from problem


def _code(text: str, code_list: str) -> str:
    """Return the code that a cell means: the code itself, its words, or the code without its leading noughts."""
    plain = text.strip()
    for row in CODE_LISTS.get(code_list, ()):
        if plain in {row.code, row.chinese} or plain.casefold() == row.english.casefold():
            return row.code
    short = plain.removesuffix(".0")
    return next((row.code for row in CODE_LISTS.get(code_list, ()) if row.code.lstrip("0") == short), "")


def _known_code(text: str, code_list: str) -> str:
    code = _code(text, code_list)
    if not code:
        raise CellUnfit("cell_not_in_list")
    return code


def _texts(text: str, _codes: str) -> list[str]:
    if text.lstrip().startswith("["):
        found = _json(text, "")
        if isinstance(found, list) and all(isinstance(entry, str) for entry in found):
            return found
        raise CellUnfit("cell_not_json")
    return [line.strip() for line in text.split("\n") if line.strip()]


def _codes(text: str, code_list: str) -> list[str]:
    if text.lstrip().startswith("["):
        return _texts(text, "")
    return [_known_code(part, code_list) for part in re.split(r"[\n、；;,，]", text) if part.strip()]


def _json(text: str, _codes: str) -> Any:  # noqa: ANN401 - decoded JSON
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise CellUnfit("cell_not_json") from problem


_READ: Final[Mapping[Kind, Callable[[str, str], Any]]] = {
    Kind.TEXT: lambda text, _codes: text,
    Kind.TEXTS: _texts,
    Kind.INTEGER: _integer,
    Kind.FLAG: _flag,
    Kind.CODE: _known_code,
    Kind.CODES: _codes,
    Kind.DATE: _date,
    Kind.JSON: _json,
}
