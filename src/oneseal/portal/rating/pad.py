"""The screen at a window (评价屏): a greeting, then five faces for the visit that just ended, then thanks."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from oneseal.evaluation.selectors.inviting import PadFacts, Shown, pad_by_key, shown_on
from oneseal.evaluation.services import RatingTold, visit_rate
from oneseal.foundation.http.identifiers import uuid_told
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError
from oneseal.papers.services import qr_svg
from oneseal.portal.rating.rate import faces, grade_told

_TAIL: Final = 4


def pad(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show what the screen of a key shows now, or take a press of a face; a clerk can do neither for it."""
    found = pad_by_key(key)
    visit_id, grade = uuid_told(request.POST.get("visit", "")), grade_told(request)
    if request.method == "POST" and visit_id is not None and grade is not None:
        _pressed(found, visit_id, grade)
        return redirect("portal:by_code", "pad", key)
    return _answered(request, found, shown_on(found, now=now()))


def _pressed(found: PadFacts, visit_id: UUID, grade: int) -> None:
    """Rate a visit; a press that comes too late, or a second one, leaves the screen as it is."""
    try:
        visit_rate(pad=found, visit_id=visit_id, told=RatingTold(grade), now=now())
    except RuleError:
        return


def _answered(request: HttpRequest, found: PadFacts, shown: Shown) -> HttpResponse:
    tag = f'"{sha256(f"{shown.what} {shown.visit_id} {get_language()}".encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = render(request, "portal/rating/pad.html", {**_context(found, shown), "tag": tag})
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _context(found: PadFacts, shown: Shown) -> dict[str, Any]:
    number = (shown.case.number or "") if shown.case else ""
    return {
        "pad": found,
        "what": shown.what,
        "visit_id": shown.visit_id,
        "item_name": shown.case.item_name if shown.case else "",
        "tail": number[-_TAIL:],
        "faces": faces(),
        "qr": _qr(shown.code) if shown.code else "",
    }


def _qr(code: str) -> SafeString:
    address = f"{settings.ONESEAL_BASE_URL}{reverse('portal:by_code', args=['rate', code])}"
    return mark_safe(qr_svg(address))  # noqa: S308 - our own drawing
