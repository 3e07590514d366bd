"""Speak with the post in the background; a post that is down delays its parcels and nothing else."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from oneseal.dispatch.selectors import parcels_to_ask
from oneseal.dispatch.services import parcel_ask, parcel_ask_later
from oneseal.foundation.jobs.services import beat
from oneseal.foundation.timekeeping import now


@app.task(name="dispatch.ask", retry=RetryStrategy(max_attempts=5, wait=60), queue="outside")
def ask_about_parcel(*, parcel_id: str) -> None:
    """Get a waybill for one parcel, or ask where it is; what fails is asked again at the next round."""
    parcel_ask(UUID(parcel_id), now=now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="dispatch.round", queue="outside")
def ask_about_parcels(timestamp: int) -> None:
    """Let every parcel under way be asked about."""
    at = now()
    for parcel_id in parcels_to_ask(now=at):
        parcel_ask_later(parcel_id)
    beat("dispatch.round", now=at)
