"""The lists of the catalogue: what a reader narrowed them to, and where each chip and page leads."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneseal.catalog.selectors import Found, How, Shelf, Wanted, catalogue_found
from oneseal.foundation.http.searching import words_told
from oneseal.foundation.timekeeping import today
from oneseal.identity.selectors import halls_open
from oneseal.portal.catalogue.cards import card_of, coded_in_words, kind_in_words, marking_of
from oneseal.portal.catalogue.facets import TITLES, chosen_of, facets_of

HALLS: Final = 3
AUDIENCES: Final = ("organisation", "person")
PARAMETERS: Final = {"words": "q"}
EVERYTHING: Final = Wanted()
LONGEST_VALUE: Final = 100


@dataclass(frozen=True, slots=True)
class Frame:
    """A list's own address, what it is narrowed to by being that list, and what its address says of itself."""

    url: str
    fixed: Wanted = EVERYTHING
    own: tuple[tuple[str, str], ...] = ()


def wanted_told(request: HttpRequest, fixed: Wanted) -> Wanted:
    """Return what the address asks for within a list; an audience or a reach nobody offered narrows nothing."""
    told = {key: words_told(request, key)[:LONGEST_VALUE] for key in TITLES if not getattr(fixed, key)}
    for key, offered in (("audience", AUDIENCES), ("reach", ("online", "power", "listed"))):
        if told.get(key) not in offered:
            told.pop(key, None)
    return replace(fixed, words=words_told(request, "q"), **told)


def listing(request: HttpRequest, frame: Frame) -> dict[str, Any]:
    """Return one page of a list with its figures, what narrows it, and the way on."""
    wanted = wanted_told(request, frame.fixed)
    found = catalogue_found(wanted, on=today(), after=request.GET.get("after", "")[:2000])

    def leads(narrowed: Wanted) -> str:
        return address(frame, narrowed)

    return {
        "words": wanted.words,
        "wanted": wanted,
        "cards": [card_of(row, marking_of(wanted.words, found)) for row in found.rows],
        "found_title": _found_title(found, wanted),
        "by_sound": found.how is How.SOUND,
        "near": [card_of(row, marking_of(wanted.words, found)) for row in found.near],
        "halls": list(halls_open().prefetch_related(None)[:HALLS]) if not found.total else (),
        "chosen": chosen_of(found, wanted, fixed=frame.fixed, address=leads),
        "facets": facets_of(found, wanted, fixed=frame.fixed, address=leads),
        "next_url": address(frame, wanted, after=found.next_key) if found.next_key else "",
        "first_url": address(frame, wanted) if "after" in request.GET else "",
        "all_url": address(frame, replace(frame.fixed, words=wanted.words)),
    }


def _found_title(found: Found, wanted: Wanted) -> str:
    told = {"total": f"{found.total}+" if found.is_bounded else str(found.total)}
    if wanted.words:
        return ngettext("找到%(total)s个事项", "找到%(total)s个事项", found.total) % told
    return ngettext("共%(total)s个事项", "共%(total)s个事项", found.total) % told


def address(frame: Frame, wanted: Wanted, *, after: str = "") -> str:
    """Return the address of a list narrowed so; what the list is by itself is not said again."""
    told = dict(frame.own)
    for field in fields(Wanted):
        value = getattr(wanted, field.name)
        if value and value != getattr(frame.fixed, field.name):
            told[PARAMETERS.get(field.name, field.name)] = value
    if after:
        told["after"] = after
    return f"{frame.url}?{urlencode(told)}" if told else frame.url


def department_url(shelf: Shelf) -> str:
    """Return the page of a department."""
    return reverse("portal:department", args=[shelf.key])


def theme_url(theme: str, name: str, **narrowed: str) -> str:
    """Return the page of a theme, narrowed as told."""
    return f"{reverse('portal:theme', args=[theme])}?{urlencode({'name': name, **narrowed})}"


def theme_frame(theme: str, name: str) -> tuple[Frame, str]:
    """Return the list of a theme, and its title."""
    fixed = {
        "kind": Wanted(kind=name), "topic": Wanted(topic=name), "main": Wanted(main_item=name),
        "event": Wanted(event=name), "letter": Wanted(letter=name[:1].upper()),
    }[theme]  # fmt: skip
    frame = Frame(reverse("portal:theme", args=[theme]), fixed, (("name", name),))
    return frame, _theme_title(theme, name)


def _theme_title(theme: str, name: str) -> str:
    if theme == "kind":
        return kind_in_words(name)
    if theme == "event":
        return coded_in_words("event", name)
    if theme == "letter":
        return _("拼音首字母%(letter)s") % {"letter": name[:1].upper()}
    return name
