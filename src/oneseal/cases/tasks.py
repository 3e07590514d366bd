"""Nightly: the proof that due dates on the rows follow from ledger and calendar; keys of old presses are deleted."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from oneseal.cases.services.following import JOB as FOLLOW
from oneseal.cases.services.following import adjustment_followed
from oneseal.cases.services.migrating import migration_apply
from oneseal.cases.services.migration_asking import JOB as MIGRATE
from oneseal.cases.services.moving import presses_forget
from oneseal.cases.services.recomputing import JOB, dues_recompute
from oneseal.cases.services.redating import LOADED, cases_redate
from oneseal.foundation.jobs.schedules import daily
from oneseal.foundation.jobs.services import beat
from oneseal.foundation.timekeeping import now
from oneseal.workflow.selectors import notices_named

log = structlog.get_logger("oneseal.cases")


@app.periodic(cron=daily(time(0, 20)))
@app.task(name=JOB, queue="nightly")
def recompute_dues_nightly(timestamp: int) -> None:
    """Compute every running case's due dates anew and put right those that differ."""
    changed = dues_recompute(tell=now)
    if changed:
        log.warning("cases.dues.differed", count=changed)
    beat(JOB, now=now())


@app.task(name="cases.redate", retry=RetryStrategy(max_attempts=10, exponential_wait=2), queue="events")
def redate_after_change(*, change_id: str) -> None:
    """Let every running case follow a change of the calendar."""
    moved = cases_redate(UUID(change_id), tell=now)
    log.info("cases.redated", count=moved)


@app.task(name=LOADED, retry=RetryStrategy(max_attempts=10, exponential_wait=2), queue="events")
def redate_after_loading(*, years: list[int]) -> None:
    """Let every running case follow notices that were loaded with the program, and name them."""
    moved = dues_recompute(tell=now, paper=notices_named(years))
    log.info("cases.redated", count=moved)


@app.task(name=MIGRATE, retry=RetryStrategy(max_attempts=10, exponential_wait=2), queue="events")
def migrate_processes(*, migration_id: str) -> None:
    """Migrate the cases of an approved migration, one after the other."""
    moved = migration_apply(UUID(migration_id), tell=now)
    log.info("cases.migrated", count=moved)


@app.task(name=FOLLOW, retry=RetryStrategy(max_attempts=10, exponential_wait=2), queue="events")
def follow_adjustment(*, adjustment_id: str) -> None:
    """Let the open cases of adjusted items follow the document, one after the other."""
    done = adjustment_followed(UUID(adjustment_id), tell=now)
    log.info("cases.followed", count=done)


@app.periodic(cron=daily(time(0, 55)))
@app.task(name="cases.forget_presses", queue="nightly")
def forget_presses_nightly(timestamp: int) -> None:
    """Delete the keys of presses so old that no page with them can still be open."""
    at = now()
    presses_forget(before=at - timedelta(days=settings.ONESEAL_DELIVERED_KEEP_DAYS))
    beat("cases.forget_presses", now=at)
