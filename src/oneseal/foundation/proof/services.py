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

from oneseal.foundation.locks import one_at_a_time
from oneseal.foundation.proof.errors import ProofUnderWay
from oneseal.foundation.proof.models import FindingRow, Run
from oneseal.foundation.proof.ports import STOPPED, Finding, Proof, Scope, Tally, named, registered
from oneseal.kernel.ids import new_id

log = structlog.get_logger("oneseal.proof")
MOST_KEPT: Final = 1000  # of one proof; all are counted
NIGHTLY: Final = ""  # who asked for what the worker does every night
WAITS: Final = timedelta(hours=1)  # a run that no worker has begun by then holds nobody up
NIGHT: Final = timedelta(hours=12)
AT_WORK: Final = (1_197_421, 1)  # the advisory lock of whoever proves; it goes with its connection
_ASKING: Final = (1_197_421, 2)
_IS_HELD: Final = """
SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = %s
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""


def run_ask(*, by: str, since: date | None = None, now: datetime) -> UUID:
    """Ask for a proof and return its run; nothing is read yet.

    Raises:
        ProofUnderWay: another one has not ended.
    """
    with transaction.atomic():
        one_at_a_time(_ASKING[0], of=_ASKING[1])
        if run_under_way(now=now) is not None:
            raise ProofUnderWay("another proof runs")
        run = Run.objects.create(id=new_id(now), asked_at=now, asked_by=by, since=since, steps=len(registered()))
    return run.id


def run_under_way(*, now: datetime) -> Run | None:
    """Return the run that waits for the worker or is being made; one that was killed is neither."""
    open_runs = Run.objects.filter(ended_at=None).order_by("-asked_at", "-id")
    if _is_held():
        return open_runs.filter(started_at__isnull=False).first()
    return open_runs.filter(started_at=None, asked_at__gt=now - WAITS).first()


def _is_held() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_IS_HELD, AT_WORK)
        return bool(cursor.fetchone()[0])


@contextmanager
def _held() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", AT_WORK)
        if not cursor.fetchone()[0]:
            raise ProofUnderWay("another proof runs")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", AT_WORK)


def run_nightly(*, now: datetime) -> UUID:
    """Ask for the proof of a night, or go on with the one that a worker did not end.

    Raises:
        ProofUnderWay: somebody else's has not ended.
    """
    lost = Run.objects.filter(ended_at=None, asked_by=NIGHTLY, asked_at__gt=now - NIGHT).order_by("-asked_at").first()
    return lost.id if lost and not _is_held() else run_ask(by=NIGHTLY, now=now)


def run_queue(*, by: str, now: datetime) -> UUID:
    """Ask for a proof of everything and let the worker do it.

    Raises:
        ProofUnderWay: another one has not ended.
    """
    with transaction.atomic():
        run_id = run_ask(by=by, now=now)
        # The job is known by its name: services stand below the tasks that call them.
        app.configure_task("proof.run", queue="nightly", lock="proof.nightly").defer(run_id=str(run_id))
    return run_id


def run_make(run_id: UUID, *, tell: Callable[[], datetime], every_file: bool = True) -> Run:
    """Prove everything that rooms promise, keep the findings, and return the run as it ended.

    `tell` is the clock of whoever starts it. One proof that breaks off stops no other; a run that was killed goes on
    behind the proofs it has made.

    Raises:
        ProofUnderWay: another one is being made at this moment.
    """
    with _held():
        run = Run.objects.get(pk=run_id)
        return run if run.ended_at is not None else _made(run, tell=tell, every_file=every_file)


def _made(run: Run, *, tell: Callable[[], datetime], every_file: bool) -> Run:
    run.started_at = run.started_at or tell()
    scope = Scope(now=tell(), since=run.since, every_file=every_file)
    for proof in registered():
        if proof.name in run.checked:
            continue
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
    run.checked[proof.name], run.found[proof.name] = tally.checked, count
    run.notes += [[code, facts] for code, facts in tally.notes]
    run.findings += count
    with transaction.atomic():  # killed in between, the proof is made again and nothing stands twice
        _keep(run, proof, kept)
        run.save(update_fields=["checked", "found", "notes", "findings"])


def _keep(run: Run, proof: Proof, kept: list[Finding]) -> None:
    rows = [
        FindingRow(
            run=run, proof=proof.name, code=finding.code, subject=subject[:200], expected=finding.expected,
            found=finding.found,
        )
        for finding, subject in zip(kept, named(kept), strict=True)
    ]  # fmt: skip
    FindingRow.objects.bulk_create(rows)


@contextmanager
def one_view() -> Iterator[None]:
    """See the database as it stood at one instant, and write nothing; people go on working meanwhile."""
    is_first = not connection.in_atomic_block
    with transaction.atomic():
        if is_first:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
