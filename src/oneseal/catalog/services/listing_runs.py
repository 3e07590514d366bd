"""An import through the back office: the file is kept, looked at, confirmed, written; each step can be left."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from oneseal.catalog.errors import RunNotFound, RunNotReady
from oneseal.catalog.models import ListingRun
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.listing import RowFault
from oneseal.catalog.rules.tables import TableUnreadable, decoded
from oneseal.catalog.selectors.listings import RUN_LOCK, run_key
from oneseal.catalog.services.listing import ListingReport, listing_import, listing_look
from oneseal.foundation.files.services import FileTooLarge, open_file, store_bytes
from oneseal.foundation.writes import WriteConflict
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.ids import new_id

CSV: Final = "text/csv"
LARGEST_MB: Final = 50
AT_ONCE_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class TableTold:
    """A file as it was handed in, and what its source is called on public pages."""

    content: bytes
    file_name: str
    source: str


def listing_start(*, told: TableTold, actor: Actor, now: datetime) -> UUID:
    """Keep a table and look at it: a small one at once, a large one by the worker; return the run's id.

    Raises:
        TableUnreadable, FileTooLarge, NotAllowed: nothing was kept.
    """
    require(allowed=can_edit(actor, actor.agency_id))
    if len(told.content) > LARGEST_MB * 1024 * 1024:
        raise FileTooLarge("the table is larger than allowed", limit_mb=LARGEST_MB)
    decoded(told.content)
    is_small = len(told.content) <= AT_ONCE_BYTES
    report = listing_look(content=told.content, source=told.source, actor=actor) if is_small else None
    kept = store_bytes(told.content, media_type=CSV, now=now)
    with transaction.atomic():
        run = ListingRun.objects.create(
            id=new_id(now), agency_id=actor.own_agency, source=told.source, file_name=told.file_name,
            sha256=kept.sha256, state=ListingRun.LOOKED_AT if report else ListingRun.WAITING,
            counts=report.counts if report else {}, faults=_kept(report) if report else [],
            started_by=actor.own_account, started_by_name=actor.name, started_at=now,
        )  # fmt: skip
        if report is None:
            _defer(run.id)
    return run.id


def listing_confirm(*, run_id: UUID, actor: Actor, now: datetime) -> None:
    """Import what was looked at: a small table at once, a large one by the worker.

    Raises:
        RunNotFound, RunNotReady.
    """
    with transaction.atomic():
        run = ListingRun.objects.select_for_update(of=("self",)).filter(pk=run_id).first()
        if run is None or not can_edit(actor, run.agency_id):
            raise RunNotFound("no such import")
        if run.state != ListingRun.LOOKED_AT:
            raise RunNotReady("this import was confirmed before, or is not looked at yet")
        run.state = ListingRun.CONFIRMED
        run.save(update_fields=["state"])
        content = _content(run)
        if len(content) > AT_ONCE_BYTES:
            _defer(run.id)
            return
        _import(run, content, now=now)


@transaction.atomic
def listing_work(*, run_id: UUID, now: datetime) -> None:
    """Do what a run waits for, look or import; a run that waits for nothing stays as it is."""
    run = ListingRun.objects.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None or run.state not in {ListingRun.WAITING, ListingRun.CONFIRMED}:
        return
    try:
        if run.state == ListingRun.CONFIRMED:
            _import(run, _content(run), now=now)
            return
        report = listing_look(content=_content(run), source=run.source, actor=_starter(run))
    except TableUnreadable as problem:
        run.state, run.problem, run.finished_at = ListingRun.FAILED, str(problem.facts["reason"]), now
        run.save(update_fields=["state", "problem", "finished_at"])
        return
    run.state, run.counts, run.faults = ListingRun.LOOKED_AT, report.counts, _kept(report)
    run.save(update_fields=["state", "counts", "faults"])


def _import(run: ListingRun, content: bytes, *, now: datetime) -> None:
    """Write what was looked at; the lock tells who asks how far it is which connection writes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [RUN_LOCK, run_key(run.id)])
    report = listing_import(content=content, source=run.source, actor=_starter(run), now=now)
    run.state, run.counts, run.faults, run.finished_at = ListingRun.DONE, report.counts, _kept(report), now
    run.save(update_fields=["state", "counts", "faults", "finished_at"])


def _content(run: ListingRun) -> bytes:
    with open_file(run.sha256) as file:
        content = bytes(file.read())
    if hashlib.sha256(content).hexdigest() != run.sha256:
        raise WriteConflict("the kept table is not the one that was looked at")
    return content


def _starter(run: ListingRun) -> Actor:
    """Return who began the run; the right to list was asked when it began and when it was confirmed."""
    return Actor(
        account_id=run.started_by, kind=ActorKind.STAFF, name=run.started_by_name, agency_id=run.agency_id,
        permissions=frozenset({"catalog.edit"}),
    )  # fmt: skip


def _kept(report: ListingReport) -> list[dict[str, object]]:
    return [fault_kept(fault) for fault in report.faults]


def fault_kept(fault: RowFault) -> dict[str, object]:
    """Return a fault as JSON data."""
    return {
        "line": fault.line, "column": fault.column, "value": fault.value, "code": fault.code,
        "done": fault.done.value, "facts": dict(fault.facts),
    }  # fmt: skip


def _defer(run_id: UUID) -> None:
    """Ask the worker, by the job's name: tasks stand above services."""
    app.configure_task("catalog.listing", queue="events").defer(run_id=str(run_id))
