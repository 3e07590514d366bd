"""An import through the back office: the file is kept, looked at, confirmed, written; each step can be left."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from oneseal.catalog.errors import RunNotFound, RunNotReady
from oneseal.catalog.models import BroughtItem, ListingRun
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.listing import RowFault
from oneseal.catalog.rules.listing_sentences import BROKEN, REASONS
from oneseal.catalog.rules.tables import TableUnreadable
from oneseal.catalog.selectors.listings import RUN_LOCK, run_key
from oneseal.catalog.services.bringing import BATCH, list_batch, list_counts, list_look
from oneseal.catalog.services.listing import listing_import, listing_look
from oneseal.catalog.services.uploads import MEDIA, Upload, upload_judged, upload_opened
from oneseal.foundation.files.services import FileTooLarge, open_file, store_bytes
from oneseal.foundation.workbooks import is_archive, unpacked_size
from oneseal.foundation.writes import WriteConflict
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.errors import RuleError
from oneseal.kernel.ids import new_id

LARGEST_MB: Final = 50
AT_ONCE_BYTES: Final = 1024 * 1024  # unpacked: a workbook unpacks to many times its size
AT_ONCE_ROWS: Final = 500
AT_ONCE_ITEMS: Final = 20


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
    form = upload_judged(told.content)
    run = ListingRun(
        id=new_id(now), agency_id=actor.own_agency, source=told.source, file_name=told.file_name,
        state=ListingRun.WAITING, started_by=actor.own_account, started_by_name=actor.name, started_at=now,
    )  # fmt: skip
    upload = upload_opened(told.content) if _is_small(told.content) else None
    plan = None
    if upload is not None and upload.length <= AT_ONCE_ROWS:
        plan = _looked_at(run, upload, told.content, actor=actor, now=now)
    run.sha256 = store_bytes(told.content, media_type=MEDIA[form], now=now).sha256
    with transaction.atomic():
        run.save(force_insert=True)
        if plan is None:
            _defer(run.id)
        else:
            BroughtItem.objects.bulk_create(plan, batch_size=BATCH)
    return run.id


def _is_small(content: bytes) -> bool:
    """Return whether a file may be read in a request; what is packed is judged by what it unpacks to."""
    return (unpacked_size(content) if is_archive(content) else len(content)) <= AT_ONCE_BYTES


def _looked_at(run: ListingRun, upload: Upload, content: bytes, *, actor: Actor, now: datetime) -> list[BroughtItem]:
    """Look at a file: fill in what the run says of it, and return its items where it is the whole list.

    Raises:
        TableUnreadable.
    """
    run.kind, run.state = upload.kind, ListingRun.LOOKED_AT
    if upload.kind == ListingRun.TABLE:
        report = listing_look(content=content, source=run.source, actor=actor)
        run.counts, run.faults = report.counts, _kept(report.faults)
        return []
    plan, found = list_look(upload, run=run, actor=actor, now=now)
    run.counts, run.faults = list_counts(plan, found), _kept(found.all_faults)
    return plan


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
        _confirmed(run, now=now)


def _confirmed(run: ListingRun, *, now: datetime) -> None:
    """Import a small table or list at once, leave a large one to the worker."""
    if run.kind != ListingRun.TABLE:
        if run.counts["created"] + run.counts["changed"] > AT_ONCE_ITEMS:
            _defer(run.id)
            return
        while _drafts(run, now=now):
            pass
        return
    content = _content(run)
    if _is_small(content):
        _import(run, content, now=now)
    else:
        _defer(run.id)


def listing_work(*, run_id: UUID, now: datetime, is_last: bool = False) -> None:
    """Do what a run waits for, look or import; a run that waits for nothing stays as it is.

    The whole list is drafted batch by batch, each in a transaction of its own: a worker killed goes on from there.
    What breaks the last attempt ends the run too: none is at work for ever.
    """
    try:
        while _worked(run_id, now):
            pass
    except Exception as problem:
        if is_last:
            _failed(run_id, problem, now)
        raise


@transaction.atomic
def _failed(run_id: UUID, problem: Exception, now: datetime) -> None:
    """End a run that nobody will go on with, and say why."""
    reason = str(problem.facts.get("reason", "")) if isinstance(problem, RuleError) else ""
    ListingRun.objects.filter(pk=run_id, state__in=(ListingRun.WAITING, ListingRun.CONFIRMED)).update(
        state=ListingRun.FAILED, problem=reason if reason in REASONS else BROKEN, finished_at=now
    )


@transaction.atomic
def _worked(run_id: UUID, now: datetime) -> bool:
    """Do the next piece of a run; return whether there is more."""
    run = ListingRun.objects.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None or run.state not in {ListingRun.WAITING, ListingRun.CONFIRMED}:
        return False
    try:
        if run.state == ListingRun.CONFIRMED and run.kind != ListingRun.TABLE:
            return _drafts(run, now=now)
        if run.state == ListingRun.CONFIRMED:
            _import(run, _content(run), now=now)
            return False
        content = _content(run)
        plan = _looked_at(run, upload_opened(content), content, actor=_starter(run), now=now)
    except TableUnreadable as problem:
        run.state, run.problem, run.finished_at = ListingRun.FAILED, str(problem.facts["reason"]), now
        run.save(update_fields=["state", "problem", "finished_at"])
        return False
    run.save(update_fields=["kind", "state", "counts", "faults"])
    BroughtItem.objects.bulk_create(plan, batch_size=BATCH)
    return False


def _drafts(run: ListingRun, *, now: datetime) -> bool:
    """Draft the next batch; the last one ends the run. Return whether more wait."""
    if list_batch(run_id=run.id, actor=_starter(run), now=now):
        return True
    run.state, run.finished_at = ListingRun.DONE, now
    run.save(update_fields=["state", "finished_at"])
    return False


def _import(run: ListingRun, content: bytes, *, now: datetime) -> None:
    """Write what was looked at; the lock tells who asks how far it is which connection writes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [RUN_LOCK, run_key(run.id)])
    report = listing_import(content=content, source=run.source, actor=_starter(run), now=now)
    run.state, run.counts, run.faults, run.finished_at = ListingRun.DONE, report.counts, _kept(report.faults), now
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


def _kept(faults: Iterable[RowFault]) -> list[dict[str, object]]:
    return [fault_kept(fault) for fault in faults]


def fault_kept(fault: RowFault) -> dict[str, object]:
    """Return a fault as JSON data."""
    return {
        "line": fault.line, "column": fault.column, "value": fault.value, "code": fault.code,
        "done": fault.done.value, "facts": dict(fault.facts), "sheet": fault.sheet,
    }  # fmt: skip


def _defer(run_id: UUID) -> None:
    """Ask the worker, by the job's name: tasks stand above services."""
    app.configure_task("catalog.listing", queue="events").defer(run_id=str(run_id))
