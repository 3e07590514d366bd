"""How satisfied people are, for everybody: by agency and item over a period, and as a table to take away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oneseal.evaluation.selectors.figures import By, Period, RatingFigures, rating_figures
from oneseal.evaluation.selectors.parameters import rating_rules
from oneseal.foundation.http.access import public
from oneseal.foundation.tables import BYTE_ORDER_MARK, inert, table_line
from oneseal.foundation.timekeeping import today
from oneseal.portal.open_files import open_file
from oneseal.portal.pages import page

YEAR: Final = timedelta(days=364)
LONGEST: Final = timedelta(days=366 * 5)


def _period(request: HttpRequest) -> Period:
    """Return the period that the address names; what is no day, or runs backwards, is the year up to today."""
    until = _day(request.GET.get("until", "")) or today()
    begin = _day(request.GET.get("from", "")) or until - YEAR
    return Period(begin, until) if timedelta(0) <= until - begin <= LONGEST else Period(today() - YEAR, today())


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


@public
@require_safe
def ratings(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period, or give them away as a table; nothing in them tells who rated."""
    period = _period(request)
    if request.GET.get("format") == "csv":
        lines = "".join(_lines(period))
        answer = HttpResponse(lines, content_type="text/csv; charset=utf-8")
        return open_file(answer, f"ratings-{period.from_on}-{period.until_on}.csv")
    (city,) = rating_figures(period)
    query = f"?from={period.from_on}&until={period.until_on}&format=csv"
    context = {
        "period": period,
        "city": _shown(city, least=1),
        "by_agency": _group(period, By.AGENCY),
        "by_item": _group(period, By.ITEM),
        "least": rating_rules().published_from,
        "csv_url": reverse("portal:ratings") + query,
    }
    return page(request, "portal/rating/figures.html", context)


def _group(period: Period, by: By) -> list[dict[str, Any]]:
    least = rating_rules().published_from
    return [_shown(row, least=least) for row in rating_figures(period, by=by)]


def _shown(row: RatingFigures, *, least: int) -> dict[str, Any]:
    """Return one line; below `least` ratings no number stands, for few ratings could tell who gave them."""
    is_hidden = 0 < row.counted.total < least
    return {
        "name": row.name or _("其他"),
        "is_hidden": is_hidden,
        "grades": () if is_hidden else row.counted.grades,
        "total": row.counted.total,
        "bad": row.counted.bad,
        "rate": row.rate,
        "answered": row.answered,
        "answered_rate": row.answered_rate,
    }


HEADS: Final = (
    "by", "name", "total", "very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied",
    "satisfied_percent", "bad_answered", "bad_answered_percent",
)  # fmt: skip


def _lines(period: Period) -> Iterator[str]:
    yield BYTE_ORDER_MARK + table_line(HEADS)
    least = rating_rules().published_from
    for by in (By.CITY, By.AGENCY, By.ITEM):
        for row in rating_figures(period, by=by):
            is_hidden = by is not By.CITY and 0 < row.counted.total < least
            yield table_line([inert(cell) for cell in (by.value, row.name, *_cells(row, is_hidden=is_hidden))])


def _cells(row: RatingFigures, *, is_hidden: bool) -> list[str]:
    if is_hidden:
        return [""] * (len(HEADS) - 2)
    rates = (row.rate, row.answered, row.answered_rate)
    return [
        str(row.counted.total),
        *map(str, row.counted.grades),
        *("" if told is None else str(told) for told in rates),
    ]
