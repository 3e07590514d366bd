"""What the board shows: figures, rows, the way back up, and the cases at the end of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.cases.selectors import CaseRow
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.clock import Light
from oneseal.supervision.selectors import BOARD_LIGHTS, Board, BoardRow, Spot
from oneseal.workbench.cases.listing import row_of
from oneseal.workbench.cases.words import LIGHTS, STEPS

WALL_ROWS: Final = 7


def address(spot: Spot, light: str = "") -> str:
    """Return the address of a spot on the board."""
    told = {"agency": spot.agency_id or "", "item": spot.item_name, "step": spot.step, "light": light}
    query = urlencode({name: value for name, value in told.items() if value})
    return f"{reverse('workbench:board')}{'?' if query else ''}{query}"


def spot_shown(board: Board, light: str) -> dict[str, Any]:
    """Return a spot with its figures, what it consists of, and the way back to the whole city."""
    spot = board.spot
    return {
        "board": board,
        "crumbs": _crumbs(board),
        "lights": [
            {
                "light": one, "label": LIGHTS[one], "count": board.lights[one], "is_chosen": one == light,
                "url": address(spot, "" if one == light else one),
            }
            for one in BOARD_LIGHTS
        ],
        "columns": [{"tone": one, "label": LIGHTS[one]} for one in BOARD_LIGHTS],
        "head": _("部门") if spot.agency_id is None else _("事项"),
        "rows": [_row(row, _below(spot, row)) for row in board.rows],
        "steps": [] if spot.step else [_row(row, Spot(spot.agency_id, spot.item_name, row.key), step=True)
                                       for row in board.steps],
        "chosen": light,
        "refresh_url": f"{address(spot, light)}{'&' if '?' in address(spot, light) else '?'}seen={board.digest}",
    }  # fmt: skip


def _below(spot: Spot, row: BoardRow) -> Spot:
    """Return the spot that a row stands for."""
    return Spot(UUID(row.key), "", spot.step) if spot.agency_id is None else Spot(spot.agency_id, row.key, spot.step)


def _row(row: BoardRow, spot: Spot, *, step: bool = False) -> dict[str, Any]:
    label = STEPS.get(row.key, _("等待下一步")) if step else row.label
    return {"label": label, "url": address(spot), "running": row.running, "cells": _cells(row.lights)}


def _cells(lights: Counter[Light]) -> list[dict[str, Any]]:
    return [{"value": lights[one], "text": lights[one] or "–"} for one in BOARD_LIGHTS]


def _crumbs(board: Board) -> list[dict[str, str]]:
    spot = board.spot
    way = [(_("全部"), Spot())]
    if spot.agency_id is not None:
        way.append((board.agency_name, Spot(spot.agency_id)))
    if spot.item_name:
        way.append((spot.item_name, Spot(spot.agency_id, spot.item_name)))
    if spot.step:
        way.append((str(STEPS[spot.step]), spot))
    return [{"label": label, "url": "" if one == spot else address(one)} for label, one in way]


def cases_shown(found: Iterable[CaseRow], at: datetime) -> list[dict[str, Any]]:
    """Return cases as rows of the board."""
    day = beijing_date(at)
    return [row_of(one, day) for one in found]


def wall_shown(board: Board, late: Sequence[CaseRow], at: datetime) -> dict[str, Any]:
    """Return what the display shows: six figures, the agencies, the steps, and the latest cases by number alone."""
    most = max((row.running for row in (*board.rows, *board.steps)), default=0)
    return {
        "board": board,
        "lights": [{"light": one, "label": LIGHTS[one], "count": board.lights[one]} for one in BOARD_LIGHTS],
        "agencies": [_bar(row, row.label, most) for row in board.rows[:WALL_ROWS]],
        "steps": [_bar(row, str(STEPS.get(row.key, _("等待下一步"))), most) for row in board.steps[:WALL_ROWS]],
        "late": cases_shown(late[:WALL_ROWS], at),
        "at": at,
        "refresh_url": f"{reverse('workbench:board_wall')}?seen={board.digest}",
    }


def _bar(row: BoardRow, label: str, most: int) -> dict[str, Any]:
    """Return a row as a bar of lights; a part is measured in hundredths of the longest bar, drawn by SVG."""
    parts, at = [], 0.0
    for one in BOARD_LIGHTS:
        width = 100 * row.lights[one] / most if most else 0.0
        if width:
            parts.append({"light": one, "x": f"{at:.2f}", "width": f"{width:.2f}"})
        at += width
    return {"label": label, "running": row.running, "late": row.late, "parts": parts}
