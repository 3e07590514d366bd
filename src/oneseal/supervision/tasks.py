"""Every hour: warn of answers that are due, escalate those that are overdue."""

from __future__ import annotations

from procrastinate.contrib.django import app

from oneseal.foundation.jobs.services import beat
from oneseal.foundation.timekeeping import now
from oneseal.supervision.services.sweeping import JOB, answers_sweep


@app.periodic(cron="35 * * * *")
@app.task(name=JOB, queue="nightly", lock=JOB, queueing_lock=JOB)
def sweep_answers(timestamp: int) -> None:
    """Look through the answers that units owe; catches up by itself, for it looks at days."""
    at = now()
    answers_sweep(now=at)
    beat(JOB, now=at)
