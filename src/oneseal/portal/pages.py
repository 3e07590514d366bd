"""What every public page shows around its content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.kernel.access import ActorKind
from oneseal.portal.accounts.adapter import staff_home

ITEM_PAGES = frozenset(
    {"home", "items", "item", "item_page", "apply", "listed_item", "department", "theme", "ten_open", "open_data"}
)
MATTER_PAGES = frozenset({"matters", "matter_new", "matter_followed", "my_matter", "case_complain"})
MY_PAGES = frozenset(
    {
        "my",
        "my_case",
        "my_licence",
        "licence_cancel",
        "licence_reissue",
        "my_parties",
        "party_add",
        "form",
        "question",
        "materials",
        "review",
        "receipt",
        "correct",
    }
)


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Return a public page with its navigation and the reader's own corner."""
    return render(request, template, {**frame(request), **(context or {})}, status=status)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation, and who is signed in or where to sign in."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    links = [
        (_("办事事项"), "portal:items", name in ITEM_PAGES),
        (_("进度查询"), "portal:track", name in {"track", "track_result"}),
        (_("证照核验"), "portal:verify", name in {"verify", "verify_identifier"}),
        (_("咨询投诉"), "portal:matters", name in MATTER_PAGES),
    ]
    actor = getattr(request, "actor", None)
    corner: dict[str, Any]
    if actor is None:
        back = request.get_full_path() if request.method == "GET" else "/"
        corner = {"sign_in_url": f"{reverse('account_login')}?{urlencode({'next': back})}"}
    elif actor.kind is ActorKind.STAFF:
        corner = {"account": {"name": actor.name, "url": staff_home(actor.permissions)}}
    else:
        links.append((_("我的办件"), "portal:my", name in MY_PAGES))
        corner = {"account": {"name": actor.name, "url": reverse("portal:my")}}
    nav = [{"label": label, "url": reverse(target), "is_current": here} for label, target, here in links]
    return {"site_nav": nav, **corner}
