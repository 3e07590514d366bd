"""What an item gives to take away: its one-sheet, its form blank and filled as an example, and the code to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_GET

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.selectors import item_public, standing_public
from oneseal.foundation.http.access import public
from oneseal.foundation.timekeeping import today
from oneseal.portal.catalogue.form_paper import blank_form, example_context, filled_example
from oneseal.portal.catalogue.guide import Guide, guide_of
from oneseal.portal.catalogue.sheet import item_qr, sheet_of
from oneseal.portal.pages import page

KEPT_SECONDS = 24 * 3600


def _sheet_context(guide: Guide) -> dict[str, Any]:
    return {"qr": item_qr(guide)}


# One address for all: the list of what the public may open stays short.
PAGES: Final[dict[str, tuple[str, Callable[[Guide], dict[str, Any]]]]] = {
    "sheet": ("portal/catalogue/sheet.html", _sheet_context),
    "example": ("portal/catalogue/example.html", example_context),
}
FILES: Final[dict[str, tuple[object, Callable[[Guide], bytes]]]] = {
    "sheet": (gettext_lazy("一次性告知单"), sheet_of),
    "form": (gettext_lazy("空白表格"), blank_form),
    "example": (gettext_lazy("填写样例"), filled_example),
}


@public
@require_GET
def item_page(request: HttpRequest, item_id: UUID, kind: str) -> HttpResponse:
    """Show the one-sheet, everything unfolded and nothing to click, or the form filled as an example.

    Raises:
        ItemNotFound: it was never in force.
    """
    if kind not in PAGES:
        raise Http404
    try:
        guide = guide_of(item_public(item_id, on=today()))
    except ItemNotFound:
        if standing_public(item_id, on=today()) is None:
            raise
        return redirect("portal:item", item_id)  # the item's page says why it is not in use, or that nobody applies
    template, context = PAGES[kind]
    return page(request, template, {"guide": guide, **context(guide)})


@public
@require_GET
def item_file(_request: HttpRequest, item_id: UUID, kind: str) -> HttpResponse:
    """Give the one-sheet, the blank form or the filled example as a PDF.

    It is set once for a version and a language, and kept for a day.

    Raises:
        ItemNotFound: not in force, or nobody applies for it.
    """
    if kind not in FILES:
        raise Http404
    label, made = FILES[kind]
    terms = item_public(item_id, on=today())
    guide, key = guide_of(terms), f"item-{kind}:{terms.version_id}:{get_language()}"
    pdf = cache.get(key)
    if pdf is None:
        pdf = made(guide)
        cache.set(key, pdf, KEPT_SECONDS)
    answer = HttpResponse(pdf, content_type="application/pdf")
    name = f"{label}-{guide.name}.pdf"
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    return answer


@public
@require_GET
def item_code(_request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Give the code that leads to an item's page, as a picture to print anywhere."""
    guide = guide_of(item_public(item_id, on=today()))
    return HttpResponse(item_qr(guide), content_type="image/svg+xml")
