"""Adjust items of the list by document: suspend, resume, abolish, split, merge, and give to another body."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import AdjustmentUnfit, DocumentMissing, ItemNotInUse, LevelUnfit
from oneseal.catalog.events import AdjustmentEffective
from oneseal.catalog.models import AdjustedItem, Adjustment, Item, ItemVersion, Standing
from oneseal.catalog.policies import can_adjust
from oneseal.catalog.rules.adjusting import (
    KIND_RULES,
    AdjustmentTold,
    Document,
    Group,
    Kind,
    KindRule,
    OpenCases,
    bodies_of,
    is_level_right,
    problem_of,
)
from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, FilledBy
from oneseal.catalog.rules.entries import NOTE
from oneseal.catalog.rules.standing import Bar, InUse, bar_on
from oneseal.catalog.selectors.standing import bars_of
from oneseal.catalog.services.editing import agency_filled_in
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.outbox.services import message
from oneseal.foundation.timekeeping import beijing_date, beijing_instant
from oneseal.foundation.writes import flush
from oneseal.identity.policies import require
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.workflow.services import timer_set

EFFECTIVE: Final = "catalog.adjustment_effective"
KIND: Final = "adjustment"
BASIC_CODE: Final = "basic_code"  # the same matter keeps the code of the basic directory


@transaction.atomic
def adjustment_decide(*, told: AdjustmentTold, actor: Actor, now: datetime) -> tuple[UUID, ...]:
    """Adjust items by a document, of several bodies as one batch; return the adjustments, one a body.

    Standings are appended at once and hold from the day on; what becomes of open cases is done when the day comes.

    Raises:
        NotAllowed. DocumentMissing, AdjustmentUnfit: see `problem_of`. ItemNotInUse, LevelUnfit.
    """
    require(allowed=can_adjust(actor, bodies_of(told.groups)))
    problem = problem_of(told, today=beijing_date(now))
    if problem == "document":
        raise DocumentMissing("an adjustment names its document")
    if problem:
        raise AdjustmentUnfit("not whole, or not of its kind", part=problem)
    rule = KIND_RULES[told.kind]
    batch = new_id(now) if len(told.groups) > 1 else None
    return tuple(_decided(rule, told, group, batch=batch, actor=actor, now=now) for group in told.groups)


def _decided(
    rule: KindRule, told: AdjustmentTold, group: Group, *, batch: UUID | None, actor: Actor, now: datetime
) -> UUID:
    items = _items(rule, told, group)
    _require_level(rule, group)
    _require_successors(group, told)
    document = told.document
    row = Adjustment.objects.create(
        id=new_id(now), kind=rule.kind, document_number=document.number.strip(), document_on=document.on,
        basis=document.basis.strip(), reason=told.reason.strip(), instead=told.instead.strip(),
        from_body_id=group.from_body, to_body_id=group.to_body, effective_on=told.effective_on,
        until_on=told.until_on, open_cases=told.open_cases, batch=batch, decided_at=now,
        decided_by=actor.own_account, decided_by_name=actor.name,
    )  # fmt: skip
    for item, bars in items:
        _adjusted(_Taken(row, item, bars), group, actor=actor, now=now)
    if told.open_cases is not OpenCases.FINISH:
        _await_day(row, now=now)
    return row.id


def _items(rule: KindRule, told: AdjustmentTold, group: Group) -> list[tuple[Item, tuple[Bar, ...]]]:
    """Lock the items and refuse what is not of the body, never published, or not in the standing the kind needs."""
    wanted = sorted(set(group.items))
    rows = list(Item.objects.select_for_update().filter(pk__in=wanted, agency_id=group.from_body).order_by("pk"))
    if len(rows) != len(wanted):
        raise AdjustmentUnfit("not all are items of the body", part="items")
    bars = bars_of(wanted)
    for item in rows:
        held = bars.get(item.id, ())
        is_abolished = any(bar.standing is InUse.ABOLISHED for bar in held)
        present = bar_on(held, told.effective_on)
        is_fit = (present is not None) == rule.lifts
        published = ItemVersion.objects.filter(item=item, state=ItemVersion.PUBLISHED)
        # What is suspended can still be abolished or given away.
        if is_abolished or not published.exists() or not (is_fit or rule.ends):
            raise ItemNotInUse("not in the standing that the kind needs", name=_name_of(item.id))
    return [(item, bars.get(item.id, ())) for item in rows]


def _name_of(item_id: UUID) -> str:
    rows = ItemVersion.objects.filter(item_id=item_id).order_by("-number").values_list("name", flat=True)
    return rows.first() or ""


def _require_level(rule: KindRule, group: Group) -> None:
    if group.to_body is None:
        return
    giving, receiving = agency_by_id(group.from_body), agency_by_id(group.to_body)
    if not is_level_right(rule, giving=giving.exercise_level, receiving=receiving.exercise_level):
        raise LevelUnfit("the levels do not fit", name=receiving.name)


def _require_successors(group: Group, told: AdjustmentTold) -> None:
    """Refuse successors that nobody can apply for from the day on."""
    found = ItemVersion.objects.filter(
        item_id__in=group.successors, state=ItemVersion.PUBLISHED, effective_on__lte=told.effective_on
    )
    if len(set(found.values_list("item_id", flat=True))) != len(set(group.successors)):
        raise AdjustmentUnfit("what takes their place is not in force on the day", part="successors")


@dataclass(frozen=True, slots=True)
class _Taken:
    """One item that an adjustment takes, with its bars."""

    row: Adjustment
    item: Item
    bars: tuple[Bar, ...]


def _adjusted(taken: _Taken, group: Group, *, actor: Actor, now: datetime) -> None:
    """Append what the adjustment makes of one item, and make the draft of the body that gets it."""
    row, item, rule = taken.row, taken.item, KIND_RULES[Kind(taken.row.kind)]
    successors = [str(one) for one in group.successors]
    if rule.moves and group.to_body is not None:
        successors.append(str(_received(item, group.to_body, actor=actor, now=now)))
    name = _name_of(item.id)
    AdjustedItem.objects.create(id=new_id(now), adjustment=row, item=item, name=name, successors=successors)
    if rule.ends or rule.suspends:
        _bar(InUse.ABOLISHED if rule.ends else InUse.SUSPENDED, row, item, now=now)
    if rule.lifts:
        for bar in taken.bars:
            if bar.lifted_on is None and (bar.until_on is None or bar.until_on >= row.effective_on):
                _bar(InUse.IN_USE, row, item, now=now, lifts=bar.id)
    _recorded(row, item.id, name, actor=actor, now=now)


def _bar(standing: InUse, row: Adjustment, item: Item, *, now: datetime, lifts: UUID | None = None) -> None:
    until_on = row.until_on if standing is InUse.SUSPENDED else None
    Standing.objects.create(
        id=new_id(now),
        item=item,
        standing=standing,
        from_on=row.effective_on,
        until_on=until_on,
        lifts_id=lifts,
        adjustment=row,
        recorded_at=now,
    )


def _recorded(row: Adjustment, item_id: UUID, name: str, *, actor: Actor, now: datetime) -> None:
    after: dict[str, Any] = {
        "adjustment": str(row.id), "kind": row.kind, "document": row.document_number, "name": name,
        "effective_on": row.effective_on.isoformat(), "open_cases": row.open_cases,
    }  # fmt: skip
    act = Act("catalog.item_adjusted", basis=row.basis, after=after)
    record_now(act, subject=Subject("item", item_id), actor=actor, now=now)


def _received(item: Item, to_body: UUID, *, actor: Actor, now: datetime) -> UUID:
    """Give a body a draft of an item in its own name, unless it has the item; return the item it has now."""
    known = Item.objects.filter(agency_id=to_body, key=item.key).values_list("pk", flat=True).first()
    if known is not None:
        return known
    source = ItemVersion.objects.filter(item=item, state=ItemVersion.PUBLISHED).latest("number")
    content: dict[str, Any] = deepcopy(source.content)
    for element in ALL_ITEM_ELEMENTS:
        said = content["elements"].get(element.key) or {}
        is_its_own = element.filled_by is FilledBy.CITY and said.get("note") == NOTE
        if is_its_own and element.key != BASIC_CODE:
            content["elements"][element.key] = {"value": None, "check_state": "unknown"}
    agency_filled_in(content, to_body)
    made = Item.objects.create(id=new_id(now), agency_id=to_body, key=item.key, created_at=now)
    ItemVersion.objects.create(
        id=new_id(now), item=made, number=1, state=ItemVersion.DRAFT, name=source.name, content=content,
        form=source.form, created_at=now,
    )  # fmt: skip
    act = Act("catalog.item_received", after={"from": str(item.id), "name": source.name})
    record_now(act, subject=Subject("item", made.id), actor=actor, now=now)
    return made.id


def _await_day(row: Adjustment, *, now: datetime) -> None:
    """Let those who hold cases know when the day comes; at once where it is here."""
    begins = beijing_instant(row.effective_on)
    if begins > now:
        flush(timer_set(subject=(KIND, row.id), kind=EFFECTIVE, fires_at=begins, now=now))
    else:
        flush(message(AdjustmentEffective(adjustment_id=row.id), now))


def adjustment_effective(adjustment_id: UUID, /, *, fires_at: datetime, now: datetime) -> None:
    """Tell that the day of an adjustment has come."""
    flush(message(AdjustmentEffective(adjustment_id=adjustment_id), now))


def publication_adjusted(version: ItemVersion, document: Document, *, actor: Actor, now: datetime) -> None:
    """Keep the document by which a version was published; the first version of an item is a new one."""
    if version.effective_on is None:
        return
    kind = Kind.NEW if version.number == 1 else Kind.CHANGE
    row = Adjustment.objects.create(
        id=new_id(now), kind=kind, document_number=document.number.strip(), document_on=document.on,
        basis=document.basis.strip(), reason="", from_body_id=version.item.agency_id,
        effective_on=version.effective_on, open_cases=OpenCases.FINISH, decided_at=now,
        decided_by=actor.own_account, decided_by_name=actor.name,
    )  # fmt: skip
    AdjustedItem.objects.create(
        id=new_id(now), adjustment=row, item_id=version.item_id, name=version.name, version=version
    )
    _recorded(row, version.item_id, version.name, actor=actor, now=now)
