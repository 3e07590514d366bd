"""The board as tables for other programs: one workbook, or one text file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from oneseal.catalog.selectors.board import Board

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
# A text that begins so would be a formula in a spreadsheet program.
_FORMULA: Final = ("=", "+", "-", "@", "\t")
_WIDEST: Final = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its heads, its rows."""

    name: str
    head: tuple[str, ...]
    rows: list[tuple[str | int, ...]]


def sheets_of(board: Board) -> list[Sheet]:
    """Return every table of the board: what is compared, figures, departments, types, levels, concentrations."""
    pair = (pgettext("reform", "之前"), pgettext("reform", "现在"))
    compared = board.compared
    told = [
        (_("之前的日期"), compared.first.isoformat()), (_("现在的日期"), compared.last.isoformat()),
        (_("范围"), board.department or _("全市")),
    ]  # fmt: skip
    return [
        Sheet(_("比较范围"), (_("内容"), _("值")), list(told)),
        Sheet(_("指标"), (_("指标"), *pair, _("算法"), _("计算用的数"), _("未知的事项")), _figure_rows(board)),
        Sheet(pgettext("reform", "部门"), _department_head(board), _departments(board)),
        Sheet(
            _("事项类型"), (_("事项类型"), *pair, _("新增"), _("调整"), _("不再实施")),
            _types(board),
        ),
        Sheet(
            _("行使层级"), (*pair, _("事项")), [(row["before"], row["now"], row["count"]) for row in board.moves]
        ),
        Sheet(_("两集中两到位"), _concentration_head(), _concentrations(board)),
    ]  # fmt: skip


def _figure_rows(board: Board) -> list[tuple[str | int, ...]]:
    return [
        (
            figure.label, figure.before, figure.value, figure.formula,
            "; ".join(f"{name} {number}" for name, number in figure.inputs), figure.unknown,
        )
        for figure in board.figures
    ]  # fmt: skip


def _department_head(board: Board) -> tuple[str, ...]:
    return (pgettext("reform", "部门"), _("之前的在用事项"), _("现在的在用事项"), *board.department_heads)


def _types(board: Board) -> list[tuple[str | int, ...]]:
    return [
        (row["name"], row["before"], row["now"], *(cell["count"] for cell in row["cells"])) for row in board.by_type
    ]


def _departments(board: Board) -> list[tuple[str | int, ...]]:
    return [
        (row["name"], row["before"], row["now"], *(cell["text"] for cell in row["cells"]))
        for row in board.by_department
    ]


def _concentration_head() -> tuple[str, ...]:
    return (
        pgettext("reform", "部门"),
        _("审批科室"),
        _("窗口"),
        _("在用事项"),
        _("进驻事项"),
        _("有效授权书"),
        _("达到的项数"),
    )


def _concentrations(board: Board) -> list[tuple[str | int, ...]]:
    rows: list[tuple[str | int, ...]] = []
    for row in board.concentrations:
        standing = row["standing"]
        letters = _("不要求") if standing.letters is None else standing.letters
        rows.append(
            (
                row["name"], standing.sections, standing.windows, standing.items, standing.stationed, letters,
                row["answers"].reached,
            )
        )  # fmt: skip
    return rows


def board_csv(board: Board) -> bytes:
    """Return the board as one text file that spreadsheet programs read, its tables one below the other."""
    text = io.StringIO()
    writer = csv.writer(text)
    for sheet in sheets_of(board):
        writer.writerow([sheet.name])
        writer.writerow(sheet.head)
        writer.writerows([[_plain(cell) for cell in row] for row in sheet.rows])
        writer.writerow([])
    return text.getvalue().encode("utf-8-sig")


def board_xlsx(board: Board) -> bytes:
    """Return the board as a workbook with one sheet for each table."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets_of(board):
        page = book.create_sheet(sheet.name)
        page.append(sheet.head)
        for row in sheet.rows:
            page.append([_plain(cell) for cell in row])
        for cell in page[1]:
            cell.font = Font(bold=True)
        page.freeze_panes = "A2"
        _widened(page, [sheet.head, *sheet.rows])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _widened(page: object, rows: Sequence[Sequence[str | int]]) -> None:
    """Make each column as wide as its longest text; a Chinese sign takes two places."""
    for place, column in enumerate(zip(*rows, strict=True), start=1):
        longest = max(sum(1 + (sign > "⺀") for sign in str(cell)) for cell in column)
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = min(longest + 2, _WIDEST)  # type: ignore[attr-defined]
        if longest > _WIDEST:
            for cell in page[letter]:  # type: ignore[index]
                cell.alignment = Alignment(wrap_text=True, vertical="top")


def _plain(cell: str | int) -> str | int:
    """Return a cell that no program takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(text: str) -> bool:
    return text.removeprefix("-").rstrip("%").replace(".", "", 1).replace(",", "").isdecimal()
