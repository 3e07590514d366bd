"""Public hearings, publicity, and adjustments of the list, for everybody."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from oneseal.cases.selectors import PublicNotice, notice_public, notices_public
from oneseal.catalog.selectors import adjustment_told, adjustments_public
from oneseal.catalog.selectors.life_words import KINDS as ADJUSTMENTS
from oneseal.catalog.selectors.life_words import OPEN_CASES
from oneseal.foundation.http.access import public
from oneseal.foundation.timekeeping import BEIJING, today
from oneseal.portal.mine.procedure_words import KINDS
from oneseal.portal.pages import page


def _shown(notice: PublicNotice) -> dict[str, object]:
    hearing = notice.hearing
    return {
        "notice": notice,
        "kind": KINDS[notice.kind],
        "held_at": hearing.held_at.astimezone(BEIJING) if hearing and hearing.held_at else None,
        "place": hearing.place if hearing else "",
    }


@public
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """List the hearings announced, what is made public at present, and how the list of items was adjusted."""
    context = {
        "rows": [_shown(row) for row in notices_public(today=today())],
        "adjustments": [{"facts": facts, "kind": ADJUSTMENTS[facts.kind]} for facts in adjustments_public()],
    }
    return page(request, "portal/notices/notices.html", context)


@public
@require_safe
def adjustment_notice(request: HttpRequest, adjustment_id: UUID) -> HttpResponse:
    """Show the notice of one adjustment: document, basis, from when, which items, and what to do instead."""
    facts = adjustment_told(adjustment_id)
    context = {"facts": facts, "kind": ADJUSTMENTS[facts.kind], "open_cases": OPEN_CASES[facts.open_cases]}
    return page(request, "portal/notices/adjustment.html", context)


@public
@require_safe
def notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Show one of them; what is over or was never public is not found."""
    found = notice_public(notice_id, today=today())
    if found is None:
        raise Http404
    return page(request, "portal/notices/notice.html", _shown(found))
