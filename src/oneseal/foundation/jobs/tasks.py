"""The jobs of the foundation: deliver one event to one receiver, close the day, free stalled jobs."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from oneseal.foundation.audit.services import days_close
from oneseal.foundation.jobs.services import beat
from oneseal.foundation.outbox.services import deliver, delivered_forget
from oneseal.foundation.timekeeping import beijing_date, now


@app.task(name="outbox.deliver", retry=RetryStrategy(max_attempts=20, exponential_wait=2), queue="events")
def deliver_event(*, event_id: str, receiver: str) -> None:
    """Deliver one event to one receiver; repeated until it succeeds."""
    deliver(event_id=UUID(event_id), receiver=receiver, now=now())


@app.periodic(cron="10 0 * * *")
@app.task(name="audit.close_day", queue="nightly")
def close_yesterday(timestamp: int) -> None:
    """Close yesterday, and every day missed before it, under its daily root."""
    at = now()
    days_close(until=beijing_date(at) - timedelta(days=1), now=at)
    beat("audit.close_day", now=at)


@app.periodic(cron="50 0 * * *")
@app.task(name="outbox.forget", queue="nightly")
def forget_delivered(timestamp: int) -> None:
    """Delete events and their deliveries when they have been kept as long as the settings say."""
    at = now()
    delivered_forget(before=at - timedelta(days=settings.ONESEAL_DELIVERED_KEEP_DAYS))
    beat("outbox.forget", now=at)


def hand_over(pairs: list[tuple[UUID, str]]) -> None:
    """Queue one delivery job per event and receiver, inside the caller's transaction."""
    arguments: list[JSONDict] = [{"event_id": str(event_id), "receiver": receiver} for event_id, receiver in pairs]
    deliver_event.batch_defer(*arguments)
