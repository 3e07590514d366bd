"""A bulk edit from its preview to its undoing: row by row, each in a transaction; killed and begun again any time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app

from oneseal.catalog.errors import BulkEditChanged, BulkEditEmpty, BulkEditNotFound, BulkEditNotReady, BulkEditTooLarge
from oneseal.catalog.models import BulkEdit, BulkEditItem, ItemVersion
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.bulk import Told, told_checked, told_kept
from oneseal.catalog.rules.sifting import Sift
from oneseal.catalog.selectors.bulk_edits import UNDOABLE
from oneseal.catalog.selectors.sifting import versions_sifted
from oneseal.catalog.services.bulk_rows import row_apply, row_undo, rows_look
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.policies import require
from oneseal.identity.selectors import holders_with
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.ids import new_id

JOB: Final = "catalog.bulk_edit"
SUBJECT: Final = "bulk_edit"
EDIT: Final = "catalog.edit"
# So many rows are done while the page waits; more are the worker's.
AT_ONCE: Final = 60
BATCH: Final = 50
LARGEST: Final = 5000
# What an edit is at, the rows it takes, and what it is when none is left.
WORK: Final[Mapping[str, tuple[str, str]]] = {
    BulkEdit.LOOKING: (BulkEditItem.WAITING, BulkEdit.PREVIEWED),
    BulkEdit.APPLYING: (BulkEditItem.PLANNED, BulkEdit.APPLIED),
    BulkEdit.UNDOING: (BulkEditItem.APPLIED, BulkEdit.UNDONE),
}


def bulk_edit_start(*, told: Told, sift: Sift, actor: Actor, now: datetime) -> UUID:
    """Keep which items match and what is to change, and look at each; nothing is written into a draft.

    Raises:
        NotAllowed, BulkToldUnfit, BulkEditEmpty, BulkEditTooLarge.
    """
    require(allowed=can_edit(actor, actor.agency_id))
    told_checked(told)
    chosen = versions_sifted(sift, actor=actor, on=beijing_date(now))
    if not chosen:
        raise BulkEditEmpty("nothing matches")
    if len(chosen) > LARGEST:
        raise BulkEditTooLarge("too many items at once", limit=LARGEST)
    with transaction.atomic():
        edit = bulk_edit_kept(told, sifted=sift.told, actor=actor, now=now)
        light = ItemVersion.objects.only("id", "item_id", "number", "revision", "state", "name")
        versions = light.in_bulk([version_id for _item, version_id in chosen])
        BulkEditItem.objects.bulk_create(
            [row_of(edit, versions[version_id], place, now=now) for place, (_item, version_id) in enumerate(chosen)],
            batch_size=500,
        )
        act = Act("catalog.bulk_edit_started", after={**edit.told, "kind": edit.kind, "items": len(chosen)})
        record_now(act, subject=Subject(SUBJECT, edit.id), actor=actor, now=now)
    _go(edit.id, len(chosen), now=now)
    return edit.id


def bulk_edit_kept(told: Told, *, sifted: Mapping[str, str], actor: Actor, now: datetime) -> BulkEdit:
    """Keep a bulk edit that is to be looked at."""
    return BulkEdit.objects.create(
        id=new_id(now), agency_id=actor.own_agency, kind=told.kind.value, told=told_kept(told), sifted=dict(sifted),
        state=BulkEdit.LOOKING, started_by=actor.own_account, started_by_name=actor.name, started_at=now,
        acted_by=actor.own_account, acted_by_name=actor.name, post_title=actor.post_title,
    )  # fmt: skip


def row_of(edit: BulkEdit, version: ItemVersion, place: int, *, now: datetime) -> BulkEditItem:
    """Return the row of one item that waits to be looked at, by its newest version."""
    return BulkEditItem(
        id=new_id(now), bulk_edit=edit, item_id=version.item_id, place=place, name=version.name,
        version_id=version.id, number=version.number, revision=version.revision,
        makes_draft=version.state != ItemVersion.DRAFT, state=BulkEditItem.WAITING,
    )  # fmt: skip


def bulk_edit_confirm(*, edit_id: UUID, count: int, actor: Actor, now: datetime) -> None:
    """Apply what was previewed; `count` is how many items the reader was told would change.

    Raises:
        BulkEditNotFound, BulkEditNotReady, BulkEditChanged.
    """
    with transaction.atomic():
        edit = _locked(edit_id, actor, BulkEdit.PREVIEWED)
        planned = edit.items.filter(state=BulkEditItem.PLANNED).count()
        if planned != count or not planned:
            raise BulkEditChanged("not the number that was shown", count=planned)
        edit.confirmed_at = now
        _pressed(edit, BulkEdit.APPLYING, actor)
        act = Act("catalog.bulk_edit_confirmed", after={"items": planned})
        record_now(act, subject=Subject(SUBJECT, edit.id), actor=actor, now=now)
    _go(edit_id, planned, now=now)


def bulk_edit_undo(*, edit_id: UUID, actor: Actor, now: datetime) -> None:
    """Take an applied edit back wherever its drafts are unpublished and what it wrote still stands.

    What had to be left alone before, under review say, is tried again.

    Raises:
        BulkEditNotFound, BulkEditNotReady.
    """
    with transaction.atomic():
        edit = _locked(edit_id, actor, *UNDOABLE)
        edit.items.filter(state=BulkEditItem.KEPT).update(state=BulkEditItem.APPLIED, why="", why_facts={})
        applied = edit.items.filter(state=BulkEditItem.APPLIED).count()
        if not applied:
            raise BulkEditNotReady("nothing was applied")
        _pressed(edit, BulkEdit.UNDOING, actor)
        act = Act("catalog.bulk_edit_undone", after={"items": applied})
        record_now(act, subject=Subject(SUBJECT, edit.id), actor=actor, now=now)
    _go(edit_id, applied, now=now)


def bulk_edit_continue(*, edit_id: UUID, actor: Actor, now: datetime) -> None:
    """Go on with an edit that was interrupted; what is done already is not done twice.

    Raises:
        BulkEditNotFound, BulkEditNotReady.
    """
    with transaction.atomic():
        edit = _locked(edit_id, actor, *WORK)
        _pressed(edit, edit.state, actor)
    _go(edit_id, _left(edit).count(), now=now)


def bulk_edit_work(*, edit_id: UUID, now: datetime) -> int:
    """Do what an edit waits for, row by row, until nothing is left; return how many rows were done now.

    Before each batch it is asked whether who pressed last may still edit; where he may no more, the rest is left until
    somebody who may goes on with it.
    """
    edit = BulkEdit.objects.filter(pk=edit_id).first()
    if edit is None or edit.state not in WORK:
        return 0
    done, after = 0, -1
    while batch := list(_left(edit).filter(place__gt=after).values_list("id", "place")[:BATCH]):
        actor = _presser(edit, on=beijing_date(now))
        if not can_edit(actor, edit.agency_id):
            return done
        done += _batch_done(edit, [row_id for row_id, _place in batch], actor=actor, now=now)
        after = batch[-1][1]
    _finish(edit, now=now)
    return done


def _left(edit: BulkEdit) -> QuerySet[BulkEditItem]:
    return edit.items.filter(state=WORK[edit.state][0]).order_by("place")


def _batch_done(edit: BulkEdit, row_ids: list[UUID], *, actor: Actor, now: datetime) -> int:
    if edit.state == BulkEdit.LOOKING:
        return rows_look(edit, row_ids, now=now)
    act = row_apply if edit.state == BulkEdit.APPLYING else row_undo
    return sum(act(row_id, edit, actor=actor, now=now) for row_id in row_ids)


@transaction.atomic
def _finish(edit: BulkEdit, *, now: datetime) -> None:
    """Close a stretch of work once no row waits for it; what another worker holds, that one closes."""
    row = BulkEdit.objects.select_for_update(of=("self",)).filter(pk=edit.pk).first()
    if row is not None and row.state == edit.state and not _left(row).exists():
        row.state, row.finished_at = WORK[edit.state][1], now
        row.save(update_fields=["state", "finished_at"])


def _locked(edit_id: UUID, actor: Actor, *states: str) -> BulkEdit:
    edit = BulkEdit.objects.select_for_update(of=("self",)).filter(pk=edit_id).first()
    if edit is None or not can_edit(actor, edit.agency_id):
        raise BulkEditNotFound("no such edit")
    if edit.state not in states:
        raise BulkEditNotReady("not at this stage")
    return edit


def _pressed(edit: BulkEdit, state: str, actor: Actor) -> None:
    edit.state, edit.acted_by, edit.acted_by_name, edit.post_title = (
        state, actor.own_account, actor.name, actor.post_title,
    )  # fmt: skip
    edit.save(update_fields=["state", "acted_by", "acted_by_name", "post_title", "confirmed_at"])


def _presser(edit: BulkEdit, *, on: date) -> Actor:
    """Return who pressed last in the post he pressed in, with the right to edit as far as he has it today."""
    editors = {holder.account_id for holder in holders_with(EDIT, agency_id=edit.agency_id, on=on)}
    return Actor(
        account_id=edit.acted_by, kind=ActorKind.STAFF, name=edit.acted_by_name, post_title=edit.post_title,
        agency_id=edit.agency_id, permissions=frozenset({EDIT} if edit.acted_by in editors else ()),
    )  # fmt: skip


def _go(edit_id: UUID, rows: int, *, now: datetime) -> None:
    """Do few rows at once, and leave many to the worker, by the job's name: tasks stand above services."""
    if rows <= AT_ONCE:
        bulk_edit_work(edit_id=edit_id, now=now)
    else:
        app.configure_task(JOB, queue="events").defer(edit_id=str(edit_id))
