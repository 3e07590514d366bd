"""The demo city's own pages: move its clock, step into anybody's shoes, take the tour."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model, login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oneseal.cases.selectors import CaseFacts
from oneseal.foundation.http.access import ActorRequest, public
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.selectors import actor_for_account
from oneseal.portal.pages import page
from oneseal.simulation import world
from oneseal.simulation.city_clock import Leap, acts_settle, caught_up, clock_move, is_movable
from oneseal.simulation.context import TOUR_SESSION
from oneseal.simulation.people import groups, usernames
from oneseal.simulation.services import is_demo_city
from oneseal.simulation.tour import STEPS, TourStep, address_of, is_done, next_step, tour_case

BACKEND = "django.contrib.auth.backends.ModelBackend"


def _require_demo() -> None:
    if not is_movable():
        raise Http404


def _back(request: HttpRequest, default: str = "/demo/") -> str:
    told = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(told, {request.get_host()}, require_https=request.is_secure())
    return told if told and is_ours else default


@public
@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """Show what the demo city is, its clock, its people and the tour."""
    _require_demo()
    context = {"groups": groups(), "password": world.city()["password"]}
    return page(request, "simulation/home.html", context)


@public
@require_POST
def clock(request: ActorRequest) -> HttpResponse:
    """Move the city's clock and come back to the page, where the lights have turned."""
    _require_demo()
    try:
        leap = Leap(request.POST.get("leap", ""))
    except ValueError:
        raise Http404 from None
    target = clock_move(leap=leap, actor=request.actor, now=now())
    acts_settle()
    caught_up(now=target)
    words = date_format(localtime(target), "Y-m-d H:i")
    messages.success(request, _("安澜市的时钟已拨到%(at)s。到期的定时事项已经办理。") % {"at": words})
    return redirect(_back(request))


def _account(username: str) -> Any:  # noqa: ANN401 - the login model of the settings
    if username not in usernames():
        raise Http404
    return get_user_model().objects.get(username=username)


def _become(request: ActorRequest, username: str) -> None:
    """Sign in as somebody of the demo city, or as nobody; the tour goes on."""
    told = request.session.get(TOUR_SESSION)
    if username:
        login(request, _account(username), backend=BACKEND)
    else:
        logout(request)
    if told:
        request.session[TOUR_SESSION] = told


@public
@require_POST
def enter(request: ActorRequest) -> HttpResponse:
    """Step into the shoes of one of the city's people."""
    _require_demo()
    _become(request, request.POST.get("username", ""))
    return redirect(_back(request, "/"))


def _tour_case(told: dict[str, Any]) -> CaseFacts | None:
    applicant = actor_for_account(_account(world.city()["applicant"]["username"]).pk, "")
    if applicant is None:
        return None
    return tour_case(applicant, since=datetime.fromisoformat(told["since"]), now=now())


@public
@require_http_methods(["GET", "POST"])
def tour(request: ActorRequest) -> HttpResponse:
    """Show the ten steps; a press on one goes there as the one whose step it is."""
    _require_demo()
    if not is_demo_city():
        raise Http404
    told = request.session.setdefault(TOUR_SESSION, {"step": 0, "since": now().isoformat()})
    case = _tour_case(told)
    if request.method == "POST":
        return _go(request, case, number=request.POST.get("step", ""))
    current = next_step(case, at_least=told["step"])
    rows = [
        {"step": step, "is_done": is_done(step, case) or number < current, "is_current": number == current}
        for number, step in enumerate(STEPS)
    ]
    return page(request, "simulation/tour.html", {"rows": rows, "case": case})


def _go(request: ActorRequest, case: CaseFacts | None, *, number: str) -> HttpResponse:
    if not number.isdecimal() or int(number) >= len(STEPS):
        raise Http404
    step: TourStep = STEPS[int(number)]
    told = {**request.session[TOUR_SESSION], "step": int(number)}
    request.session[TOUR_SESSION] = told
    _become(request, step.username)
    return redirect(address_of(step, case, today=today()))


@public
@require_POST
def tour_end(request: ActorRequest) -> HttpResponse:
    """End the tour."""
    request.session.pop(TOUR_SESSION, None)
    return redirect(_back(request))
