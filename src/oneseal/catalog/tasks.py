"""The jobs of the catalogue."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from oneseal.catalog.services.bulk_editing import JOB as BULK_EDIT
from oneseal.catalog.services.bulk_editing import bulk_edit_work
from oneseal.catalog.services.forgetting import JOB as FORGET
from oneseal.catalog.services.forgetting import previews_forget
from oneseal.catalog.services.listing_runs import listing_work
from oneseal.foundation.jobs.schedules import daily
from oneseal.foundation.jobs.services import beat
from oneseal.foundation.timekeeping import now

ATTEMPTS: Final = 3


@app.task(
    name="catalog.listing", retry=RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=2), queue="events",
    pass_context=True,
)  # fmt: skip
def work_on_listing(context: JobContext, *, run_id: str) -> None:
    """Look at a large table, or import it; the last attempt tells the run when it breaks."""
    listing_work(run_id=UUID(run_id), now=now(), is_last=context.job.attempts >= ATTEMPTS)


@app.task(name=BULK_EDIT, retry=RetryStrategy(max_attempts=3, exponential_wait=2), queue="events")
def work_on_bulk_edit(*, edit_id: str) -> None:
    """Look at, apply or take back what a large bulk edit does, item by item."""
    bulk_edit_work(edit_id=UUID(edit_id), now=now())


@app.periodic(cron=daily(time(1, 5)))
@app.task(name=FORGET, queue="nightly")
def forget_previews_nightly(timestamp: int) -> None:
    """Delete previews of bulk edits and looks at imports that nobody confirmed for as long as the settings say."""
    at = now()
    previews_forget(before=at - timedelta(days=settings.ONESEAL_PREVIEWS_KEEP_DAYS), now=at)
    beat(FORGET, now=at)
