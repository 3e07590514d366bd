"""Home, the list of items, and the page of one item."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from oneseal.cases.selectors import cases_of_account
from oneseal.catalog.selectors import item_public, items_published
from oneseal.foundation.http.access import ActorRequest, public
from oneseal.foundation.http.searching import words_told
from oneseal.foundation.timekeeping import today
from oneseal.identity.selectors import is_set_up
from oneseal.kernel.access import ActorKind
from oneseal.portal.catalogue.cards import card_of
from oneseal.portal.catalogue.guide import guide_of, needs_checked
from oneseal.portal.mine.words import case_cards
from oneseal.portal.pages import page

AUDIENCES = ("organisation", "person")
MINE_AT_HOME = 3


def _tabs(base: str, audience: str, words: str = "") -> list[dict[str, object]]:
    query = f"&{urlencode({'q': words})}" if words else ""
    named = [("", _("全部"), ""), ("organisation", _("企业"), "company"), ("person", _("个人"), "person")]
    return [
        {
            "label": label,
            "url": f"{base}?audience={key}{query}",
            "is_current": key == audience,
            "count": None,
            "icon": icon,
        }
        for key, label, icon in named
    ]


def _audience(request: HttpRequest) -> str:
    told = request.GET.get("audience", "")
    return told if told in AUDIENCES else ""


@public
@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """Show the one question, what can be applied for, and the reader's own cases."""
    if not is_set_up():
        return redirect("/office/setup/")
    audience = _audience(request)
    mine = []
    if request.actor is not None and request.actor.kind is ActorKind.APPLICANT:
        mine = case_cards(cases_of_account(request.actor, today=today()).rows[:MINE_AT_HOME])
    context = {
        "cards": [card_of(row) for row in items_published(on=today(), audience=audience)],
        "tabs": _tabs(reverse("portal:home"), audience),
        "audience": audience,
        "mine": mine,
    }
    return page(request, "portal/catalogue/home.html", context)


@public
@require_GET
def items(request: HttpRequest) -> HttpResponse:
    """List the items in force that a search finds."""
    words, audience = words_told(request, "q"), _audience(request)
    context = {
        "words": words,
        "cards": [card_of(row) for row in items_published(on=today(), words=words, audience=audience)],
        "tabs": _tabs(reverse("portal:items"), audience, words),
    }
    return page(request, "portal/catalogue/items.html", context)


@public
@require_GET
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Show everything a person must know of one item before he applies (APL art. 30)."""
    terms = item_public(item_id, on=today())
    context = {"guide": guide_of(terms), "needs": needs_checked(terms, request.GET)}
    return page(request, "portal/catalogue/item.html", context)


@public
@require_GET
def item_sheet(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Show the one-sheet that is printed and handed over: everything unfolded, nothing to click."""
    terms = item_public(item_id, on=today())
    return page(request, "portal/catalogue/sheet.html", {"guide": guide_of(terms)})
