"""Home, the lists of items, and the page of one item."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from oneseal.cases.selectors import cases_of_account
from oneseal.catalog.selectors import (
    Shelf,
    Wanted,
    audience_counts,
    catalogue_page,
    department_named,
    department_shelves,
    item_public,
    kind_shelves,
    listed_public,
    main_item_shelves,
    occasions_of,
    topic_shelves,
)
from oneseal.foundation.http.access import ActorRequest, public
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.selectors import is_set_up
from oneseal.kernel.access import ActorKind
from oneseal.portal.catalogue.browsing import (
    Frame,
    address,
    department_url,
    listing,
    theme_frame,
    theme_url,
)
from oneseal.portal.catalogue.cards import Card, card_of, kind_in_words, shelf_card
from oneseal.portal.catalogue.guide import guide_of
from oneseal.portal.catalogue.needs import needs_checked
from oneseal.portal.catalogue.taking import taken_in_words
from oneseal.portal.mine.words import case_cards
from oneseal.portal.pages import page

MINE_AT_HOME = 3
CARDS_AT_HOME = 6
HOME_TABS = ("person", "organisation", "department", "theme")
THEMES = ("kind", "topic", "main")
MAIN_ITEMS_AT_HOME = 12


@public
@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """Show the one question, the catalogue by four ways in, and the reader's own cases."""
    if not is_set_up():
        return redirect("/office/setup/")
    mine = []
    if request.actor is not None and request.actor.kind is ActorKind.APPLICANT:
        mine = case_cards(cases_of_account(request.actor, now=now()).rows[:MINE_AT_HOME])
    counts, departments = audience_counts(on=today()), department_shelves(on=today())
    told = request.GET.get("tab", "")
    tab = told if told in HOME_TABS else max(counts, key=lambda audience: counts[audience])
    context = {"tabs": _home_tabs(tab, counts, departments), "tab": tab, "mine": mine}
    return page(request, "portal/catalogue/home.html", context | _shelf_of(tab, counts, departments))


def _home_tabs(current: str, counts: dict[str, int], departments: list[Shelf]) -> list[dict[str, object]]:
    named = [
        ("person", _("个人"), counts["person"], "person"),
        ("organisation", _("企业"), counts["organisation"], "company"),
        ("department", _("部门"), len(departments), "agency"),
        ("theme", _("主题"), None, "catalog"),
    ]
    base = reverse("portal:home")
    return [
        {
            "label": label,
            "url": f"{base}?tab={key}#services",
            "is_current": key == current,
            "count": count,
            "icon": icon,
        }
        for key, label, count, icon in named
    ]


def _shelf_of(tab: str, counts: dict[str, int], departments: list[Shelf]) -> dict[str, Any]:
    """Return the cards under a tab of the home page."""
    if tab == "department":
        return {"cards": [shelf_card(shelf, department_url(shelf)) for shelf in departments], "all_url": ""}
    if tab == "theme":
        return {"themes": _themes(), "all_url": ""}
    frame, wanted = Frame(reverse("portal:items")), Wanted(audience=tab)
    found = catalogue_page(wanted, on=today())
    return {
        "cards": [card_of(row) for row in found.rows[:CARDS_AT_HOME]],
        "all_url": address(frame, wanted),
        "total": counts[tab],
        "listed_url": address(frame, Wanted(reach="listed")),
        "listed_total": sum(shelf.count for shelf in departments if shelf.is_listed),
    }


def _themes() -> list[dict[str, object]]:
    mains = main_item_shelves(on=today())
    groups: list[tuple[str, str, list[Shelf]]] = [
        ("topic", _("按主题"), topic_shelves(on=today())),
        ("kind", _("按事项类型"), kind_shelves(on=today())),
        ("main", _("按主项"), mains),
    ]
    return [
        {
            "title": title,
            "cards": [_theme_card(theme, shelf) for shelf in shelves[:MAIN_ITEMS_AT_HOME]],
            "more": [_theme_card(theme, shelf) for shelf in shelves[MAIN_ITEMS_AT_HOME:]],
        }
        for theme, title, shelves in groups
        if shelves
    ]


def _theme_card(theme: str, shelf: Shelf) -> Card:
    return shelf_card(shelf, theme_url(theme, shelf.key))


@public
@require_GET
def items(request: HttpRequest) -> HttpResponse:
    """List the items in force, and those only listed, that a search finds."""
    context = listing(request, Frame(reverse("portal:items")))
    return page(request, "portal/catalogue/items.html", {**context, "title": ""})


@public
@require_GET
def department(request: HttpRequest, key: str) -> HttpResponse:
    """List the items of a department."""
    shelf = department_named(key, on=today())
    frame = Frame(department_url(shelf), Wanted(department=key))
    context = {**listing(request, frame), "title": shelf.name}
    return page(request, "portal/catalogue/items.html", context)


@public
@require_GET
def theme(request: HttpRequest, theme: str) -> HttpResponse:
    """List the items of a theme: a topic, a type of item, or a main item."""
    name = request.GET.get("name", "").replace("\0", "")[:1000]
    if theme not in THEMES or not name:
        raise Http404
    frame, title = theme_frame(theme, name)
    context = {**listing(request, frame), "title": title}
    return page(request, "portal/catalogue/items.html", context)


@public
@require_GET
def listed_item(request: HttpRequest, listed_id: UUID) -> HttpResponse:
    """Show what is known of an item that is only listed; one that was completed leads to the item it became."""
    facts = listed_public(listed_id, on=today())
    if facts.item_id is not None:
        return redirect("portal:item", facts.item_id)
    department = reverse("portal:department", args=[facts.department_key])
    known: list[dict[str, str | None]] = [
        {"label": _("事项类型"), "value": kind_in_words(facts.kind) if facts.kind else None},
        {"label": _("所属主项"), "value": facts.main_item or None},
        {"label": _("来源目录中的编码"), "value": facts.source_code or None},
    ]
    unknown = [
        _("服务对象"), _("设定依据"), _("受理条件"), _("办理流程"), _("办结时限"), _("材料"), _("收费"), _("办理地点"),
        _("咨询和投诉方式"),
    ]  # fmt: skip
    context = {"facts": facts, "known": known, "unknown": unknown, "department_url": department}
    return page(request, "portal/catalogue/listed_item.html", context)


@public
@require_GET
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Show everything a person must know of one item before he applies (APL art. 30)."""
    terms = item_public(item_id, on=today())
    context = {
        "guide": guide_of(terms),
        "needs": needs_checked(terms, request.GET),
        "occasions": occasions_of(terms, on=today()),
        "taken": taken_in_words(terms.item_id, on=today()),
    }
    return page(request, "portal/catalogue/item.html", context)
