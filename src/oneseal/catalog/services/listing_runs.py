"""An import through the back office: the file is kept, looked at, confirmed, written; each step can be left."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from oneseal.catalog.errors import RunNotFound, RunNotReady
from oneseal.catalog.models import BroughtItem, ListingRun
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.listing import RowFault
from oneseal.catalog.rules.listing_sentences import BROKEN, NO_RIGHT, REASONS
from oneseal.catalog.rules.tables import TableUnreadable
from oneseal.catalog.selectors.listings import RUN_LOCK
from oneseal.catalog.services.bringing import BATCH, list_batch, list_counts, list_look
from oneseal.catalog.services.listing import listing_import, listing_look
from oneseal.catalog.services.uploads import MEDIA, Upload, upload_judged, upload_opened
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.files.services import FileTooLarge, open_file, store_bytes
from oneseal.foundation.locks import one_at_a_time
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.workbooks import is_archive, unpacked_size
from oneseal.foundation.writes import WriteConflict
from oneseal.identity.policies import require
from oneseal.identity.selectors import holders_with
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.errors import RuleError
from oneseal.kernel.ids import new_id

LARGEST_MB: Final = 50
AT_ONCE_BYTES: Final = 1024 * 1024  # unpacked: a workbook unpacks to many times its size
AT_ONCE_ROWS: Final = 500
AT_ONCE_ITEMS: Final = 20
EDIT: Final = "catalog.edit"
SUBJECT: Final = "listing_run"
AT_WORK: Final = (ListingRun.WAITING, ListingRun.CONFIRMED)


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
        acted_by=actor.own_account, acted_by_name=actor.name, post_title=actor.post_title,
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
        run = _locked(run_id, actor)
        if run.state != ListingRun.LOOKED_AT:
            raise RunNotReady("this import was confirmed before, or is not looked at yet")
        run.state = ListingRun.CONFIRMED
        _pressed(run, actor)
        _confirmed(run, actor=actor, now=now)


def listing_continue(*, run_id: UUID, actor: Actor, now: datetime) -> None:
    """Go on with an import that stopped, in the name of who goes on; what is written already is not written twice.

    Raises:
        RunNotFound, RunNotReady.
    """
    with transaction.atomic():
        run = _locked(run_id, actor)
        if run.state not in AT_WORK or run.problem != NO_RIGHT:
            raise RunNotReady("this import has not stopped")
        act = Act("catalog.listing_continued", before={"acted_by": str(run.acted_by or run.started_by)})
        run.problem = ""
        _pressed(run, actor)
        record_now(act, subject=Subject(SUBJECT, run.id), actor=actor, now=now)
        _defer(run.id)


def _locked(run_id: UUID, actor: Actor) -> ListingRun:
    run = ListingRun.objects.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None or not can_edit(actor, run.agency_id):
        raise RunNotFound("no such import")
    return run


def _pressed(run: ListingRun, actor: Actor) -> None:
    run.acted_by, run.acted_by_name, run.post_title = actor.own_account, actor.name, actor.post_title
    run.save(update_fields=["state", "problem", "acted_by", "acted_by_name", "post_title"])


def _confirmed(run: ListingRun, *, actor: Actor, now: datetime) -> None:
    """Import a small table or list at once, leave a large one to the worker."""
    if run.kind != ListingRun.TABLE:
        if run.counts["created"] + run.counts["changed"] > AT_ONCE_ITEMS:
            _defer(run.id)
            return
        while _drafts(run, actor=actor, now=now):
            pass
        return
    content = _content(run)
    if _is_small(content):
        _import(run, content, actor=actor, now=now)
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
    ListingRun.objects.filter(pk=run_id, state__in=AT_WORK).update(
        state=ListingRun.FAILED, problem=reason if reason in REASONS else BROKEN, finished_at=now
    )


@transaction.atomic
def _worked(run_id: UUID, now: datetime) -> bool:
    """Do the next piece of a run, if who pressed last may still edit; return whether there is more."""
    run = ListingRun.objects.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None or run.state not in AT_WORK or run.problem:
        return False
    actor = _presser(run, on=beijing_date(now))
    if not can_edit(actor, run.agency_id):
        _stopped(run, now=now)
        return False
    try:
        return _piece(run, actor=actor, now=now)
    except TableUnreadable as problem:
        run.state, run.problem, run.finished_at = ListingRun.FAILED, str(problem.facts["reason"]), now
        run.save(update_fields=["state", "problem", "finished_at"])
        return False


def _stopped(run: ListingRun, *, now: datetime) -> None:
    """Stop a run in its place until somebody who may edit goes on with it."""
    run.problem = NO_RIGHT
    run.save(update_fields=["problem"])
    act = Act("catalog.listing_stopped", after={"acted_by": str(run.acted_by or run.started_by), "state": run.state})
    record_now(act, subject=Subject(SUBJECT, run.id), actor=Actor.system("导入事项"), now=now)


def _piece(run: ListingRun, *, actor: Actor, now: datetime) -> bool:
    """Look at a file, import a table or draft the next batch; return whether there is more."""
    if run.state == ListingRun.CONFIRMED and run.kind != ListingRun.TABLE:
        return _drafts(run, actor=actor, now=now)
    content = _content(run)
    if run.state == ListingRun.CONFIRMED:
        _import(run, content, actor=actor, now=now)
        return False
    plan = _looked_at(run, upload_opened(content), content, actor=actor, now=now)
    run.save(update_fields=["kind", "state", "counts", "faults"])
    BroughtItem.objects.bulk_create(plan, batch_size=BATCH)
    return False


def _drafts(run: ListingRun, *, actor: Actor, now: datetime) -> bool:
    """Draft the next batch; the last one ends the run. Return whether more wait."""
    if list_batch(run_id=run.id, actor=actor, now=now):
        return True
    run.state, run.finished_at = ListingRun.DONE, now
    run.save(update_fields=["state", "finished_at"])
    return False


def _import(run: ListingRun, content: bytes, *, actor: Actor, now: datetime) -> None:
    """Write what was looked at; the lock tells who asks how far it is which connection writes."""
    one_at_a_time(RUN_LOCK, of=run.id)
    report = listing_import(content=content, source=run.source, actor=actor, now=now)
    run.state, run.counts, run.faults, run.finished_at = ListingRun.DONE, report.counts, _kept(report.faults), now
    run.save(update_fields=["state", "counts", "faults", "finished_at"])


def _content(run: ListingRun) -> bytes:
    with open_file(run.sha256) as file:
        content = bytes(file.read())
    if hashlib.sha256(content).hexdigest() != run.sha256:
        raise WriteConflict("the kept table is not the one that was looked at")
    return content


def _presser(run: ListingRun, *, on: date) -> Actor:
    """Return who pressed last in the post he pressed in, with the right to edit as far as he has it today."""
    account_id = run.acted_by or run.started_by
    editors = {holder.account_id for holder in holders_with(EDIT, agency_id=run.agency_id, on=on)}
    return Actor(
        account_id=account_id, kind=ActorKind.STAFF, name=run.acted_by_name or run.started_by_name,
        post_title=run.post_title, agency_id=run.agency_id,
        permissions=frozenset({EDIT} if account_id in editors else ()),
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
