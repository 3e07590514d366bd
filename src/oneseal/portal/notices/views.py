"""Public hearings and publicity, for everybody."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from oneseal.cases.selectors import PublicNotice, notice_public, notices_public
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
    """List the hearings announced and what is made public at present."""
    return page(
        request, "portal/notices/notices.html", {"rows": [_shown(row) for row in notices_public(today=today())]}
    )


@public
@require_safe
def notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Show one of them; what is over or was never public is not found."""
    found = notice_public(notice_id, today=today())
    if found is None:
        raise Http404
    return page(request, "portal/notices/notice.html", _shown(found))
