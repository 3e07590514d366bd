"""The list as a file: workbook, archive of tables, JSON, or the national tables; whole or not at all."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from django.utils.translation import gettext

from oneseal.catalog.errors import ExportUnfit
from oneseal.catalog.rules.interchange.columns import SHEET_NAMES, SHEETS
from oneseal.catalog.rules.interchange.mappings import LIST_FORMAT, whole_mapping
from oneseal.catalog.rules.interchange.national import NationalTables, national_of
from oneseal.catalog.rules.interchange.national_columns import GUID, columns_of
from oneseal.catalog.rules.interchange.writing import Carried, Row, Rows, sheets_of, unwritable
from oneseal.foundation.language import is_english
from oneseal.foundation.tables import BYTE_ORDER_MARK, exact_line
from oneseal.foundation.workbooks import XLSX, ZIP, unwritable_in_workbook, workbook_written

FORMATS: Final[Mapping[str, tuple[str, str]]] = {
    "xlsx": (XLSX, "xlsx"), "csv": (ZIP, "zip"), "json": ("application/json", "json"), "national": (XLSX, "xlsx"),
}  # fmt: skip
_IN_MEMORY: Final = 8 * 1024 * 1024
_BLOCK: Final = 64 * 1024
_NAMED: Final = 3
Sheet = tuple[str, Sequence[str], Iterable[Sequence[str]]]


def list_file(kind: str, items: Iterable[Carried]) -> Iterator[bytes]:
    """Return a file of a format piece by piece; what it cannot hold is refused before the first piece.

    Raises:
        ExportUnfit: a text that a table cannot give back as it is.
    """
    if kind == "json":
        return _json(items)
    file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed when the last piece is read
    try:
        _WRITERS[kind](items, file)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return _pieces(file)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_BLOCK):
            yield piece


def _json(items: Iterable[Carried]) -> Iterator[bytes]:
    yield f'{{"format": "{LIST_FORMAT}", "items": ['.encode()
    for number, item in enumerate(items):
        text = json.dumps(whole_mapping(item), ensure_ascii=False, indent=1)
        yield f"{',' if number else ''}\n{text}".encode()
    yield b"\n]}\n"


def _heads(sheet: str) -> list[str]:
    return [column.english if is_english() else column.chinese for column in SHEETS[sheet]]


def _cells(sheet: str, rows: Iterable[Row]) -> Iterator[list[str]]:
    keys = [column.key for column in SHEETS[sheet]]
    return ([row.get(key, "") for key in keys] for row in rows)


def _written(items: Iterable[Carried], *, is_workbook: bool) -> Rows:
    """Return the rows of every item.

    Raises:
        ExportUnfit.
    """
    carried = list(items)
    rows = sheets_of(carried)
    unfit = {item.key for item in carried if unwritable(item)}
    if is_workbook:
        unfit |= {
            row["item"] for some in rows.values() for row in some if any(map(unwritable_in_workbook, row.values()))
        }
    if unfit:
        raise ExportUnfit("a table cannot say these again", names="、".join(_names(carried, unfit)))
    return rows


def _names(items: Sequence[Carried], keys: set[str]) -> list[str]:
    found = [
        str((item.content["elements"].get("name") or {}).get("value") or item.key) for item in items if item.key in keys
    ]
    rest = len(found) - _NAMED
    more = [gettext("另外%(rest)s项") % {"rest": rest}] if rest > 0 else []
    return [*(f"“{name}”" for name in found[:_NAMED]), *more]


def _workbook(items: Iterable[Carried], file: IO[bytes]) -> None:
    rows = _written(items, is_workbook=True)
    sheets = [
        (SHEET_NAMES[sheet][1 if is_english() else 0], _heads(sheet), _cells(sheet, rows[sheet])) for sheet in rows
    ]
    workbook_written([*sheets, _about()], file)


def _about() -> Sheet:
    """Return the sheet that explains the columns; an import does not read it."""
    heads = [gettext("表"), gettext("列"), gettext("英文"), gettext("标识"), gettext("写法")]
    ways = {
        "text": gettext("文字"), "texts": gettext("一行一项"), "integer": gettext("整数"), "flag": gettext("是、否"),
        "code": gettext("代码表中的名称或者代码"), "codes": gettext("代码表中的名称或者代码，一行一项"),
        "date": gettext("日期，例如2026-03-01"), "json": gettext("结构数据（JSON），请勿改动"),
    }  # fmt: skip
    rows = [
        [SHEET_NAMES[sheet][0], column.chinese, column.english, f"{sheet}.{column.key}", ways[column.kind]]
        for sheet, columns in SHEETS.items()
        for column in columns
    ]
    return (gettext("填写说明"), heads, rows)


def _archive(items: Iterable[Carried], file: IO[bytes]) -> None:
    rows = _written(items, is_workbook=False)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet, some in rows.items():
            with archive.open(f"{sheet}.csv", "w", force_zip64=True) as member:
                member.write((BYTE_ORDER_MARK + exact_line(_heads(sheet))).encode())
                for cells in _cells(sheet, some):
                    member.write(exact_line(cells).encode())


def _national(items: Iterable[Carried], file: IO[bytes]) -> None:
    found = national_of(items)
    sheets: list[Sheet] = []
    _judge_texts(found)
    for table, rows in sorted(found.tables.items()):
        heads = [GUID, *(column.name for column in columns_of(table))]
        sheets.append((table, heads, [[row[head] for head in heads] for row in rows]))
    workbook_written([*sheets, national_report(found)], file)


def _judge_texts(found: NationalTables) -> None:
    """Refuse texts that no workbook can hold.

    Raises:
        ExportUnfit.
    """
    for rows in found.tables.values():
        for row in rows:
            if any(map(unwritable_in_workbook, row.values())):
                raise ExportUnfit("a table cannot say this again", names=f"“{row[GUID]}”")


def unfit_nationally(items: Iterable[Carried]) -> NationalTables:
    """Return what the national tables cannot hold of items, or lack."""
    return national_of(items)


def national_report(found: NationalTables) -> Sheet:
    """Return the sheet that tells what does not fit: an item too long is left out whole, a missing value is empty."""
    heads = [gettext("事项标识"), gettext("事项名称"), gettext("表"), gettext("列"), gettext("长度"), gettext("最长"),
             gettext("处理")]  # fmt: skip
    rows = [
        [
            one.key, one.name, one.table, one.column, str(one.length or ""), str(one.most or ""),
            gettext("没有内容，国家表要求填写") if one.is_missing else gettext("超过长度，这个事项没有导出"),
        ]
        for one in found.unfit
    ]  # fmt: skip
    return (gettext("未能导出"), heads, rows)


_WRITERS: Final[Mapping[str, Callable[[Iterable[Carried], IO[bytes]], None]]] = {
    "xlsx": _workbook, "csv": _archive, "national": _national,
}  # fmt: skip
