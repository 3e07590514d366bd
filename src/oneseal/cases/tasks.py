"""The nightly proof that the due dates on the rows are those that follow from ledger and calendar."""

from __future__ import annotations

import structlog
from procrastinate.contrib.django import app

from oneseal.cases.services.recomputing import dues_recompute
from oneseal.foundation.jobs.services import beat
from oneseal.foundation.timekeeping import now

log = structlog.get_logger("oneseal.cases")


@app.periodic(cron="20 0 * * *")
@app.task(name="cases.recompute_dues", queue="nightly")
def recompute_dues_nightly(timestamp: int) -> None:
    """Compute every running case's due dates anew and put right those that differ."""
    at = now()
    changed = dues_recompute(now=at)
    if changed:
        log.warning("cases.dues.differed", count=changed)
    beat("cases.recompute_dues", now=at)
