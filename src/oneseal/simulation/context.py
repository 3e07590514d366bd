"""What every page of a demo city shows on top: whose city this is, what its clock says, where the tour stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from oneseal.foundation.timekeeping import now
from oneseal.simulation.city_clock import is_movable
from oneseal.simulation.tour import STEPS

TOUR_SESSION = "demo_tour"


def demo(request: HttpRequest) -> dict[str, Any]:
    """Return the strip of the demo, or nothing where time is the machine's."""
    if not is_movable():
        return {}
    told = request.session.get(TOUR_SESSION)
    number = told["step"] if told else None
    return {
        "demo_strip": "simulation/strip.html",
        "demo": {
            "at": now(),
            "next": request.get_full_path() if request.method == "GET" else reverse("demo:home"),
            "tour_step": STEPS[number] if number is not None else None,
            "tour_number": None if number is None else number + 1,
            "tour_length": len(STEPS),
        },
    }
