"""The laws that items rest on, and the responsibility list; all of it is public."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from oneseal.catalog.selectors.laws import law_shown, laws_found
from oneseal.catalog.selectors.ledgers import (
    ResponsibleItem,
    duties_public,
    responsible_items,
)
from oneseal.foundation.http.access import public
from oneseal.foundation.http.searching import number_told, words_told
from oneseal.foundation.timekeeping import today
from oneseal.portal.pages import page


@public
@require_safe
def laws(request: HttpRequest) -> HttpResponse:
    """List the laws that items rest on, by name."""
    words, start = words_told(request, "q"), number_told(request.GET.get("from", ""))
    found = laws_found(words, on=today(), start=start)
    context = {
        "found": found, "words": words,
        "next_url": "?" + urlencode({"q": words, "from": found.next_start}) if found.next_start else "",
        "first_url": "?" + urlencode({"q": words}) if start else "",
    }  # fmt: skip
    return page(request, "portal/ledgers/laws.html", context)


@public
@require_safe
def law(request: HttpRequest, law_id: UUID) -> HttpResponse:
    """Show a law with the articles that are cited, and the items that rest on each."""
    return page(request, "portal/ledgers/law.html", {"shown": law_shown(law_id, on=today())})


@public
@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """List the items with a responsibility list, agency by agency."""
    rows = responsible_items(on=today())
    return page(request, "portal/ledgers/duties.html", {"agencies": _by_agency(rows)})


def _by_agency(rows: Iterable[ResponsibleItem]) -> list[dict[str, object]]:
    return [{"name": name, "items": list(items)} for name, items in groupby(rows, lambda row: row.agency_name)]


@public
@require_safe
def duty_list(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Show the responsibilities of each step of an item."""
    item, rows = duties_public(item_id, on=today())
    return page(request, "portal/ledgers/duty_list.html", {"item": item, "rows": rows})
