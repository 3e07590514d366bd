"""The ways into the catalogue on the home page: for whom, in which stage of life, by whom, by letter, by use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneseal.cases.selectors import items_most_filed
from oneseal.catalog.selectors import (
    Shelf,
    Shelves,
    Wanted,
    catalogue_first,
    catalogue_shelves,
    items_shown,
)
from oneseal.catalog.selectors.joined import Joined, joined_all
from oneseal.foundation.timekeeping import today
from oneseal.portal.catalogue.browsing import Frame, address, department_url, theme_url
from oneseal.portal.catalogue.cards import Card, card_of, shelf_card

CARDS_AT_HOME: Final = 6
MAIN_ITEMS_AT_HOME: Final = 12
MOST_USED: Final = 12
TABS: Final = ("person", "organisation", "event", "department", "letter", "used", "theme")


def home_shelves(told: str) -> dict[str, Any]:
    """Return the tabs of the home page and what lies under the one that was told, or under the larger audience."""
    shelves = catalogue_shelves(on=today())
    used = items_most_filed(MOST_USED)
    offered = [tab for tab in TABS if tab != "used" or used]
    larger = "person" if shelves.person >= shelves.organisation else "organisation"
    tab = told if told in offered else larger
    under: dict[str, Callable[[], dict[str, Any]]] = {
        "person": lambda: _audience("person", shelves), "organisation": lambda: _audience("organisation", shelves),
        "event": lambda: {"shelves": [_shelf("event", shelf) for shelf in shelves.events]},
        "department": lambda: {"shelves": [shelf_card(row, department_url(row)) for row in shelves.departments]},
        "letter": lambda: {"letters": [_shelf("letter", shelf) for shelf in shelves.letters]},
        "used": lambda: _most_used(used), "theme": lambda: _themes(shelves),
    }  # fmt: skip
    return {"tabs": _tabs(tab, offered, shelves), "tab": tab, **under[tab]()}


def _tabs(current: str, offered: list[str], shelves: Shelves) -> list[dict[str, object]]:
    named: dict[str, tuple[str, int | None, str]] = {
        "person": (_("个人"), shelves.person, "person"),
        "organisation": (_("企业"), shelves.organisation, "company"),
        "event": (_("人生与经营"), None, "calendar"),
        "department": (_("部门"), len(shelves.departments), "agency"),
        "letter": (_("按拼音"), None, "search"),
        "used": (_("常办"), None, "chart"),
        "theme": (_("类型"), None, "catalog"),
    }
    base = reverse("portal:home")
    return [
        {
            "label": named[key][0], "url": f"{base}?tab={key}#services", "is_current": key == current,
            "count": named[key][1], "icon": named[key][2],
        }
        for key in offered
    ]  # fmt: skip


def _audience(audience: str, shelves: Shelves) -> dict[str, Any]:
    """Return the themes of an audience, and its first items."""
    frame, wanted = Frame(reverse("portal:items")), Wanted(audience=audience)
    return {
        "shelves": [_shelf("topic", shelf, audience=audience) for shelf in shelves.topics[audience]],
        "cards": [card_of(row) for row in catalogue_first(wanted, on=today(), limit=CARDS_AT_HOME)],
        "all_url": address(frame, wanted),
        "total": getattr(shelves, audience),
        "listed_url": address(frame, Wanted(reach="listed")),
        "listed_total": shelves.listed,
    }


def _shelf(theme: str, shelf: Shelf, **narrowed: str) -> Card:
    return shelf_card(shelf, theme_url(theme, shelf.key, **narrowed))


def _most_used(used: list[tuple[Any, int]]) -> dict[str, Any]:
    total = dict(used)
    rows = items_shown([item_id for item_id, _count in used], on=today())
    cards = [card_of(row) for row in rows]
    for row, card in zip(rows, cards, strict=True):
        told = {"total": total[row.id]}
        card.facts.insert(0, ngettext("近期%(total)s件申请", "近期%(total)s件申请", total[row.id]) % told)
    return {"cards": cards}


def _themes(shelves: Shelves) -> dict[str, Any]:
    groups: list[tuple[str, str, tuple[Shelf, ...]]] = [
        ("topic", _("按主题"), shelves.topics[""]),
        ("kind", _("按事项类型"), shelves.kinds),
        ("main", _("按主项"), shelves.main_items),
    ]
    themes = [
        {
            "title": title,
            "cards": [_shelf(theme, shelf) for shelf in found[:MAIN_ITEMS_AT_HOME]],
            "more": [_shelf(theme, shelf) for shelf in found[MAIN_ITEMS_AT_HOME:]],
        }
        for theme, title, found in groups
        if found
    ]
    together = [_joined_card(row) for row in joined_all(on=today())]
    first = [{"title": _("几件事一起办"), "cards": together, "more": []}] if together else []
    return {"themes": [*first, *themes]}


def _joined_card(row: Joined) -> Card:
    return shelf_card(Shelf(row.key, row.name, row.name_en, row.open_items), reverse("portal:joined", args=[row.key]))
