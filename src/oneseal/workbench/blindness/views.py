"""How examiners were drawn: each lot with what it was drawn from, and how evenly a month fell."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oneseal.cases.selectors import (
    DrawingFacts,
    DrawingGround,
    TakingPart,
    case_for_actor,
    cases_undrawn,
    drawings_of_case,
    drawings_of_month,
    shares_of_month,
)
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import today
from oneseal.workbench.blindness.words import EXCLUDED, GROUNDS
from oneseal.workbench.cases import casefile
from oneseal.workbench.cases.reading import Read, note_reading
from oneseal.workbench.desk import show


def _line(row: DrawingFacts) -> dict[str, Any]:
    left_out = [one for one in row.candidates if one.excluded is not None]
    return {
        "row": row,
        "ground": GROUNDS[DrawingGround(row.ground)],
        "url": reverse("workbench:case_drawings", args=[row.case_id]),
        "free": len(row.candidates) - len(left_out),
        "parts": [{"part": one, "standing": _standing(one)} for one in row.candidates],
    }


def _standing(one: TakingPart) -> str:
    """Return how somebody stood in a lot, in words."""
    if one.excluded is not None:
        return str(EXCLUDED[one.excluded])
    if one.is_drawn:
        return _("抽中")
    return _("办件最少，参加抽签") if one.is_equal else _("办件较多，没有参加抽签")


def _month(request: HttpRequest) -> date:
    """Return the first day of the month that is asked for; this one where none is."""
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return today().replace(day=1)


@require_safe
@requires("cases.draw_again", "audit.read")
def drawings(request: SignedInRequest) -> HttpResponse:
    """List the lots of a month with how evenly they fell, and the cases that wait for somebody to be free."""
    month = _month(request)
    before, after = month - timedelta(days=1), month + timedelta(days=31)
    context = {
        "month": month,
        "lines": [_line(row) for row in drawings_of_month(request.actor, month)],
        "shares": shares_of_month(request.actor, month),
        "undrawn": [
            {"row": row, "url": reverse("workbench:case", args=[row.case_id])} for row in cases_undrawn(request.actor)
        ],
        "previous_url": f"?month={before:%Y-%m}",
        "next_url": f"?month={after:%Y-%m}" if after <= today() else "",
    }
    return show(request, "workbench/blindness/drawings.html", context, current="drawings")


@require_safe
@requires("cases.draw_again", "audit.read")
def of_case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show how the examiner of a case was drawn: who took part, with which load, the seed, the outcome."""
    facts = case_for_actor(case_id, actor=request.actor)
    note_reading(Read.CASE, facts.id, facts, actor=request.actor)
    lines = [_line(row) for row in drawings_of_case(facts, actor=request.actor)]
    context = {**casefile.head_of(facts), "lines": lines}
    return show(request, "workbench/blindness/of_case.html", context, current="drawings")
