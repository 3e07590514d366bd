"""The jobs of the foundation: deliver one event to one receiver, close the day, mark chains, prove the records."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from oneseal.foundation.audit.services import days_close, ends_mark
from oneseal.foundation.jobs.schedules import daily
from oneseal.foundation.jobs.services import beat, last_run
from oneseal.foundation.outbox.services import deliver, delivered_forget
from oneseal.foundation.proof.errors import ProofUnderWay
from oneseal.foundation.proof.services import run_make, run_nightly
from oneseal.foundation.timekeeping import beijing_date, machine_time, now

MARK: Final = "audit.mark_ends"
PROOF: Final = "proof.nightly"
SETTLED: Final = timedelta(minutes=10)  # an act as old as that is committed, or never will be
OVERLAP: Final = timedelta(hours=1)
PUNCTUAL_SECONDS: Final = 600


@app.task(name="outbox.deliver", retry=RetryStrategy(max_attempts=20, exponential_wait=2), queue="events")
def deliver_event(*, event_id: str, receiver: str) -> None:
    """Deliver one event to one receiver; repeated until it succeeds."""
    deliver(event_id=UUID(event_id), receiver=receiver, now=now())


@app.periodic(cron=daily(time(0, 10)))
@app.task(name="audit.close_day", queue="nightly")
def close_yesterday(timestamp: int) -> None:
    """Close yesterday, and every day missed before it, under its daily root."""
    at = now()
    days_close(until=beijing_date(at) - timedelta(days=1), now=at)
    beat("audit.close_day", now=at)


@app.periodic(cron="20 * * * *")
@app.task(name=MARK, queue="nightly", queueing_lock=MARK)
def mark_ends(timestamp: int) -> None:
    """Mark where every chain that grew since the last time ended, so that one cut off later is found."""
    at, last = now(), last_run(MARK)
    ends_mark(since=last - SETTLED - OVERLAP if last else None, until=at - SETTLED, now=at)
    beat(MARK, now=at)


@app.periodic(cron=daily(time(2, 10)))
@app.task(name=PROOF, queue="nightly", lock=PROOF, queueing_lock=PROOF)
def prove_nightly(timestamp: int) -> None:
    """Prove that the records are whole, and keep what was found; done late, after what else was missed."""
    machine = int(machine_time(now()).timestamp())
    if machine - timestamp > PUNCTUAL_SECONDS:
        again = machine + PUNCTUAL_SECONDS
        app.configure_task(PROOF, queue="nightly", lock=PROOF, schedule_in={"seconds": PUNCTUAL_SECONDS}).defer(
            timestamp=again
        )
        return
    beat(PROOF, now=now())
    try:
        run_id = run_nightly(now=now())
    except ProofUnderWay:  # an operator was first; his proof reads more
        return
    run_make(run_id, tell=now, every_file=False)


@app.task(name="proof.run", queue="nightly", lock=PROOF)
def prove(*, run_id: str) -> None:
    """Prove that the records are whole, for somebody who asked for it."""
    run_make(UUID(run_id), tell=now)


@app.periodic(cron=daily(time(0, 50)))
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
