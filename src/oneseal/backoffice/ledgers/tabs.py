"""The five lists beside the items, as tabs over each of their pages, and the states by which a list is narrowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.backoffice.pages import show
from oneseal.catalog.selectors.laws import may_keep_ledgers
from oneseal.foundation.http.access import SignedInRequest

ROOM = "laws"


def shown(
    request: SignedInRequest, template: str, context: Mapping[str, Any], *, tab: str, status: int = 200
) -> HttpResponse:
    """Return a page of the lists with its tabs; `may_keep`: the reader keeps them for the city."""
    named = (
        ("laws", _("法律依据")),
        ("certificates", _("证明事项")),
        ("intermediaries", _("中介服务")),
        ("licence_types", _("证照类型")),
        ("directory", _("三级目录")),
    )
    tabs = [
        {"label": label, "url": reverse(f"backoffice:{name}"), "is_current": name == tab, "count": None, "icon": ""}
        for name, label in named
    ]
    common = {"tabs": tabs, "may_keep": may_keep_ledgers(request.actor)}
    return show(request, template, common | dict(context), room=ROOM, status=status)


def state_asked(request: SignedInRequest, states: Iterable[str]) -> str:
    """Return the state that the address narrows a list to; empty where it names none of them."""
    told = request.GET.get("state", "")
    return told if told in states else ""


def state_chips(words: str, state: str, named: Iterable[tuple[str, str]]) -> list[dict[str, object]]:
    """Return the states of a list as filters; the one that is on leads to the list without it."""
    return [
        {
            "label": label,
            "url": "?" + urlencode({"q": words, "state": "" if key == state else key}),
            "is_on": key == state,
        }
        for key, label in named
    ]
