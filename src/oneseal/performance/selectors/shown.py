"""Lines, rates and months as pages, charts and files show them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from oneseal.foundation.tables import BYTE_ORDER_MARK, table_of
from oneseal.kernel.scoring import Group, Index, Number, percent, rounded
from oneseal.performance.models import IndexLine
from oneseal.performance.rules.sums import Rate, Sums, rates_of
from oneseal.performance.selectors.drilling import CONDITIONS
from oneseal.performance.selectors.index import MonthShown
from oneseal.performance.selectors.words import GROUPS, INDICES, INPUTS, NO_DATA, NOT_RECORDED, RATES

Row = dict[str, Any]
_FIGURES: Final = (
    "in_hand_before", "accepted", "closed", "ended_otherwise", "in_hand_after", "not_accepted", "closed_late",
    "open_late",
)  # fmt: skip


def number_text(number: Number) -> str:
    """Return a number for a table: whole where it is, else with two places."""
    exact = rounded(number, places=2)
    return f"{int(exact):,}" if exact == exact.to_integral_value() else f"{exact:,}"


def nine_lines(line: IndexLine, weights: Mapping[str, str]) -> list[Row]:
    """Return the nine indices of a department: inputs, formula in words, result."""
    return [_index_row(index, line, weights) for index in Index]


def _index_row(index: Index, line: IndexLine, weights: Mapping[str, str]) -> Row:
    label, formula, names = INDICES[index]
    score = line.scores.get(index.value)
    inputs = [
        {
            "name": name, "label": str(INPUTS[name]), "is_drilled": name in CONDITIONS,
            "text": str(NOT_RECORDED) if line.inputs.get(name) is None else number_text(Decimal(line.inputs[name])),
        }
        for name in names
    ]  # fmt: skip
    return {
        "code": index.value, "label": str(label), "formula": str(formula), "inputs": inputs,
        "weight": number_text(Decimal(weights[index.value])), "score": score or str(NO_DATA), "has_data": bool(score),
    }  # fmt: skip


def group_rows(line: IndexLine) -> list[Row]:
    """Return what three indices tell together."""
    return [{"label": str(GROUPS[group]), "text": line.groups.get(group.value) or str(NO_DATA)} for group in Group]


def ranking_rows(shown: MonthShown) -> list[Row]:
    """Return the ranking of a month with last month's and last year's result beside it."""
    return [
        {
            "line": line, "place": line.place if line.place is not None else "—",
            "final": _text(line.final if line.cases else None), "adjusted": _difference(line.final, line.total),
            "last_month": _text(_final(shown.last_month, line.agency_id)),
            "last_year": _text(_final(shown.last_year, line.agency_id)),
            "groups": [row["text"] for row in group_rows(line)],
        }
        for line in shown.lines
    ]  # fmt: skip


def _final(lines: Mapping[UUID, IndexLine], agency_id: UUID) -> Decimal | None:
    return lines[agency_id].final if agency_id in lines else None


def _text(number: Decimal | None) -> str:
    return str(NO_DATA) if number is None else str(number)


def _difference(final: Decimal | None, total: Decimal | None) -> str:
    return "" if final is None or total is None or final == total else f"{final - total:+}"


def ranking_chart(shown: MonthShown) -> Row:
    """Return columns and rows of the chart of results, this month beside the month before; only of who is ranked."""
    return {
        "columns": [{"label": _("上月"), "tone": "before"}, {"label": _("本月"), "tone": "now"}],
        "rows": [
            {
                "label": line.agency_name,
                "cells": [_cell(_final(shown.last_month, line.agency_id)), _cell(line.final)],
            }
            for line in shown.lines
            if line.place is not None
        ],
    }


def _cell(number: Decimal | None) -> Row:
    return {"text": _text(number), "value": None if number is None else str(number)}


def rate_rows(sums: Sums, before: Sums, year_before: Sums) -> list[Row]:
    """Return every rate of a period with its two numbers, beside the period before and the year before."""
    now, then, earlier = rates_of(sums), rates_of(before), rates_of(year_before)
    return [
        {
            "key": rate.value, "label": str(RATES[rate][0]), "formula": str(RATES[rate][1]),
            "part": number_text(now[rate].part), "whole": number_text(now[rate].whole),
            "text": rate_text(now[rate].rate), "before": rate_text(then[rate].rate),
            "year_before": rate_text(earlier[rate].rate),
        }
        for rate in Rate
    ]  # fmt: skip


def rate_text(rate: Any) -> str:  # noqa: ANN401 - a fraction or None
    """Return a rate in percent; over nothing there is none."""
    found = percent(rate)
    return str(NO_DATA) if found is None else f"{found} %"


def rate_chart(sums: Sums, before: Sums) -> Row:
    """Return columns and rows of the chart of rates."""
    now, then = rates_of(sums), rates_of(before)
    return {
        "columns": [{"label": _("上期"), "tone": "before"}, {"label": _("本期"), "tone": "now"}],
        "rows": [
            {"label": str(RATES[rate][0]), "cells": [_rate_cell(then[rate].rate), _rate_cell(now[rate].rate)]}
            for rate in Rate
            if rate is not Rate.COMPLETION  # may exceed a hundred, and would bend the axis
        ],
    }


def _rate_cell(rate: Any) -> Row:  # noqa: ANN401 - a fraction or None
    found = percent(rate)
    return {"text": rate_text(rate), "value": None if found is None else str(found)}


def figure_cells(sums: Sums) -> list[Row]:
    """Return the counters of a period, each with the name by which its cases are found."""
    return [
        {
            "name": name, "label": str(INPUTS[name]), "text": number_text(getattr(sums, name)),
            "is_drilled": name in CONDITIONS,
        }
        for name in _FIGURES
    ]  # fmt: skip


_TOLD: Final = ("accepted", "closed", "ended_otherwise", "in_hand_after")
_SHOWN_RATES: Final = (Rate.COMPLETION, Rate.SPEED_UP, Rate.ON_TIME, Rate.OVERDUE, Rate.ONLINE)


def division_heads() -> list[str]:
    """Return the heads of the tables by department and by item."""
    return [str(INPUTS[name]) for name in _TOLD] + [str(RATES[rate][0]) for rate in _SHOWN_RATES]


def division_rows(sums: Mapping[UUID | None, Sums], names: Mapping[UUID, str]) -> list[Row]:
    """Return one row for each department or item that has a name, by name."""
    rows = [
        {
            "key": key, "name": names[key],
            "cells": [number_text(getattr(found, name)) for name in _TOLD]
            + [rate_text(rates_of(found)[rate].rate) for rate in _SHOWN_RATES],
        }
        for key, found in sums.items()
        if key is not None and key in names
    ]  # fmt: skip
    return sorted(rows, key=lambda row: str(row["name"]))


def ranking_json(shown: MonthShown) -> str:
    """Return a published month for other programs: everything by which it can be computed again."""
    index = shown.index
    body = {
        "month": f"{index.month:%Y-%m}", "version": index.version, "published_at": index.published_at,
        "weights_version": index.weights_version, "weights": index.scheme, "sha256": index.sha256,
        "lines": [
            {
                "agency": line.agency_name, "agency_id": line.agency_id, "place": line.place, "total": line.total,
                "final": line.final, "weight_counted": line.weight_counted, "cases": line.cases,
                "scores": line.scores, "groups": line.groups, "inputs": line.inputs,
            }
            for line in shown.lines
        ],
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False, indent=1, default=str)


def ranking_csv(shown: MonthShown) -> str:
    """Return a month as a table for spreadsheets."""
    heads = [_("名次"), _("部门"), _("得分"), *(f"{index.value} {INDICES[index][0]}" for index in Index)]
    rows = [
        [
            str(line.place or ""), line.agency_name, str(line.final if line.final is not None else ""),
            *(line.scores.get(index.value) or "" for index in Index),
        ]
        for line in shown.lines
    ]  # fmt: skip
    return BYTE_ORDER_MARK + table_of([str(head) for head in heads], rows)


def figures_csv(rows: list[Row]) -> str:
    """Return the rates of a period as a table for spreadsheets."""
    heads = [_("指标"), _("算法"), _("分子"), _("分母"), _("值"), _("上期"), _("去年同期")]
    names = ("label", "formula", "part", "whole", "text", "before", "year_before")
    return BYTE_ORDER_MARK + table_of([str(head) for head in heads], [[row[name] for name in names] for row in rows])
