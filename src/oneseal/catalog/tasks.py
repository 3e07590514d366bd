"""The jobs of the catalogue."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from oneseal.catalog.services.bulk_editing import JOB as BULK_EDIT
from oneseal.catalog.services.bulk_editing import bulk_edit_work
from oneseal.catalog.services.listing_runs import listing_work
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
