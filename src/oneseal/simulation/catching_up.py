"""What falls due while the demo city's clock leaps."""

from __future__ import annotations

from datetime import datetime

from oneseal.cases.services.recomputing import dues_recompute
from oneseal.workflow.services import timers_catch_up


def timers_caught_up(now: datetime) -> None:
    """Fire every timer that has come due, earliest first, until none is left."""
    timers_catch_up(tell=lambda: now)


def dues_caught_up(now: datetime) -> None:
    """Compute the due dates anew, as the nights between would have done: that of a stopped clock moves on daily."""
    dues_recompute(tell=lambda: now)
