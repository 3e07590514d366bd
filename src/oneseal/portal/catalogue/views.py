"""Home, the lists of items, and the page of one item."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from oneseal.cases.selectors import cases_of_account
from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.selectors import (
    Wanted,
    delegations_of,
    department_named,
    item_public,
    listed_public,
    occasions_of,
    standing_public,
    version_in_force,
)
from oneseal.catalog.selectors.joined import joined_named
from oneseal.catalog.selectors.life_words import KINDS, STANDINGS
from oneseal.catalog.selectors.powers import power_public
from oneseal.foundation.http.access import ActorRequest, public
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.selectors import is_set_up
from oneseal.kernel.access import ActorKind
from oneseal.portal.catalogue.browsing import Frame, department_url, listing, theme_frame
from oneseal.portal.catalogue.cards import kind_in_words
from oneseal.portal.catalogue.frozen import version_parts
from oneseal.portal.catalogue.guide import guide_of
from oneseal.portal.catalogue.home import home_shelves
from oneseal.portal.catalogue.intermediaries import services_asked
from oneseal.portal.catalogue.needs import needs_checked
from oneseal.portal.catalogue.powers import power_guide
from oneseal.portal.catalogue.taking import taken_in_words
from oneseal.portal.mine.words import case_cards
from oneseal.portal.pages import page

MINE_AT_HOME = 3
THEMES = ("kind", "topic", "main", "event", "letter")


@public
@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """Show the one question, every way into the catalogue, and the reader's own cases."""
    if not is_set_up():
        return redirect("/office/setup/")
    mine = []
    if request.actor is not None and request.actor.kind is ActorKind.APPLICANT:
        mine = case_cards(cases_of_account(request.actor, now=now()).rows[:MINE_AT_HOME])
    context = {"mine": mine, **home_shelves(request.GET.get("tab", ""))}
    return page(request, "portal/catalogue/home.html", context)


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
    """List the items of a theme: a topic, a type of item, a main item, a life event, or a letter."""
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
def joined(request: HttpRequest, key: str) -> HttpResponse:
    """Show a matter that several items make up, stage by stage."""
    return page(request, "portal/catalogue/joined.html", {"joined": joined_named(key, on=today())})


@public
@require_GET
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Show everything a person must know of one item before he applies (APL art. 30)."""
    try:
        terms = item_public(item_id, on=today())
    except ItemNotFound:
        return _not_applied_for(request, item_id)
    guide = guide_of(terms)
    context = {
        "guide": guide, "needs": needs_checked(terms, request.GET), "occasions": occasions_of(terms, on=today()),
        "version_parts": version_parts(guide, taken=taken_in_words(item_id, on=today())),
        "standing": standing_public(item_id, on=today()), "delegations": delegations_of(item_id, on=today()),
        "services": services_asked(terms, on=today()),
    }  # fmt: skip
    return page(request, "portal/catalogue/item.html", context)


def _not_applied_for(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Say that an item is suspended or abolished, since when and why, and what to do instead; or show a power.

    Raises:
        ItemNotFound: it was never in force.
    """
    standing = standing_public(item_id, on=today())
    if standing is None or standing.bar is None or standing.adjustment is None:
        return page(request, "portal/catalogue/power.html", {"guide": power_guide(power_public(item_id, on=today()))})
    heirs = [heir for item in standing.adjustment.items if item.item_id == item_id for heir in item.successors]
    opened = {heir for heir, _name, _agency in heirs if version_in_force(heir, on=today())}
    context = {
        "standing": standing, "label": STANDINGS[standing.bar.standing], "kind": KINDS[standing.adjustment.kind],
        "heirs": [
            {"id": heir, "name": name, "agency": agency, "is_open": heir in opened} for heir, name, agency in heirs
        ],
    }  # fmt: skip
    return page(request, "portal/catalogue/not_in_use.html", context)
