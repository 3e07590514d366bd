"""The efficiency index: its months, the ranking of one, and a department's nine lines with the cases behind them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from oneseal.foundation.http.access import SignedInRequest, private_file, requires
from oneseal.foundation.timekeeping import today
from oneseal.performance.errors import IndexNotFound
from oneseal.performance.policies import READS, can_appeal, can_manage, oversees
from oneseal.performance.selectors import Period, Stage
from oneseal.performance.selectors.index import (
    MonthShown,
    adjustments_of,
    appeals_for_actor,
    line_for_actor,
    month_for_actor,
    months_for_actor,
)
from oneseal.performance.selectors.shown import (
    group_rows,
    nine_lines,
    ranking_chart,
    ranking_csv,
    ranking_json,
    ranking_rows,
)
from oneseal.performance.selectors.words import GROUPS, STAGES
from oneseal.workbench.desk import show
from oneseal.workbench.performance.forms import AdjustForm, DecisionForm, DraftForm, WordsForm

FILES = {"csv": ("text/csv; charset=utf-8", ranking_csv), "json": ("application/json", ranking_json)}


def month_told(text: str) -> date:
    """Return the month of an address (2026-03), or say that there is no such page."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as problem:
        raise Http404 from problem


def month_opened(request: SignedInRequest, month: str) -> MonthShown:
    """Return a month as the reader may see it, or say that there is no such page."""
    told = request.GET.get("version", "")
    version = int(told) if told.isdecimal() and len(told) < 6 else None
    try:
        return month_for_actor(month_told(month), actor=request.actor, version=version)
    except IndexNotFound as problem:
        raise Http404 from problem


def months_page(request: SignedInRequest, form: DraftForm, *, status: int = 200) -> HttpResponse:
    """Return the page of all months with the form that computes another."""
    rows = [{"index": row, "stage": STAGES[Stage(row.stage)]} for row in months_for_actor(request.actor)]
    context = {
        "rows": rows, "form": form, "may_manage": can_manage(request.actor), "oversees": oversees(request.actor),
        "year": today().year,
    }  # fmt: skip
    return show(request, "workbench/performance/months.html", context, current="index", status=status)


@require_safe
@requires(READS)
def months(request: SignedInRequest) -> HttpResponse:
    """Show every month of the index, newest first."""
    last = Period.of_month(today()).before.first
    return months_page(request, DraftForm(initial={"month": last}))


@require_safe
@requires(READS)
def month(request: SignedInRequest, month: str) -> HttpResponse:
    """Show the ranking of one month, or give it away as a file."""
    shown = month_opened(request, month)
    kind = request.GET.get("file", "")
    if kind in FILES:
        media, written = FILES[kind]
        name = f"index-{shown.index.month:%Y-%m}-v{shown.index.version}.{kind}"
        return private_file(HttpResponse(written(shown), content_type=media), name, is_saved=True)
    return month_page(request, shown)


def month_page(
    request: SignedInRequest, shown: MonthShown, *, decision: DecisionForm | None = None, problem: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Return the page of a month with what may be done with it now."""
    index = shown.index
    appeals = appeals_for_actor(index, actor=request.actor)
    names = {line.agency_id: line.agency_name for line in shown.lines}
    context = {
        "shown": shown, "index": index, "stage": STAGES[Stage(index.stage)], "rows": ranking_rows(shown),
        "chart": ranking_chart(shown), "groups": [str(word) for word in GROUPS.values()], "problem": problem,
        "may_manage": can_manage(request.actor), "fewest": index.scheme["fewest_cases"],
        "appeals": [{"row": row, "name": names.get(row.agency_id, "")} for row in appeals],
        "decision": decision or DecisionForm(auto_id=False), "is_over": _is_over(index.appeal_until_on),
        "url": reverse("workbench:index_month", args=[f"{index.month:%Y-%m}"]),
    }  # fmt: skip
    return show(request, "workbench/performance/month.html", context, current="index", status=status)


def _is_over(until_on: date | None) -> bool:
    return until_on is not None and today() > until_on


@require_safe
@requires(READS)
def line(request: SignedInRequest, month: str, agency_id: UUID) -> HttpResponse:
    """Show the nine lines of one department with the numbers they come from."""
    shown = month_opened(request, month)
    try:
        found = line_for_actor(shown, agency_id)
    except IndexNotFound as problem:
        raise Http404 from problem
    return line_page(request, shown, found.agency_id)


def line_page(
    request: SignedInRequest, shown: MonthShown, agency_id: UUID, *, forms: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Return the page of one department's nine lines, with the forms that may be filled in there."""
    index, found = shown.index, line_for_actor(shown, agency_id)
    period = Period.of_month(index.month)
    is_open = index.stage == Stage.APPEAL and not _is_over(index.appeal_until_on)
    context = {
        "index": index, "line": found, "stage": STAGES[Stage(index.stage)], "period": period,
        "lines": nine_lines(found, index.scheme["dynamic"]), "groups": group_rows(found),
        "adjustments": adjustments_of(index, agency_id),
        "appeals": [row for row in appeals_for_actor(index, actor=request.actor) if row.agency_id == agency_id],
        "may_appeal": is_open and can_appeal(request.actor, agency_id),
        "may_adjust": index.stage != Stage.PUBLISHED and can_manage(request.actor),
        "may_drill": oversees(request.actor) or request.actor.agency_id == agency_id,
        "words": WordsForm(), "adjust": AdjustForm(), **(forms or {}),
    }  # fmt: skip
    return show(request, "workbench/performance/line.html", context, current="index", status=status)
