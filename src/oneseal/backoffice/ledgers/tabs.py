"""The four lists beside the items, as tabs over each of their pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
        ("licence_types", _("证照类型")),
        ("directory", _("三级目录")),
    )
    tabs = [
        {"label": label, "url": reverse(f"backoffice:{name}"), "is_current": name == tab, "count": None, "icon": ""}
        for name, label in named
    ]
    common = {"tabs": tabs, "may_keep": may_keep_ledgers(request.actor)}
    return show(request, template, common | dict(context), room=ROOM, status=status)
