"""Bulk edits and copies of the actor's agency: which there were, how far one is, what it does to each item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from oneseal.catalog.errors import BulkEditNotFound
from oneseal.catalog.models import BulkEdit, BulkEditItem
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.bulk import Told, told_read
from oneseal.catalog.rules.differing import PARTS, PartPair
from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.rules.gates.fault import Fault, Severity
from oneseal.catalog.rules.patches import parts_shown
from oneseal.catalog.selectors.editor import fault_sentence
from oneseal.kernel.access import Actor

EDITS_SHOWN: Final = 50
ROWS_SHOWN: Final = 25
STATES: Final = (
    BulkEditItem.WAITING, BulkEditItem.PLANNED, BulkEditItem.UNFIT, BulkEditItem.APPLIED, BulkEditItem.REFUSED,
    BulkEditItem.UNDONE, BulkEditItem.KEPT,
)  # fmt: skip
UNDOABLE: Final = (BulkEdit.APPLIED, BulkEdit.UNDONE)
_DONE: Final = (BulkEditItem.APPLIED, BulkEditItem.REFUSED, BulkEditItem.UNDONE, BulkEditItem.KEPT)


@dataclass(frozen=True, slots=True)
class BulkEditFacts:
    """One bulk edit: what was told, its state, and how many of its items are at which (`counts`)."""

    id: UUID
    told: Told
    sifted: Mapping[str, str]
    state: str
    started_by_name: str
    started_at: datetime
    finished_at: datetime | None
    counts: Mapping[str, int]
    new_drafts: int
    with_new_faults: int

    @property
    def total(self) -> int:
        """Return how many items were chosen."""
        return sum(self.counts.values())

    @property
    def is_at_work(self) -> bool:
        """Return whether rows wait to be done."""
        return self.state in {BulkEdit.LOOKING, BulkEdit.APPLYING, BulkEdit.UNDOING}

    @property
    def may_undo(self) -> bool:
        """Return whether something that was written can be taken back, or tried again."""
        left = self.counts[BulkEditItem.APPLIED] + self.counts[BulkEditItem.KEPT]
        return self.state in UNDOABLE and left > 0

    @property
    def percent(self) -> int:
        """Return how much of the present stretch of work is done."""
        done = {
            BulkEdit.LOOKING: self.total - self.counts[BulkEditItem.WAITING],
            BulkEdit.APPLYING: self.total - self.counts[BulkEditItem.PLANNED],
            BulkEdit.UNDOING: self.total - self.counts[BulkEditItem.APPLIED],
        }.get(self.state, self.total)
        return 100 * done // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class BulkEditRow:
    """One item of a bulk edit: what changes, part by part, faults that newly arise, what became of it and why.

    `version_id` is the version to open: the draft that was written, else the one that was looked at; None: that draft
    was removed when the edit was taken back.
    """

    item_id: UUID
    name: str
    number: int
    state: str
    makes_draft: bool
    parts: tuple[PartPair, ...]
    stops: tuple[str, ...]
    warns: tuple[str, ...]
    why: str
    why_facts: Mapping[str, Any]
    places: tuple[tuple[str, str], ...]
    version_id: UUID | None


def bulk_edits_for(actor: Actor) -> list[BulkEditFacts]:
    """Return the newest bulk edits and copies of the actor's agency, the newest first."""
    if not can_edit(actor, actor.agency_id):
        return []
    # Which are shown is known before the items of any are counted.
    newest = BulkEdit.objects.filter(agency_id=actor.own_agency).order_by("-started_at", "-id")[:EDITS_SHOWN]
    return [_facts(row) for row in _counted().filter(pk__in=list(newest.values_list("pk", flat=True)))]


def bulk_edit_for(edit_id: UUID, *, actor: Actor) -> BulkEditFacts:
    """Return one bulk edit.

    Raises:
        BulkEditNotFound: no such edit, or another agency's.
    """
    row = _counted().filter(pk=edit_id).first()
    if row is None or not can_edit(actor, row.agency_id):
        raise BulkEditNotFound("no such edit")
    return _facts(row)


def _counted() -> QuerySet[BulkEdit]:
    by_state = {f"in_{state}": Count("items", filter=Q(items__state=state)) for state in STATES}
    wanted = Q(items__state__in=(BulkEditItem.PLANNED, *_DONE))
    return BulkEdit.objects.annotate(
        **by_state,
        drafts=Count("items", filter=wanted & Q(items__makes_draft=True)),
        faulty=Count("items", filter=wanted & ~Q(items__faults=[])),
    ).order_by("-started_at", "-id")


def _facts(row: Any) -> BulkEditFacts:  # noqa: ANN401 - a row with its counts
    return BulkEditFacts(
        id=row.id, told=told_read(row.kind, row.told), sifted=row.sifted, state=row.state,
        started_by_name=row.started_by_name, started_at=row.started_at, finished_at=row.finished_at,
        counts={state: getattr(row, f"in_{state}") for state in STATES}, new_drafts=row.drafts,
        with_new_faults=row.faulty,
    )  # fmt: skip


def bulk_edit_rows(facts: BulkEditFacts, *, state: str = "", start: int = 0) -> list[BulkEditRow]:
    """Return a page of the items of an edit that the reader was shown; empty state: all of them."""
    rows = BulkEditItem.objects.filter(bulk_edit_id=facts.id)
    if state in STATES:
        rows = rows.filter(state=state)
    return [_row(row) for row in rows.order_by("place")[start : start + ROWS_SHOWN]]


def _row(row: BulkEditItem) -> BulkEditRow:
    faults = [Fault(one["path"], one["code"], one["facts"], Severity(one["severity"])) for one in row.faults]
    is_gone = row.state == BulkEditItem.UNDONE and row.makes_draft
    return BulkEditRow(
        item_id=row.item_id, name=row.name, number=row.number, state=row.state, makes_draft=row.makes_draft,
        parts=parts_shown(row.before, row.after, row.cited) if row.after else (),
        stops=_sentences(fault for fault in faults if fault.stops),
        warns=_sentences(fault for fault in faults if not fault.stops),
        why=row.why, why_facts=row.why_facts, places=tuple(map(_place_named, row.why_facts.get("places", ()))),
        version_id=row.version_id if is_gone else row.draft_id or row.version_id,
    )  # fmt: skip


def _sentences(faults: Any) -> tuple[str, ...]:  # noqa: ANN401 - any faults
    return tuple(dict.fromkeys(map(fault_sentence, faults)))


def _place_named(place: str) -> tuple[str, str]:
    """Return the Chinese and English name of a place such as `elements.purpose`."""
    name, _dot, key = place.partition(".")
    if name == "elements" and key in ITEM_ELEMENT:
        return ITEM_ELEMENT[key].chinese, ITEM_ELEMENT[key].english
    return PARTS.get(name, (name, name))
