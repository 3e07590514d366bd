"""The published efficiency index for everybody: the ranking of a month, its nine indices, and as a file."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from oneseal.foundation.http.access import private_file, public
from oneseal.performance.errors import IndexNotFound
from oneseal.performance.selectors.index import MonthShown, month_published, months_published
from oneseal.performance.selectors.shown import nine_lines, ranking_chart, ranking_csv, ranking_json, ranking_rows
from oneseal.performance.selectors.words import GROUPS, INDICES
from oneseal.portal.pages import page

FILES: Final = {"csv": ("text/csv; charset=utf-8", ranking_csv), "json": ("application/json", ranking_json)}
OFFERED: Final = 24


@public
@require_safe
def efficiency(request: HttpRequest) -> HttpResponse:
    """Show the newest published month, or the one that the address names."""
    months = months_published()
    if not months:
        return page(request, "portal/efficiency/nothing.html")
    shown = _month(request.GET.get("month", ""), months[0].month)
    kind = request.GET.get("file", "")
    if kind in FILES:
        media, written = FILES[kind]
        return private_file(
            HttpResponse(written(shown), content_type=media), f"index-{shown.index.month:%Y-%m}.{kind}", is_saved=True
        )
    weights = shown.index.scheme["dynamic"]
    context = {
        "shown": shown, "index": shown.index, "rows": ranking_rows(shown), "chart": ranking_chart(shown),
        "groups": [str(word) for word in GROUPS.values()], "months": months[:OFFERED],
        "lines": [{"line": line, "nine": nine_lines(line, weights)} for line in shown.lines],
        "indices": [{"code": index.value, "label": words[0], "formula": words[1], "weight": weights[index.value]}
                    for index, words in INDICES.items()],
        "fewest": shown.index.scheme["fewest_cases"],
    }  # fmt: skip
    return page(request, "portal/efficiency/month.html", context)


def _month(text: str, newest: date) -> MonthShown:
    try:
        return month_published(date.fromisoformat(f"{text}-01") if text else newest)
    except (ValueError, IndexNotFound) as problem:
        raise Http404 from problem
