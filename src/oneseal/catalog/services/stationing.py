"""Station an item in the centre, let it leave, or except it by approval (A108: request, approve, change, leave)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import ItemNotFound, StationingUnfit
from oneseal.catalog.models import Item, Stationing
from oneseal.catalog.policies import can_adjust
from oneseal.catalog.rules.stationing import Station, may_follow
from oneseal.catalog.selectors.stationing import station_of
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class StationTold:
    """What is recorded of an item's station: by which document, approved by whom, why, and from when."""

    station: Station
    document_number: str
    document_on: date
    approver: str
    reason: str
    from_on: date
    place: str = ""

    @property
    def is_whole(self) -> bool:
        """Return whether document, approver and reason are told."""
        return all(text.strip() for text in (self.document_number, self.approver, self.reason))


@transaction.atomic
def item_station(*, item_id: UUID, told: StationTold, actor: Actor, now: datetime) -> UUID:
    """Record that an item comes into the centre, leaves it, or is excepted; return the record.

    Raises:
        ItemNotFound, NotAllowed. StationingUnfit: something is missing, or it does not follow from what holds.
    """
    item = Item.objects.select_for_update().filter(pk=item_id).first()
    if item is None:
        raise ItemNotFound("no such item")
    require(allowed=can_adjust(actor, [item.agency_id]))
    present = station_of(item_id, on=told.from_on)
    if not told.is_whole or told.document_on > told.from_on or not may_follow(present, told.station):
        raise StationingUnfit("not whole, or not after what holds")
    row = Stationing.objects.create(
        id=new_id(now), item=item, kind=told.station, place=told.place.strip(),
        document_number=told.document_number.strip(), document_on=told.document_on, approver=told.approver.strip(),
        reason=told.reason.strip(), from_on=told.from_on, recorded_at=now, recorded_by=actor.own_account,
        recorded_by_name=actor.name,
    )  # fmt: skip
    after = {
        "station": row.kind, "document": row.document_number, "approver": row.approver, "reason": row.reason,
        "from_on": row.from_on.isoformat(),
    }  # fmt: skip
    act = Act("catalog.item_stationed", before={"station": present.value if present else ""}, after=after)
    record_now(act, subject=Subject("item", item_id), actor=actor, now=now)
    return row.id
