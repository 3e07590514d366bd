"""What a bulk edit does to one item: look, apply, take back; each in a transaction, and never twice."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from oneseal.catalog.models import BulkEdit, BulkEditItem, DraftGate, ItemVersion, Review
from oneseal.catalog.rules.bulk import Changed, NotApplicable, Told, changed_by, told_read
from oneseal.catalog.rules.differing import FORM, VersionRaw
from oneseal.catalog.rules.parsing import item_faults, parse_item
from oneseal.catalog.rules.patches import Parts, parts_between, places_changed, sources_of, taken_back, with_parts
from oneseal.catalog.rules.publication import Fault
from oneseal.catalog.rules.reviewing import Stage
from oneseal.catalog.rules.standing import InUse, bar_on
from oneseal.catalog.selectors.gate import Ledgers, gate_faults, gate_ledgers
from oneseal.catalog.selectors.history import raw_of
from oneseal.catalog.selectors.reviewing import stage_of
from oneseal.catalog.selectors.standing import bars_of
from oneseal.catalog.selectors.terms import form_bound
from oneseal.catalog.services.editing import draft_rewritten, item_revise
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.access import Actor

_LOOKED: Final = ("state", "revision", "before", "after", "cited", "faults", "why", "why_facts")


# --- look -----------------------------------------------------------------------------------------------


@transaction.atomic
def rows_look(edit: BulkEdit, row_ids: Iterable[UUID], *, now: datetime) -> int:
    """Find out what an edit would do to some of its items; return how many were looked at."""
    waiting = BulkEditItem.objects.select_for_update(skip_locked=True).filter(
        pk__in=list(row_ids), state=BulkEditItem.WAITING
    )
    rows = list(waiting.order_by("place"))
    versions = {row.id: row for row in ItemVersion.objects.filter(pk__in=[row.version_id for row in rows])}
    stages = dict(Review.objects.filter(version_id__in=list(versions)).values_list("version_id", "stage"))
    day = beijing_date(now)
    bars, ledgers = bars_of([row.item_id for row in rows]), gate_ledgers(day)
    told = told_read(edit.kind, edit.told)
    for row in rows:
        bar = bar_on(bars.get(row.item_id, ()), day)
        if bar is not None and bar.standing is InUse.ABOLISHED:
            _unfit(row, NotApplicable("bulk.abolished"))
        elif stages.get(row.version_id, Stage.DRAFT) not in {Stage.DRAFT, Stage.PUBLISHED}:
            _unfit(row, NotApplicable("bulk.in_review"))
        else:
            _looked(row, versions.get(row.version_id), told, ledgers=ledgers)
    BulkEditItem.objects.bulk_update(rows, _LOOKED)
    return len(rows)


def _looked(row: BulkEditItem, version: ItemVersion | None, told: Told, *, ledgers: Ledgers) -> None:
    if version is None:
        _unfit(row, NotApplicable("bulk.changed"))
        return
    row.revision = version.revision
    result = changed_by(told, version.content)
    if isinstance(result, Changed):
        row_planned(row, raw_of(version), VersionRaw(result.content, version.form), ledgers=ledgers)
    else:
        _unfit(row, result)


def row_planned(row: BulkEditItem, before: VersionRaw, after: VersionRaw, *, ledgers: Ledgers) -> None:
    """Fill in the parts that differ, and the faults of the gate that were not there before."""
    row.before, row.after = parts_between(before, after)
    row.cited = {**sources_of(before, row.before), **sources_of(after, row.after)}
    known = {_sameness(fault) for fault in _faults(before, ledgers)}
    row.faults = [_kept(fault) for fault in _faults(after, ledgers) if _sameness(fault) not in known]
    row.state = BulkEditItem.PLANNED


def _unfit(row: BulkEditItem, why: NotApplicable) -> None:
    row.state, row.why, row.why_facts = BulkEditItem.UNFIT, why.code, dict(why.facts)


def _faults(version: VersionRaw, ledgers: Ledgers) -> list[Fault]:
    return gate_faults(parse_item(version.content), form_bound(version.form).definition, ledgers=ledgers)


def _kept(fault: Fault) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(json.dumps(asdict(fault), default=str))
    return kept


def _sameness(fault: Fault) -> str:
    return json.dumps(_kept(fault), ensure_ascii=False, sort_keys=True)


# --- apply ----------------------------------------------------------------------------------------------


@transaction.atomic
def row_apply(row_id: UUID, edit: BulkEdit, *, actor: Actor, now: datetime) -> bool:
    """Write into the draft of one item what was previewed; return False where it was refused or is done already."""
    row = BulkEditItem.objects.select_for_update(skip_locked=True).filter(pk=row_id, state=BulkEditItem.PLANNED).first()
    if row is None:
        return False
    draft = _draft_to_write(row, edit, actor=actor, now=now)
    if isinstance(draft, str):
        _settled(row, BulkEditItem.REFUSED, why=draft, now=now)
        return False
    after = with_parts(raw_of(draft), row.after)
    if item_faults(after.content):
        _settled(row, BulkEditItem.REFUSED, why="bulk.unfit", now=now)
        return False
    draft_rewritten(draft, after.content, after.form)
    row.draft_id, row.written_revision = draft.id, draft.revision
    _settled(row, BulkEditItem.APPLIED, now=now)
    said = Act(
        "catalog.bulk_edited", before=_recorded(row.before), after={**_recorded(row.after), "bulk_edit": str(edit.id)}
    )
    record_now(said, subject=Subject("item", row.item_id), actor=actor, now=now)
    return True


def _draft_to_write(row: BulkEditItem, edit: BulkEdit, *, actor: Actor, now: datetime) -> ItemVersion | str:
    """Return the locked draft that a row is written into, or why none may be written.

    The version that was looked at is locked first; whoever made or changed a draft in between did so before, and is
    seen, or waits.
    """
    seen = _locked(row.version_id)
    if seen is None or seen.item.agency_id != edit.agency_id:
        return "bulk.changed"
    newest = ItemVersion.objects.filter(item_id=row.item_id).order_by("-number").values_list("id", flat=True).first()
    if newest != seen.id:
        return "bulk.drafted"
    if row.makes_draft:
        return _locked(item_revise(item_id=row.item_id, actor=actor, now=now)) or "bulk.changed"
    if seen.state != ItemVersion.DRAFT:
        return "bulk.published_since"
    if stage_of(seen.id) is not Stage.DRAFT:
        return "bulk.in_review"
    return seen if seen.revision == row.revision else "bulk.changed"


def _locked(version_id: UUID) -> ItemVersion | None:
    rows = ItemVersion.objects.select_for_update(of=("self",)).select_related("item")
    return rows.filter(pk=version_id).first()


def _settled(row: BulkEditItem, state: str, *, now: datetime, why: str = "", places: Iterable[str] = ()) -> None:
    row.state, row.why, row.done_at = state, why, now
    row.why_facts = {"places": list(places)} if places else {}
    row.save(update_fields=["state", "why", "why_facts", "done_at", "draft_id", "written_revision"])


def _recorded(parts: Parts) -> dict[str, Any]:
    """Return parts as the trace keeps them: elements whole, the form by its key."""
    kept = {name: raw for name, raw in parts.items() if name != FORM}
    return kept | ({FORM: parts[FORM].get("key", "")} if FORM in parts else {})


# --- take back ------------------------------------------------------------------------------------------


@transaction.atomic
def row_undo(row_id: UUID, edit: BulkEdit, *, actor: Actor, now: datetime) -> bool:
    """Put back what stood in the draft of one item; return False where it is left alone or done already."""
    row = BulkEditItem.objects.select_for_update(skip_locked=True).filter(pk=row_id, state=BulkEditItem.APPLIED).first()
    if row is None:
        return False
    draft = _locked(row.draft_id) if row.draft_id else None
    why, places = _kept_why(draft, row, edit)
    if why or draft is None:
        _settled(row, BulkEditItem.KEPT, why=why, places=places, now=now)
        return False
    if not (row.makes_draft and draft.revision == row.written_revision and _removed(draft)):
        restored = taken_back(raw_of(draft), row.before)
        draft_rewritten(draft, restored.content, restored.form)
    _settled(row, BulkEditItem.UNDONE, now=now)
    said = Act(
        "catalog.bulk_undone", before=_recorded(row.after), after={**_recorded(row.before), "bulk_edit": str(edit.id)}
    )
    record_now(said, subject=Subject("item", row.item_id), actor=actor, now=now)
    return True


def _kept_why(draft: ItemVersion | None, row: BulkEditItem, edit: BulkEdit) -> tuple[str, list[str]]:
    """Return why a draft keeps what was written, with the places that somebody changed since; empty: it does not."""
    if draft is None or draft.item.agency_id != edit.agency_id:
        return "bulk.changed", []
    if draft.state != ItemVersion.DRAFT:
        return "bulk.published_since", []
    if stage_of(draft.id) is not Stage.DRAFT:
        return "bulk.in_review", []
    places = places_changed(raw_of(draft), row.after)
    if places:
        return "bulk.changed_since", places
    return ("bulk.unfit", []) if item_faults(taken_back(raw_of(draft), row.before).content) else ("", [])


def _removed(draft: ItemVersion) -> bool:
    """Remove a draft that the edit itself had made and nobody touched; False where something else rests on it."""
    try:
        with transaction.atomic():
            DraftGate.objects.filter(version_id=draft.id).delete()
            draft.delete()
    except ProtectedError:
        return False
    return True
