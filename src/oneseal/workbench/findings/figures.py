"""Figures about findings: a table beside each picture, and all of them as a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext as _

from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.tables import BYTE_ORDER_MARK, table_of
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.selectors import agencies_kept
from oneseal.supervision.selectors import (
    Line,
    Statistics,
    finding_statistics,
    rule_text,
    scores_for_actor,
)
from oneseal.supervision.services import findings_exported
from oneseal.workbench.desk import show
from oneseal.workbench.findings.shown import UNKNOWN, node_words

MONTHS = 12


def period_told(request: SignedInRequest) -> tuple[date, date]:
    """Return the days of the months asked for, both whole; without any the last twelve months."""
    last = _month(request.GET.get("to", "")) or today().replace(day=1)
    first = _month(request.GET.get("from", "")) or _months_before(last, MONTHS - 1)
    first = min(first, last)
    return first, (last.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _month(told: str) -> date | None:
    try:
        return date.fromisoformat(f"{told}-01") if told else None
    except ValueError:
        return None


def _months_before(month: date, months: int) -> date:
    count = month.year * 12 + month.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _percent(share: float | None) -> str:
    return UNKNOWN if share is None else f"{share * 100:.1f}%"


def _days(length: timedelta | None) -> str:
    return UNKNOWN if length is None else _("%(days)s日") % {"days": f"{length / timedelta(days=1):.1f}"}


def _labelled(lines: tuple[Line, ...], name: str) -> list[tuple[str, Line]]:
    told = {"rule": rule_text, "node": node_words}.get(name, str)
    return [(told(line.label) if line.label else _("没有记载"), line) for line in lines]


def tables_of(found: Statistics) -> list[dict[str, Any]]:
    """Return the tables of counts, each with its title and what its rows are."""
    named = (
        ("month", _("各月发现"), _("月份"), found.by_month), ("rule", _("各规则发现"), _("监察规则"), found.by_rule),
        ("unit", _("各单位发现"), _("被监察单位"), found.by_unit),
        ("post", _("各岗位发现"), _("涉及岗位"), found.by_post),
        ("item", _("各事项发现"), _("办理事项"), found.by_item), ("node", _("各环节发现"), _("环节"), found.by_node),
    )  # fmt: skip
    return [
        {"name": name, "title": title, "head": head, "rows": [_bar(*told) for told in _labelled(lines, name)]}
        for name, title, head, lines in named
    ]


def _bar(label: str, line: Line) -> dict[str, Any]:
    cells = [{"text": str(value), "value": value} for value in (line.total, line.counted)]
    return {"label": label, "url": "", "cells": cells}


def figures_of(found: Statistics) -> list[dict[str, str]]:
    """Return the figures of the period."""
    return [
        {"label": _("发现件数"), "value": str(found.total)},
        {"label": _("发出的督办和纠错"), "value": str(found.orders)},
        {"label": _("答复率"), "value": _percent(found.answer_rate)},
        {"label": _("按期答复率"), "value": _percent(found.in_time_rate)},
        {"label": _("平均答复时间（自然日）"), "value": _days(found.mean_answer)},
        {"label": _("重复率"), "value": _percent(found.repeat_rate)},
    ]


def _scores(request: SignedInRequest, first: date, last: date) -> list[dict[str, Any]]:
    names = dict(agencies_kept().values_list("id", "name"))
    return [
        {
            "month": one.month, "agency": names.get(one.agency_id, UNKNOWN), "rule": rule_text(one.rule),
            "warnings": one.warnings, "from_warnings": one.from_warnings, "yellow": one.yellow, "red": one.red,
            "points": -one.points,
            "query": urlencode({"agency": names.get(one.agency_id, ""), "rule": one.rule, "month": one.month}),
        }
        for one in scores_for_actor(request.actor, first=first, last=last)
    ]  # fmt: skip


@requires("supervision.read")
def figures(request: SignedInRequest) -> HttpResponse:
    """Show the figures of a period."""
    first, last = period_told(request)
    found = finding_statistics(request.actor, first=first, last=last)
    context = {
        "first": first, "last": last, "figures": figures_of(found), "tables": tables_of(found),
        "columns": [{"label": _("全部"), "tone": "before"}, {"label": _("计分"), "tone": "now"}],
        "causes": [
            {"node": node_words(one.node) if one.node else _("没有记载"), "rule": rule_text(one.rule),
             "total": one.total}
            for one in found.causes
        ],
        "scores": _scores(request, first, last),
        "period": f"from={first:%Y-%m}&to={last:%Y-%m}",
    }  # fmt: skip
    return show(request, "workbench/findings/figures.html", context, current="findings")


def _rows(request: SignedInRequest, found: Statistics) -> Iterator[list[str]]:
    for figure in figures_of(found):
        yield [_("数据"), figure["label"], figure["value"], ""]
    for one in tables_of(found):
        for row in one["rows"]:
            yield [one["title"], row["label"], *(cell["text"] for cell in row["cells"])]
    for cause in found.causes:
        node = node_words(cause.node) if cause.node else _("没有记载")
        yield [_("超期在哪个环节、因为什么"), f"{node} · {rule_text(cause.rule)}", str(cause.total), str(cause.total)]
    for score in _scores(request, found.first, found.last):
        yield [_("各单位计分"), f"{score['month']} {score['agency']} {score['rule']}", str(score["points"]), ""]


@requires("supervision.read")
def export(request: SignedInRequest) -> HttpResponse:
    """Return all figures of a period as a file, and record who took it."""
    first, last = period_told(request)
    found = finding_statistics(request.actor, first=first, last=last)
    rows = list(_rows(request, found))
    text = BYTE_ORDER_MARK + table_of([_("表"), _("内容"), _("全部"), _("计分")], rows)
    content = text.encode()
    findings_exported(
        told={"figures": f"{first:%Y-%m}/{last:%Y-%m}"}, rows=len(rows),
        sha256=hashlib.sha256(content).hexdigest(), actor=request.actor, now=now(),
    )  # fmt: skip
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = "attachment; filename*=UTF-8''supervision-figures.csv"
    answer["Cache-Control"] = "private, no-store"
    return answer
