"""The jobs of the catalogue."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from oneseal.catalog.services.listing_runs import listing_work
from oneseal.foundation.timekeeping import now


@app.task(name="catalog.listing", retry=RetryStrategy(max_attempts=3, exponential_wait=2), queue="events")
def work_on_listing(*, run_id: str) -> None:
    """Look at a large table, or import it."""
    listing_work(run_id=UUID(run_id), now=now())
