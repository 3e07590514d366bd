"""When a job runs, told in the city's time."""

from __future__ import annotations

from datetime import time

_HOURS_AHEAD = 8  # of UTC, all year: Beijing has no summer time


def daily(at: time) -> str:
    """Return the cron expression of every day at a time in Beijing; the queue reads expressions in UTC."""
    return f"{at.minute} {(at.hour - _HOURS_AHEAD) % 24} * * *"
