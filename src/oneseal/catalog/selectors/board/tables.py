"""The board as tables and charts: rows of words and values, nothing left to compute for a template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oneseal.catalog.rules.reform import CUTS, SHARES, Figure, Number, Sums, figures_of, mean, percent, rounded
from oneseal.catalog.selectors.board.words import (
    CLEANED,
    CLEANED_WORD,
    INPUTS,
    WORDS,
    coded,
    number_text,
    percent_text,
    value_text,
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Links:
    """Where a figure leads: its items, the board, intermediary services, each address a function of what is asked."""

    items: Any
    board: Any
    services: Any


@dataclass(frozen=True, slots=True)
class FigureShown:
    """One figure in words: what it is, its value now and before, how it is made of which numbers, and its items."""

    key: str
    label: str
    value: str
    before: str
    formula: str
    inputs: tuple[tuple[str, str], ...]
    unknown: int
    url: str


def figures_shown(sums: Sums, links: Links) -> list[FigureShown]:
    """Return every figure of the board in words."""
    return [_shown(figure, links) for figure in figures_of(sums).values()]


def _shown(figure: Figure, links: Links) -> FigureShown:
    word = WORDS[figure.key]
    inputs = tuple((str(INPUTS[key]), number_text(number)) for key, number in figure.inputs if key in INPUTS)
    before = "" if figure.value_before is None else value_text(figure, figure.value_before)
    return FigureShown(
        figure.key, str(word.label), value_text(figure, figure.value), before, str(word.formula), inputs,
        figure.unknown, links.items(figure=figure.key),
    )  # fmt: skip


def cleaned_shown(count: int, links: Links) -> FigureShown:
    """Return how many intermediary services were cleaned; the list is the city's, whichever department is asked."""
    label, formula = str(CLEANED_WORD.label), str(CLEANED_WORD.formula)
    return FigureShown(CLEANED, label, number_text(count), "", formula, (), 0, links.services(department=None))


def columns() -> list[dict[str, str]]:
    """Return the two columns of a chart that compares two days."""
    return [
        {"label": pgettext("reform", "之前"), "tone": "before"},
        {"label": pgettext("reform", "现在"), "tone": "now"},
    ]


def limit_columns() -> list[dict[str, str]]:
    """Return the two columns of a chart that compares promises with the law."""
    return [{"label": _("平均法定"), "tone": "before"}, {"label": _("平均承诺"), "tone": "now"}]


def _cell(value: Number | None, text: str) -> Row:
    return {"text": text, "value": None if value is None else str(rounded(value, places=2))}


def average_rows(sums: Sums, links: Links) -> list[Row]:
    """Return what one item asks for on average, before and now, over the items in force on both days."""
    names = {
        "steps": _("办理环节"), "materials": _("申请材料"), "certificates": _("其中证件证明"), "days": _("承诺工作日"),
    }  # fmt: skip
    rows = []
    for key in CUTS:
        count = sums.days_items if key == "days" else sums.paired
        pair = [mean(getattr(sums, f"{key}_{day}"), count) for day in ("before", "now")]
        cells = [_cell(value, _("不适用") if value is None else number_text(value)) for value in pair]
        rows.append({"label": names[key], "url": links.items(figure=key), "cells": cells})
    return rows


def share_rows(sums: Sums, links: Links) -> list[Row]:
    """Return the shares of items before and now, in percent."""
    figures = figures_of(sums)
    return [
        {
            "label": str(WORDS[key].label), "url": links.items(figure=key),
            "cells": [_percent_cell(figures[key].value_before), _percent_cell(figures[key].value)],
        }
        for key in SHARES
    ]  # fmt: skip


def _percent_cell(rate: Fraction | None) -> Row:
    return {"text": percent_text(rate), "value": None if rate is None else str(percent(rate))}


def limit_rows(by_agency: Mapping[UUID, Sums], names: Mapping[UUID, str], links: Links) -> list[Row]:
    """Return the average statutory and promised days of each department, those who promise most first."""
    rows = []
    for agency_id, sums in by_agency.items():
        figures = figures_of(sums)
        pair = [figures["statutory_mean"].value, figures["promise_mean"].value]
        if pair[0] is None:
            continue
        cells = [_cell(value, _("不适用") if value is None else number_text(value, places=1)) for value in pair]
        url = links.items(figure="promise_mean", department=agency_id)
        rows.append({"label": names.get(agency_id, ""), "url": url, "cells": cells, "rate": figures["speed_up"].value})
    return sorted(rows, key=lambda row: (-(row["rate"] if row["rate"] is not None else -1), row["label"]))


DEPARTMENT_FIGURES: Final = (
    "steps", "materials", "days", "speed_up", "two_step", "at_once", "stationed", "whole_online",
)  # fmt: skip


def department_rows(by_agency: Mapping[UUID, Sums], names: Mapping[UUID, str], links: Links) -> list[Row]:
    """Return one row for each department: its items and its figures, each leading to its items."""
    found = sorted(by_agency.items(), key=lambda row: names.get(row[0], ""))
    return [
        {
            "name": names.get(agency_id, ""), "url": links.board(department=agency_id), "before": sums.items_before,
            "now": sums.items_now, "cells": _department_cells(agency_id, sums, links),
        }
        for agency_id, sums in found
    ]  # fmt: skip


def _department_cells(agency_id: UUID, sums: Sums, links: Links) -> list[Row]:
    figures = figures_of(sums)
    return [
        {
            "label": str(WORDS[key].label), "text": percent_text(figures[key].value),
            "url": links.items(figure=key, department=agency_id) if figures[key].value is not None else "",
        }
        for key in DEPARTMENT_FIGURES
    ]  # fmt: skip


def type_rows(by_type: Mapping[str, Sums], links: Links) -> list[Row]:
    """Return the items of each type: before, now, added, changed and no longer carried out."""
    return [
        {
            "name": coded("item_type", kind), "before": sums.items_before, "now": sums.items_now,
            "cells": [
                {
                    "count": count, "label": str(WORDS[key].label),
                    "url": links.items(figure=key, type=kind) if count else "",
                }
                for key, count in (("added", sums.added), ("changed", sums.changed), ("ended", sums.ended))
            ],
        }
        for kind, sums in by_type.items()
    ]  # fmt: skip


def move_rows(moves: Iterable[tuple[str, str, int]], links: Links) -> list[Row]:
    """Return how many items moved from which level to which."""
    return [
        {
            "before": coded("exercise_level", before), "now": coded("exercise_level", now), "count": count,
            "url": links.items(figure="moved_down" if now > before else "moved_up"),
        }
        for before, now, count in moves
    ]  # fmt: skip
