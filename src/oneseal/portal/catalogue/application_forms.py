"""The application form of an item to take away: blank, and filled as an example to read or to print."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.selectors import item_public, standing_public
from oneseal.forms.services import spoken
from oneseal.foundation.http.access import public
from oneseal.foundation.timekeeping import today
from oneseal.portal.catalogue.form_paper import blank_form, examples_of, filled_example, form_parts, own_words
from oneseal.portal.catalogue.guide import Guide, guide_of
from oneseal.portal.catalogue.handouts import KEPT_SECONDS
from oneseal.portal.pages import page


@public
@require_GET
def example(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Show the form of an item filled as an example, question by question with why and how.

    Raises:
        ItemNotFound: it was never in force.
    """
    try:
        guide = guide_of(item_public(item_id, on=today()))
    except ItemNotFound:
        if standing_public(item_id, on=today()) is None:
            raise
        return redirect("portal:item", item_id)  # the item's page says why it is not in use, or that nobody applies
    context = {
        "guide": guide, "title": spoken(guide.terms.form, "title"), "own_words": own_words(guide),
        "parts": form_parts(guide.terms, examples_of(guide)),
    }  # fmt: skip
    return page(request, "portal/catalogue/example.html", context)


@public
@require_GET
def blank_form_file(_request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Give the blank form of an item as a PDF."""
    return _file(item_id, blank_form, kind="item-form", label=_("空白表格"))


@public
@require_GET
def example_file(_request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Give the filled example of an item's form as a PDF."""
    return _file(item_id, filled_example, kind="item-example", label=_("填写样例"))


def _file(item_id: UUID, made: Callable[[Guide], bytes], *, kind: str, label: str) -> HttpResponse:
    """Return a file that is set once for a version and a language, and kept for a day.

    Raises:
        ItemNotFound: not in force, or nobody applies for it.
    """
    terms = item_public(item_id, on=today())
    guide, key = guide_of(terms), f"{kind}:{terms.version_id}:{get_language()}"
    pdf = cache.get(key)
    if pdf is None:
        pdf = made(guide)
        cache.set(key, pdf, KEPT_SECONDS)
    answer = HttpResponse(pdf, content_type="application/pdf")
    name = f"{label}-{guide.name}.pdf"
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    return answer
