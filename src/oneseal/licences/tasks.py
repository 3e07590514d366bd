"""Nightly: licences that have no timers yet get theirs."""

from __future__ import annotations

import structlog
from procrastinate.contrib.django import app

from oneseal.foundation.jobs.services import beat
from oneseal.foundation.timekeeping import now
from oneseal.licences.services import licence_timers_catch_up

log = structlog.get_logger("oneseal.licences")


@app.periodic(cron="40 0 * * *")
@app.task(name="licences.set_timers", queue="nightly")
def set_timers_nightly(timestamp: int) -> None:
    """Set the timers of licences from before timers were kept."""
    at = now()
    count = licence_timers_catch_up(now=at)
    if count:
        log.info("licences.timers.caught_up", count=count)
    beat("licences.set_timers", now=at)
