"""Figures of any period: counters, rates with their denominators, by department and item, and the cases behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from oneseal.catalog.selectors.reform import Compared, reform
from oneseal.foundation.http.access import SignedInRequest, private_file, requires
from oneseal.foundation.http.searching import number_told
from oneseal.foundation.timekeeping import today
from oneseal.kernel.scoring import speed_up
from oneseal.performance.policies import READS, can_read, oversees
from oneseal.performance.selectors import Period, Sums
from oneseal.performance.selectors.drilling import cases_behind
from oneseal.performance.selectors.figures import facts_as_of, item_names, sums_of
from oneseal.performance.selectors.inputs import departments
from oneseal.performance.selectors.shown import (
    division_heads,
    division_rows,
    figure_cells,
    figures_csv,
    number_text,
    rate_chart,
    rate_rows,
    rate_text,
)
from oneseal.performance.selectors.words import INPUTS
from oneseal.workbench.desk import show

EARLIEST, LATEST = date(2000, 1, 1), date(2200, 12, 31)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which period, and of which department (None: all of them)."""

    period: Period
    agency_id: UUID | None

    def query(self, **more: object) -> str:
        """Return the query of an address that asks for the same."""
        told: dict[str, object] = {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()}
        if self.agency_id is not None:
            told["department"] = self.agency_id
        return urlencode(told | {key: value for key, value in more.items() if value})


def asked(request: SignedInRequest) -> Asked:
    """Return what an address asks for; without sound days it is this month. A department asks for itself alone."""
    day = today()
    first = _day(request.GET.get("from", "")) or day.replace(day=1)
    last = _day(request.GET.get("to", "")) or day
    period = Period(min(first, last), max(first, last))
    if not oversees(request.actor):
        return Asked(period, request.actor.own_agency)
    return Asked(period, _agency(request.GET.get("department", "")))


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def _agency(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_safe
@requires(READS)
def figures(request: SignedInRequest) -> HttpResponse:
    """Show the figures of a period, or give its rates away as a table."""
    wanted = asked(request)
    now, before, earlier = (
        _sums(period, wanted) for period in (wanted.period, wanted.period.before, wanted.period.year_before)
    )
    rates = rate_rows(now, before, earlier)
    if request.GET.get("file") == "csv":
        name = f"figures-{wanted.period.first}-{wanted.period.last}.csv"
        return private_file(
            HttpResponse(figures_csv(rates), content_type="text/csv; charset=utf-8"), name, is_saved=True
        )
    context = {
        "wanted": wanted, "rates": rates, "counters": figure_cells(now), "missing": now.flow.missing,
        "chart": rate_chart(now, before), "heads": division_heads(), "promise": _promises(wanted),
        "csv_url": "?" + wanted.query(file="csv"), "names": departments() if oversees(request.actor) else {},
        "as_of": facts_as_of(), "query": wanted.query(), **_divided(wanted),
    }  # fmt: skip
    return show(request, "workbench/performance/figures.html", context, current="figures")


def _sums(period: Period, wanted: Asked) -> Sums:
    found = sums_of(period, by="city" if wanted.agency_id is None else "agency", agency_id=wanted.agency_id)
    return found.get(wanted.agency_id, Sums())


def _divided(wanted: Asked) -> dict[str, Any]:
    """Return the tables by department and by item."""
    items = sums_of(wanted.period, by="item", agency_id=wanted.agency_id)
    agencies = sums_of(wanted.period, by="agency") if wanted.agency_id is None else {}
    is_moving = {key: found for key, found in items.items() if found.accepted or found.closed or found.in_hand_after}
    return {
        "by_agency": division_rows(agencies, departments()),
        "by_item": division_rows(is_moving, item_names(key for key in is_moving if key)),
    }


def _promises(wanted: Asked) -> dict[str, str]:
    """Return how far the promises of the items in force lie below the law, with both sums."""
    found = reform(Compared(wanted.period.last, wanted.period.last, wanted.agency_id)).whole
    return {
        "part": number_text(found.promised_now), "whole": number_text(found.statutory_now),
        "text": rate_text(speed_up(elapsed=found.promised_now, promised=found.statutory_now)),
    }  # fmt: skip


@require_safe
@requires(READS)
def figure_cases(request: SignedInRequest, name: str) -> HttpResponse:
    """List the cases behind a number of a department, a page at a time."""
    wanted = asked(request)
    page = number_told(request.GET.get("page", "")) or 1
    if wanted.agency_id is None or not can_read(request.actor, wanted.agency_id):
        raise Http404
    found = cases_behind(name, wanted.period, agency_id=wanted.agency_id, actor=request.actor, page=page)
    if found is None:
        raise Http404
    rows, has_more = found
    url = reverse("workbench:figure_cases", args=[name])
    context = {
        "label": INPUTS[name], "rows": rows, "wanted": wanted, "department": departments().get(wanted.agency_id, ""),
        "next_url": f"{url}?{wanted.query(page=page + 1)}" if has_more else "",
        "previous_url": f"{url}?{wanted.query(page=page - 1)}" if page > 1 else "",
        "back_url": f"{reverse('workbench:figures')}?{wanted.query()}",
        "may_open": request.actor.may("cases.read") and request.actor.agency_id == wanted.agency_id,
    }  # fmt: skip
    return show(request, "workbench/performance/cases.html", context, current="figures")
