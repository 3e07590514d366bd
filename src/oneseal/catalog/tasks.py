"""The jobs of the catalogue."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from oneseal.catalog.services.bulk_editing import JOB as BULK_EDIT
from oneseal.catalog.services.bulk_editing import bulk_edit_work
from oneseal.catalog.services.listing_runs import listing_work
from oneseal.foundation.timekeeping import now


@app.task(name="catalog.listing", retry=RetryStrategy(max_attempts=3, exponential_wait=2), queue="events")
def work_on_listing(*, run_id: str) -> None:
    """Look at a large table, or import it."""
    listing_work(run_id=UUID(run_id), now=now())


@app.task(name=BULK_EDIT, retry=RetryStrategy(max_attempts=3, exponential_wait=2), queue="events")
def work_on_bulk_edit(*, edit_id: str) -> None:
    """Look at, apply or take back what a large bulk edit does, item by item."""
    bulk_edit_work(edit_id=UUID(edit_id), now=now())
