"""Signs of life."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.jobs.models import Heartbeat
from oneseal.foundation.proof.services import run_queue
from oneseal.kernel.access import Actor

WORKER = "worker"


def beat(name: str, *, now: datetime) -> None:
    """Record that a process or job is alive."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, beat_at=now)],
        update_conflicts=True,
        update_fields=["beat_at"],
        unique_fields=["name"],
    )


def last_run(name: str) -> datetime | None:
    """Return when a job last ran, or None when it never did."""
    return Heartbeat.objects.filter(name=name).values_list("beat_at", flat=True).first()


def last_beat() -> datetime | None:
    """Return the last sign of life of the worker, or None when there has been none."""
    return Heartbeat.objects.filter(name=WORKER).values_list("beat_at", flat=True).first()


def signs_of_life_moved(passed: timedelta) -> None:
    """Move every sign of life with the city's clock, so that nobody is taken for dead because time leapt."""
    Heartbeat.objects.update(beat_at=F("beat_at") + passed)


def failed_count() -> int:
    """Return how many jobs were given up after their last try."""
    return ProcrastinateJob.objects.filter(status="failed").count()


def is_alive(name: str, *, now: datetime, within: timedelta) -> bool:
    """Return True when a process or job gave a sign of life recently."""
    return Heartbeat.objects.filter(name=name, beat_at__gte=now - within).exists()


@transaction.atomic
def proof_ask(*, actor: Actor, now: datetime) -> None:
    """Let the worker prove the records for somebody who asks; who asked is in the trace of his agency.

    Raises:
        ProofUnderWay: another one has not ended.
    """
    run_id = run_queue(by=actor.name, now=now)
    act = Act("proof.asked", after={"run": str(run_id)})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
