"""Bring the whole list in: looked at item by item, then written as drafts in batches that can be resumed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.catalog.models import BroughtItem, Item, ItemVersion, ListingRun
from oneseal.catalog.policies import can_list
from oneseal.catalog.rules.interchange.comparing import Difference, differences, part_names
from oneseal.catalog.rules.interchange.mappings import read_mappings
from oneseal.catalog.rules.interchange.national import national_tables
from oneseal.catalog.rules.interchange.reading import Brought, Key, ListRead, read_list
from oneseal.catalog.rules.interchange.writing import Carried
from oneseal.catalog.rules.kinds import is_applied_for, type_of
from oneseal.catalog.rules.listing import Done, RowFault
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.questions import blank_form
from oneseal.catalog.rules.reviewing import Stage
from oneseal.catalog.selectors.carrying import agencies_by_code, carried, keys_by_code, names_absent, newest_by_key
from oneseal.catalog.selectors.reviewing import stage_of
from oneseal.catalog.selectors.terms import form_bound
from oneseal.catalog.services.editing import NAME_AT_MOST, draft_rewritten
from oneseal.catalog.services.uploads import Upload
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.identity.policies import require
from oneseal.identity.selectors import first_agency
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.errors import RuleError
from oneseal.kernel.ids import new_id

BATCH: Final = 20
LONGEST_KEY: Final = 100
OUTCOMES: Final = (BroughtItem.DRAFTED, BroughtItem.STALE, BroughtItem.IN_REVIEW)
Plan = list[BroughtItem]
Progress = Callable[[int, int], None]


class _Looking:
    """One look at a file: whose items may be touched, and the newest version of each that the file names."""

    def __init__(self, upload: Upload, actor: Actor, agency: UUID | None) -> None:
        self.upload, self.actor = upload, actor
        codes = agencies_by_code()
        own = agency or actor.agency_id
        self.agencies: Mapping[str, UUID] = (
            codes if actor.kind is ActorKind.SYSTEM else {code: row for code, row in codes.items() if row == own}
        )
        self.own = next((code for code, row in codes.items() if row == own), "")
        self._newest: dict[UUID, Mapping[str, ItemVersion]] = {}
        self._keys_by_code: Mapping[str, str] | None = None

    def newest(self, key: Key) -> ItemVersion | None:
        """Return the newest version of an item; those of an agency that the file may name are fetched at once."""
        agency_id = self.agencies.get(key[0])
        if agency_id is None:
            return None
        if agency_id not in self._newest:
            self._newest[agency_id] = newest_by_key(agency_id, self.upload.keys_named)
        return self._newest[agency_id].get(key[1])

    def present(self, key: Key) -> Carried | None:
        """Return the newest version of an item as it travels."""
        row = self.newest(key)
        return carried(row) if row else None

    def read(self) -> ListRead:
        """Return what the file brings."""
        upload, present = self.upload, self.present
        if upload.kind == ListingRun.NATIONAL:
            return national_tables(upload.tables, present=present, agency=self.own, key_of=self._key_of)
        if upload.entries:
            return read_mappings(upload.entries, present=present, agency=self.own)
        return read_list(upload.tables, present=present, agency=self.own)

    def _key_of(self, code: str) -> str:
        if self._keys_by_code is None:
            agency_id = self.agencies.get(self.own)
            self._keys_by_code = keys_by_code(agency_id) if agency_id else {}
        return self._keys_by_code.get(code, "")


def list_look(upload: Upload, *, run: ListingRun, actor: Actor, now: datetime) -> tuple[Plan, ListRead]:
    """Return what a file would change, item by item, and what was read; nothing is written.

    Raises:
        TableUnreadable.
    """
    looking = _Looking(upload, actor, run.agency_id)
    found = looking.read()
    plan = []
    for item in found.items:
        row = _planned(item, looking, found)
        if row is not None:
            plan.append(row)
    keys: dict[UUID, set[str]] = {}
    for item in found.items:
        if item.agency in looking.agencies:
            keys.setdefault(looking.agencies[item.agency], set()).add(item.key)
    plan += [row for agency_id, named in keys.items() for row in _absent(agency_id, named)]
    for row in plan:
        row.id, row.run = new_id(now), run
    return plan, found


def _planned(item: Brought, looking: _Looking, found: ListRead) -> BroughtItem | None:
    """Return the row of one item; None: nothing would change. An item that cannot be taken says why."""
    before = looking.newest((item.agency, item.key))
    agency_id = looking.agencies.get(item.agency)
    refusals = [] if item.content is None else list(_refusals(item, agency_id))
    found.faults += refusals
    found.refused += bool(refusals)
    content = item.content or {}
    name = str((content.get("elements", {}).get("name") or {}).get("value") or (before.name if before else item.key))
    row = BroughtItem(
        agency_id=agency_id, key=item.key[:200], name=name[:1000], line=item.line, version=before,
        revision=before.revision if before else None, content=item.content, form=item.form,
    )  # fmt: skip
    row.is_older = before is not None and item.is_older(before.number, before.revision)
    if item.content is None or refusals:
        row.change, row.content, row.form = BroughtItem.REFUSED, None, None
        return row
    told = differences(carried(before) if before else None, content, item.form)
    if before is not None and not told:
        return None
    row.change = BroughtItem.CHANGED if before else BroughtItem.NEW
    row.differences = [_kept(one) for one in told] if before else []
    return row


def _kept(difference: Difference) -> dict[str, Any]:
    return {"key": difference.key, "change": difference.change, "lines": [list(line) for line in difference.lines]}


def _refusals(item: Brought, agency_id: UUID | None) -> Iterator[RowFault]:
    """Yield why an item that can be read is not taken."""
    name = (item.content or {})["elements"].get("name", {}).get("value") or ""

    def fault(column: str, value: str, code: str, **facts: object) -> RowFault:
        return RowFault(item.line, column, value[:200], code, Done.REFUSED, facts, "items")

    if agency_id is None:
        yield fault("agency", item.agency, "agency_not_own")
    if len(item.key) > LONGEST_KEY:
        yield fault("item", item.key, "too_long", longest=LONGEST_KEY)
    if not name.strip():
        yield fault("name", "", "name_missing")
    elif len(name) > NAME_AT_MOST:
        yield fault("name", name, "too_long", longest=NAME_AT_MOST)
    try:
        form_bound(item.form)
    except RuleError:
        yield fault("", "", "form_unreadable")


def _absent(agency_id: UUID, keys: Set[str]) -> Iterator[BroughtItem]:
    """Yield what a file does not name; nothing holds its version, which is nobody's business here."""
    for key, name in names_absent(agency_id, keys):
        yield BroughtItem(agency_id=agency_id, key=key, name=name, change=BroughtItem.ABSENT)


def list_counts(plan: Plan, found: ListRead) -> dict[str, int]:
    """Return the figures of a look: rows in = created + changed + unchanged + refused."""
    changes = [row.change for row in plan]
    created, changed = changes.count(BroughtItem.NEW), changes.count(BroughtItem.CHANGED)
    return {
        "rows_in": found.rows_in, "created": created, "changed": changed,
        "unchanged": found.rows_in - created - changed - found.refused, "refused": found.refused,
        "absent": changes.count(BroughtItem.ABSENT), "departments": len({row.agency_id for row in plan}),
        "faults": len(found.all_faults),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class WholeTold:
    """A whole list that the operator brings: opened, its name, the agency meant where a row names none."""

    upload: Upload
    file_name: str
    agency: str
    is_dry: bool


@dataclass(frozen=True, slots=True)
class WholeReport:
    """What an operator's import does, or would do: figures, faults, items with the parts that change."""

    counts: Mapping[str, int]
    outcomes: Mapping[str, int]
    faults: tuple[RowFault, ...]
    items: tuple[Mapping[str, str], ...]


def list_bring(*, told: WholeTold, actor: Actor, now: datetime, progress: Progress | None = None) -> WholeReport:
    """Look at a whole list and, unless it is a dry run, write it as drafts; each batch is one transaction.

    Raises:
        TableUnreadable, NotAllowed.
    """
    require(allowed=can_list(actor))
    plan, found = list_look(told.upload, run=_operators_run(told, actor, now), actor=actor, now=now)
    waiting = [row for row in plan if row.change in {BroughtItem.NEW, BroughtItem.CHANGED}]
    for start in () if told.is_dry else range(0, len(waiting), BATCH):
        with transaction.atomic():
            for row in waiting[start : start + BATCH]:
                _drafted(row, actor=actor, now=now)
        if progress:
            progress(min(start + BATCH, len(waiting)), len(waiting))
    outcomes = [row.outcome for row in waiting]
    return WholeReport(
        counts=list_counts(plan, found), faults=tuple(found.all_faults), items=tuple(map(_told, waiting)),
        outcomes={name: outcomes.count(name) for name in OUTCOMES},
    )  # fmt: skip


def _operators_run(told: WholeTold, actor: Actor, now: datetime) -> ListingRun:
    """Return the run of an operator's import; it is not kept, for nobody confirms it on a page."""
    agency_id = agencies_by_code().get(told.agency or first_agency().uscc) or first_agency().id
    return ListingRun(
        id=new_id(now), agency_id=agency_id, source=told.file_name[:200], file_name=told.file_name[:200], sha256="",
        kind=told.upload.kind, state=ListingRun.CONFIRMED, started_by=UUID(int=0), started_by_name=actor.name,
        started_at=now,
    )  # fmt: skip


def _told(row: BroughtItem) -> dict[str, str]:
    parts = "、".join(part_names(key)[0] or key for key in _changed_keys(row))
    return {"change": row.change, "name": row.name, "key": row.key, "parts": parts or "—"}


@transaction.atomic
def list_batch(*, run_id: UUID, actor: Actor, now: datetime) -> bool:
    """Draft the next items of a confirmed run; return whether more wait. A run killed here goes on from here."""
    rows = list(
        BroughtItem.objects.select_for_update(of=("self",))
        .select_related("run", "agency")
        .filter(run_id=run_id, outcome="", change__in=(BroughtItem.NEW, BroughtItem.CHANGED))
        .order_by("id")[:BATCH]
    )
    for row in rows:
        _drafted(row, actor=actor, now=now)
        row.save(update_fields=["outcome", "drafted"])
    return len(rows) == BATCH


def _drafted(row: BroughtItem, *, actor: Actor, now: datetime) -> None:
    """Write one item as a draft where it is still what was looked at; else say why not."""
    newest = (
        ItemVersion.objects.select_for_update(of=("self",))
        .select_related("item")
        .filter(item__agency=row.agency, item__key=row.key)
        .order_by("-number")
        .first()
    )
    looked_at = (row.version_id, row.revision)
    if (newest.id if newest else None, newest.revision if newest else None) != looked_at:
        row.outcome = BroughtItem.STALE
    elif newest is not None and newest.state == ItemVersion.DRAFT and stage_of(newest.id) is not Stage.DRAFT:
        row.outcome = BroughtItem.IN_REVIEW
    else:
        row.drafted, row.outcome = _written(row, newest, now), BroughtItem.DRAFTED
        after = {"run": str(row.run_id), "version": row.drafted.number, "name": row.drafted.name}
        before = {"version": newest.number, "revision": newest.revision} if newest else {}
        act = Act("catalog.item_brought", before=before, after={**after, "changed": _changed_keys(row)})
        record_now(act, subject=Subject("item", row.drafted.item_id), actor=actor, now=now)


def _changed_keys(row: BroughtItem) -> list[str]:
    return [str(one["key"]) for one in row.differences]


def _new_item(row: BroughtItem, now: datetime) -> Item:
    return Item.objects.create(id=new_id(now), agency_id=UUID(str(row.agency_id)), key=row.key, created_at=now)


def _written(row: BroughtItem, newest: ItemVersion | None, now: datetime) -> ItemVersion:
    content = row.content or {}
    if newest is not None and newest.state == ItemVersion.DRAFT:
        draft_rewritten(newest, content, row.form or {})
        return newest
    item = newest.item if newest else _new_item(row, now)
    form, name = row.form or {}, str(content["elements"]["name"]["value"])
    if not form and newest is None and is_applied_for(type_of(parse_item(content))):
        form = blank_form(f"item-{item.id.hex}", name, "")
    return ItemVersion.objects.create(
        id=new_id(now), item=item, number=newest.number + 1 if newest else 1, state=ItemVersion.DRAFT, name=name,
        content=content, form=form, created_at=now,
    )  # fmt: skip
