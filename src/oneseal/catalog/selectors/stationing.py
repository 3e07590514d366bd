"""Which items are stationed in the centre, which left it, and which are excepted by approval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from oneseal.catalog.models import ItemVersion, Stationing
from oneseal.catalog.policies import can_govern, can_see_adjustments
from oneseal.catalog.rules.stationing import Station, is_bound, may_follow
from oneseal.catalog.selectors.items import in_force
from oneseal.kernel.access import Actor


def station_of(item_id: UUID, *, on: date) -> Station | None:
    """Return what was recorded last of an item's station and holds on a day; None: nothing."""
    rows = Stationing.objects.filter(item_id=item_id, from_on__lte=on).order_by("-from_on", "-recorded_at", "-id")
    kind = rows.values_list("kind", flat=True).first()
    return Station(kind) if kind else None


def is_bound_to_centre(item_id: UUID, *, on: date) -> bool:
    """Return whether an item is accepted and decided in the centre alone on a day (A7 大厅之外无审批)."""
    return is_bound(station_of(item_id, on=on))


@dataclass(frozen=True, slots=True)
class StationRow:
    """One item in force, how it is stationed, and every record of it, the newest first."""

    item_id: UUID
    name: str
    agency_name: str
    station: Station | None
    records: tuple[Stationing, ...]

    @property
    def may_follow(self) -> tuple[Station, ...]:
        """Return what may be recorded next."""
        return tuple(one for one in Station if may_follow(self.station, one))


def stations_for(actor: Actor, *, on: date) -> list[StationRow]:
    """Return the items in force that the actor answers for, with their station, by agency and name."""
    if not can_see_adjustments(actor):
        return []
    rows = ItemVersion.objects.filter(in_force(on))
    if not can_govern(actor):
        rows = rows.filter(item__agency_id=actor.own_agency)
    newest = rows.order_by("item_id", "-effective_on", "-number").distinct("item_id")
    found = list(newest.values_list("item_id", "name", "item__agency__name"))
    records: dict[UUID, list[Stationing]] = {}
    for row in Stationing.objects.filter(item_id__in=[one[0] for one in found]):
        records.setdefault(row.item_id, []).append(row)
    told = [StationRow(*one, _present(records.get(one[0], []), on), tuple(records.get(one[0], []))) for one in found]
    return sorted(told, key=lambda row: (row.agency_name, row.name))


def _present(records: list[Stationing], on: date) -> Station | None:
    return next((Station(row.kind) for row in records if row.from_on <= on), None)


__all__ = [
    "Station",
    "StationRow",
    "is_bound_to_centre",
    "station_of",
    "stations_for",
]
