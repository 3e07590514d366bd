"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from oneseal.foundation.timekeeping import today


def house(request: HttpRequest) -> dict[str, Any]:
    """Return the acting person and today's date in Beijing."""
    return {"actor": getattr(request, "actor", None), "today": today()}
