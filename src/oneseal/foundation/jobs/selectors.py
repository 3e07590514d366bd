"""When each periodic job last ran and when it should have, and which jobs were given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.foundation.jobs.models import Heartbeat
from oneseal.foundation.timekeeping import BEIJING, machine_time

LATE: Final = timedelta(hours=1)  # what should have run an hour ago has not run


@dataclass(frozen=True, slots=True)
class PeriodicJob:
    """A job that runs by itself: when it last ran (None: never), and when it last should have, an hour ago or more.

    Both are instants of the city's clock; `since` is when the installation was made.
    """

    name: str
    about: str
    ran_at: datetime | None
    should_at: datetime
    is_late: bool


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that was given up after its last try."""

    id: int
    name: str
    attempts: int
    scheduled_at: datetime | None


def periodic_jobs(*, now: datetime) -> list[PeriodicJob]:
    """Return every job that runs by itself, in the order of names.

    The queue goes by the machine's clock, what a job leaves by the city's; in a real city they are one.
    """
    beats = dict(Heartbeat.objects.values_list("name", "beat_at"))
    made, ahead = _installed_at(), now - machine_time(now)
    found = []
    for periodic in sorted(app.periodic_registry.periodic_tasks.values(), key=lambda one: one.task.name):
        # An own schedule: the registry's moves while the worker, another thread of this process, reads it.
        schedule = type(periodic.croniter)(periodic.cron)
        start = (machine_time(now) - LATE).timestamp()
        should = datetime.fromtimestamp(schedule.get_prev(ret_type=float, start_time=start), UTC) + ahead
        ran = beats.get(periodic.task.name)
        is_late = ran < should if ran is not None else made is not None and made + ahead < should
        about = (periodic.task.func.__doc__ or "").strip().partition("\n")[0]
        found.append(PeriodicJob(periodic.task.name, about, ran, should.astimezone(BEIJING), is_late))
    return found


def _installed_at() -> datetime | None:
    """Return when the first table was made, by the machine's clock; None where nobody can know."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(applied) FROM django_migrations")
        (at,) = cursor.fetchone()
    return at if isinstance(at, datetime) else None


def failed_jobs(*, limit: int) -> list[FailedJob]:
    """Return jobs that were given up, newest first."""
    rows = ProcrastinateJob.objects.filter(status="failed").order_by("-id")
    return [FailedJob(*row) for row in rows.values_list("id", "task_name", "attempts", "scheduled_at")[:limit]]
