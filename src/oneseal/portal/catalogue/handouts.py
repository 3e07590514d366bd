"""What an item gives to take away: its one-sheet as a page and as a file, and the code that leads to it."""

from __future__ import annotations

from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from oneseal.catalog.selectors import item_public
from oneseal.foundation.http.access import public
from oneseal.foundation.timekeeping import today
from oneseal.portal.catalogue.guide import guide_of
from oneseal.portal.catalogue.sheet import item_qr, sheet_of
from oneseal.portal.pages import page

KEPT_SECONDS = 24 * 3600


@public
@require_GET
def item_sheet(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Show the one-sheet that is printed and handed over: everything unfolded, nothing to click."""
    guide = guide_of(item_public(item_id, on=today()))
    return page(request, "portal/catalogue/sheet.html", {"guide": guide, "qr": item_qr(guide)})


@public
@require_GET
def item_sheet_file(_request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Give the one-sheet as a PDF; it is set once for a version and a language, and kept for a day."""
    terms = item_public(item_id, on=today())
    guide, key = guide_of(terms), f"item-sheet:{terms.version_id}:{get_language()}"
    pdf = cache.get(key)
    if pdf is None:
        pdf = sheet_of(guide)
        cache.set(key, pdf, KEPT_SECONDS)
    name = f"{_('一次性告知单')}-{guide.name}.pdf"
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    return answer


@public
@require_GET
def item_code(_request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Give the code that leads to an item's page, as a picture to print anywhere."""
    guide = guide_of(item_public(item_id, on=today()))
    return HttpResponse(item_qr(guide), content_type="image/svg+xml")
