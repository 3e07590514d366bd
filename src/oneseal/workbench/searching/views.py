"""One search for everything: cases, licences, papers, items; only what the reader may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import CaseRow, Scope, case_for_actor, cases_found, cases_of_number, items_listed
from oneseal.cases.services import number_searched
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import words_told
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.access import Actor
from oneseal.kernel.numbering import NumberRefused, parse_citizen_number, parse_credit_code
from oneseal.licences.selectors import licences_for_actor
from oneseal.papers.selectors import papers_of_number
from oneseal.workbench.cases.listing import row_of
from oneseal.workbench.desk import show

SHORTEST: Final = 2
MOST: Final = 10
Entries = list[dict[str, Any]]


def exact_number(words: str, *, day: date) -> str:
    """Return the citizen number or credit code that was typed, or nothing when it is neither."""
    told = words.replace(" ", "").upper()
    with suppress(NumberRefused):
        return parse_citizen_number(told, today=day).number
    with suppress(NumberRefused):
        return parse_credit_code(told).number
    return ""


def _cases(rows: Iterable[CaseRow]) -> Entries:
    return [row_of(row, today()) for row in rows]


def _licences(words: str, actor: Actor) -> Entries:
    return [
        {
            "url": reverse("workbench:licence", args=[row.id]),
            "title": row.type_name,
            "note": f"{row.number} · {row.holder_name}",
        }
        for row in licences_for_actor(actor, words=words)[:MOST]
    ]


def _papers(words: str, actor: Actor) -> Entries:
    """Return the papers of this number that are about a case the actor may see."""
    found = []
    for row in papers_of_number(words, agency_id=actor.own_agency):
        try:
            facts = case_for_actor(row.subject_id, actor=actor)
        except CaseNotFound:
            continue
        note = f"{row.number} · {facts.party_name}"
        found.append({"url": reverse("workbench:paper", args=[row.id]), "title": row.title, "note": note})
    return found


def _items(words: str, actor: Actor) -> Entries:
    return [
        {"url": f"{reverse('workbench:cases')}?item_name={name}", "title": name, "note": _("这个事项的全部办件")}
        for name in items_listed(actor, Scope.AGENCY)
        if words.lower() in name.lower()
    ][:MOST]


def groups_of(words: str, actor: Actor) -> list[dict[str, Any]]:
    """Return what was found, by kind; a kind without a find is left out."""
    finders: tuple[tuple[str, str, Callable[[], Entries]], ...] = (
        ("items", _("事项"), lambda: _items(words, actor)),
        ("licences", _("证照"), lambda: _licences(words, actor)),
        ("papers", _("文书"), lambda: _papers(words, actor)),
    )
    groups = [{"key": key, "title": title, "entries": find()} for key, title, find in finders]
    return [group for group in groups if group["entries"]]


@requires("cases.read")
def search(request: SignedInRequest) -> HttpResponse:
    """Find by number, its end, name, item, licence or paper; a citizen number or credit code only exactly."""
    words, actor = words_told(request, "q"), request.actor
    context: dict[str, Any] = {"query": words, "cases": [], "groups": [], "is_number": False}
    number = exact_number(words, day=today())
    if number:
        rows = cases_of_number(actor, number, now=now())
        number_searched(found=len(rows), actor=actor, now=now())
        context |= {"cases": _cases(rows), "is_number": True}
    elif len(words) >= SHORTEST:
        context |= {"cases": _cases(cases_found(actor, words, now=now())), "groups": groups_of(words, actor)}
    context["all_url"] = f"{reverse('workbench:cases')}?words={words}" if len(context["cases"]) == MOST else ""
    context["is_short"] = not number and len(words) < SHORTEST
    return show(request, "workbench/searching/search.html", context, current="search")
