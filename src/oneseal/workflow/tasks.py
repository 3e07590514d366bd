"""The sweeper that wakes every minute and fires what is due."""

from __future__ import annotations

from procrastinate.contrib.django import app

from oneseal.foundation.jobs.services import beat
from oneseal.foundation.timekeeping import now
from oneseal.workflow.services import timers_catch_up


@app.periodic(cron="* * * * *")
@app.task(
    name="workflow.timers_fire", queue="nightly", lock="workflow.timers_fire", queueing_lock="workflow.timers_fire"
)
def sweep_timers(timestamp: int) -> None:
    """Fire every timer that is due by the city's clock, until none is left."""
    timers_catch_up(tell=now)
    beat("workflow.timers_fire", now=now())
