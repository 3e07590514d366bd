"""Let the facts follow the event log."""

from __future__ import annotations

import structlog
from procrastinate.contrib.django import app

from oneseal.foundation.jobs.services import beat
from oneseal.foundation.timekeeping import now
from oneseal.performance.services.refreshing import JOB, facts_refresh

log = structlog.get_logger("oneseal.performance")


@app.periodic(cron="*/10 * * * *")
@app.task(name=JOB, queue="outside")
def refresh_facts(timestamp: int) -> None:
    """Derive the facts of every case on which anything was done."""
    at = now()
    count = facts_refresh(now=at)
    log.info("performance.refreshed", count=count)
    beat(JOB, now=at)
