"""Prove that the records are whole, and keep what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from django.db import connection, transaction
from procrastinate.contrib.django import app

from oneseal.foundation.proof.errors import ProofUnderWay
from oneseal.foundation.proof.models import FindingRow, Run
from oneseal.foundation.proof.ports import STOPPED, Finding, Proof, Scope, Tally, named, registered
from oneseal.kernel.ids import new_id

log = structlog.get_logger("oneseal.proof")
MOST_KEPT: Final = 1000  # of one proof; all are counted
NIGHTLY: Final = ""  # who asked for what the worker does every night
GIVEN_UP: Final = timedelta(hours=12)  # a run that has not ended by then was killed
_LOCK: Final = 7_046_029_254


def run_ask(*, by: str, since: date | None = None, now: datetime) -> UUID:
    """Ask for a proof and return its run; nothing is read yet.

    Raises:
        ProofUnderWay: another one has not ended.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if Run.objects.filter(ended_at=None, asked_at__gt=now - GIVEN_UP).exists():
            raise ProofUnderWay("another proof runs")
        run = Run.objects.create(id=new_id(now), asked_at=now, asked_by=by, since=since, steps=len(registered()))
    return run.id


def run_queue(*, by: str, now: datetime) -> UUID:
    """Ask for a proof of everything and let the worker do it.

    Raises:
        ProofUnderWay: another one has not ended.
    """
    with transaction.atomic():
        run_id = run_ask(by=by, now=now)
        # The job is known by its name: services stand below the tasks that call them.
        app.configure_task("proof.run", queue="nightly").defer(run_id=str(run_id))
    return run_id


def run_make(run_id: UUID, *, tell: Callable[[], datetime], every_file: bool = True) -> Run:
    """Prove everything that rooms promise, keep the findings, and return the run as it ended.

    `tell` is the clock of whoever starts it. One proof that breaks off stops no other.
    """
    run = Run.objects.get(pk=run_id)
    if run.ended_at is not None:
        return run
    run.started_at = tell()
    scope = Scope(now=run.started_at, since=run.since, every_file=every_file)
    for proof in registered():
        run.doing = proof.name
        run.save(update_fields=["started_at", "doing"])
        _prove(run, proof, scope)
    run.doing, run.ended_at = "", tell()
    run.save(update_fields=["doing", "checked", "found", "notes", "findings", "ended_at"])
    log.info("proof.ended", findings=run.findings, checked=sum(run.checked.values()))
    return run


def _prove(run: Run, proof: Proof, scope: Scope) -> None:
    tally, kept, count = Tally(), list[Finding](), 0
    try:
        with one_view():
            for count, finding in enumerate(proof.check(scope, tally), start=1):
                if count <= MOST_KEPT:
                    kept.append(finding)
    except Exception as problem:  # whatever breaks one proof off, the others are made
        log.exception("proof.stopped", proof=proof.name)
        kept.append(Finding(STOPPED, subject=proof.name, found=type(problem).__name__))
        count += 1
    FindingRow.objects.bulk_create(
        [
            FindingRow(
                run=run, proof=proof.name, code=finding.code, subject=subject[:200], expected=finding.expected,
                found=finding.found,
            )
            for finding, subject in zip(kept, named(kept), strict=True)
        ]
    )  # fmt: skip
    run.checked[proof.name], run.found[proof.name] = tally.checked, count
    run.notes += [[code, facts] for code, facts in tally.notes]
    run.findings += count
    run.save(update_fields=["checked", "found", "notes", "findings"])


@contextmanager
def one_view() -> Iterator[None]:
    """See the database as it stood at one instant, and write nothing; people go on working meanwhile."""
    is_first = not connection.in_atomic_block
    with transaction.atomic():
        if is_first:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
