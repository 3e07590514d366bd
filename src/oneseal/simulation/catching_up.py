"""What falls due while the demo city's clock leaps."""

from __future__ import annotations

from datetime import datetime

from oneseal.workflow.services import timers_fire


def timers_caught_up(now: datetime) -> None:
    """Fire every timer that has come due, earliest first, until none is left."""
    while timers_fire(now=now):
        pass
