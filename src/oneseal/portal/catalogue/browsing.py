"""The lists of the catalogue: what a reader narrowed them to, and where each chip and page leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.catalog.selectors import Shelf, Wanted, catalogue_page, catalogue_reach
from oneseal.foundation.http.searching import words_told
from oneseal.foundation.timekeeping import today
from oneseal.portal.catalogue.cards import card_of, kind_in_words

AUDIENCES: Final = ("organisation", "person")
REACHES: Final = ("online", "power", "listed")
PARAMETERS: Final = {"words": "q"}
EVERYTHING: Final = Wanted()


@dataclass(frozen=True, slots=True)
class Frame:
    """A list's own address, what it is narrowed to by being that list, and what its address says of itself."""

    url: str
    fixed: Wanted = EVERYTHING
    own: tuple[tuple[str, str], ...] = ()


def wanted_told(request: HttpRequest, fixed: Wanted) -> Wanted:
    """Return what the address asks for within a list; words nobody offered narrow nothing."""
    audience, reach = request.GET.get("audience", ""), request.GET.get("reach", "")
    return replace(
        fixed,
        words=words_told(request, "q"),
        audience=audience if audience in AUDIENCES else "",
        reach=reach if reach in REACHES else "",
    )


def listing(request: HttpRequest, frame: Frame) -> dict[str, Any]:
    """Return one page of a list with its figures, chips and the way on."""
    wanted = wanted_told(request, frame.fixed)
    on = today()
    reach = catalogue_reach(wanted, on=on)
    found = catalogue_page(wanted, on=on, after=request.GET.get("after", "")[:2000])
    return {
        "words": wanted.words,
        "wanted": wanted,
        "cards": [card_of(row, wanted.words) for row in found.rows],
        "total": reach[wanted.reach] if wanted.reach else sum(reach.values()),
        "tabs": _tabs(frame, wanted),
        "chips": _chips(frame, wanted, reach),
        "next_url": address(frame, wanted, after=found.next_key) if found.next_key else "",
        "first_url": address(frame, wanted) if "after" in request.GET else "",
    }


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


def _tabs(frame: Frame, wanted: Wanted) -> list[dict[str, object]]:
    named = [("", _("全部"), ""), ("organisation", _("企业"), "company"), ("person", _("个人"), "person")]
    return [
        {
            "label": label, "url": address(frame, replace(wanted, audience=key)), "is_current": key == wanted.audience,
            "count": None, "icon": icon,
        }
        for key, label, icon in named
    ]  # fmt: skip


def _chips(frame: Frame, wanted: Wanted, reach: Mapping[str, int]) -> list[dict[str, object]]:
    named = {
        "online": _("可以申请（%(total)s）") % {"total": reach["online"]},
        "power": _("依职权行使（%(total)s）") % {"total": reach["power"]},
        "listed": _("仅供查询（%(total)s）") % {"total": reach["listed"]},
    }
    return [
        {
            "label": label, "is_on": wanted.reach == key,
            "url": address(frame, replace(wanted, reach="" if wanted.reach == key else key)),
        }
        for key, label in named.items()
        if reach[key] or wanted.reach == key
    ]  # fmt: skip


def department_url(shelf: Shelf) -> str:
    """Return the page of a department."""
    return reverse("portal:department", args=[shelf.key])


def theme_url(theme: str, name: str) -> str:
    """Return the page of a theme."""
    return f"{reverse('portal:theme', args=[theme])}?{urlencode({'name': name})}"


def theme_frame(theme: str, name: str) -> tuple[Frame, str]:
    """Return the list of a theme, and its title."""
    fixed = {"kind": Wanted(kind=name), "topic": Wanted(topic=name), "main": Wanted(main_item=name)}[theme]
    frame = Frame(reverse("portal:theme", args=[theme]), fixed, (("name", name),))
    return frame, kind_in_words(name) if theme == "kind" else name
