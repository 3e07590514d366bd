"""The live board: the lights of all that runs, down to one case; and a display for the wall that nobody touches."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from oneseal.cases.selectors import STEP_NAMES
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.identifiers import uuid_told
from oneseal.foundation.timekeeping import now
from oneseal.supervision.policies import READS
from oneseal.supervision.selectors import BOARD_LIGHTS, LATE, Spot, agencies_on_board, board_cases, board_now
from oneseal.supervision.services import board_follow
from oneseal.workbench.board.showing import cases_shown, spot_shown, wall_shown
from oneseal.workbench.desk import show

TITLE: Final = _("监察看板")
_UNCHANGED: Final = 204


def _spot_of(request: HttpRequest) -> Spot:
    """Return what an address asks for; what nothing knows narrows nothing."""
    told = request.GET
    agency = uuid_told(told.get("agency", ""))
    step = told.get("step", "")
    return Spot(agency, told.get("item", "") if agency else "", step if step in STEP_NAMES else "")


def _light_of(request: HttpRequest) -> str:
    light = request.GET.get("light", "")
    return light if light in set(BOARD_LIGHTS) else ""


def _seen(request: HttpRequest, digest: str) -> bool:
    """Return True when a screen asks again and shows the same already."""
    return request.headers.get("HX-Request") == "true" and request.GET.get("seen") == digest


@require_safe
@requires(READS)
def board(request: SignedInRequest) -> HttpResponse:
    """Show the lights of the city, an agency, an item or a step, and the cases that a light or a step leads to."""
    spot, light, at = _spot_of(request), _light_of(request), now()
    if spot.agency_id is not None and spot.agency_id not in agencies_on_board(request.actor):
        spot = Spot(None, "", spot.step)
    board_follow(now=at)
    found = board_now(request.actor, spot, now=at)
    if _seen(request, found.digest):
        return HttpResponse(status=_UNCHANGED)
    context: dict[str, Any] = {"title": TITLE, **spot_shown(found, light)}
    if light or spot.step or spot.item_name:
        context["cases"] = cases_shown(board_cases(request.actor, spot, [light] if light else [], now=at), at)
    return show(request, "workbench/board/board.html", context, current="board")


@require_safe
@requires(READS)
def wall(request: SignedInRequest) -> HttpResponse:
    """Show the city's lights on a display that refreshes itself: large, dark, without anybody's name."""
    at = now()
    board_follow(now=at)
    found = board_now(request.actor, Spot(), now=at)
    if _seen(request, found.digest):
        return HttpResponse(status=_UNCHANGED)
    late = board_cases(request.actor, Spot(), LATE, now=at)
    return render(request, "workbench/board/wall.html", wall_shown(found, late, at))
