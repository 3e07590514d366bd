"""Sections, halls, zones, windows and address ranges: kept by the agency, closed but never deleted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from ipaddress import ip_network
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity import policies
from oneseal.identity.errors import AgencyNotFound, NetworkWrong, PlaceInUse, PlaceNotFound, PlaceTaken
from oneseal.identity.models import AddressRange, Agency, Hall, Post, Section, ServiceWindow, Zone
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class SectionTold:
    """A section of the agency; `origin`: the department it came from, empty when it came from none."""

    name: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class HallTold:
    """A hall that the agency keeps."""

    name: str
    address: str = ""
    opening_hours: str = ""


@dataclass(frozen=True, slots=True)
class ZoneTold:
    """A zone of a hall."""

    hall_id: UUID
    name: str
    floor: str = ""


@dataclass(frozen=True, slots=True)
class WindowTold:
    """A window of a zone; no agency: an integrated window of all; no item ids: every item."""

    zone_id: UUID
    number: str
    name: str
    agency_id: UUID | None = None
    item_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class RangeTold:
    """A range of network addresses in CIDR notation."""

    network: str
    note: str = ""


PlaceTold = SectionTold | HallTold | ZoneTold | WindowTold | RangeTold
_MODELS: Final[dict[type, type[Model]]] = {
    SectionTold: Section, HallTold: Hall, ZoneTold: Zone, WindowTold: ServiceWindow, RangeTold: AddressRange,
}  # fmt: skip
# The way from a place to the agency that keeps it.
_OWNER: Final[dict[type[Model], str]] = {
    Section: "agency_id", Hall: "agency_id", AddressRange: "agency_id",
    Zone: "hall__agency_id", ServiceWindow: "zone__hall__agency_id",
}  # fmt: skip
# What must be closed or moved before a place is: (model, its column).
_INSIDE: Final[dict[type[Model], tuple[tuple[type[Model], str], ...]]] = {
    Section: ((Post, "section_id"),),
    Hall: ((Zone, "hall_id"),),
    Zone: ((ServiceWindow, "zone_id"),),
    ServiceWindow: ((Post, "window_id"),),
    AddressRange: (),
}
PLACES: Final = {"section": Section, "hall": Hall, "zone": Zone, "window": ServiceWindow, "range": AddressRange}


def _own(kind: type[Model], place_id: UUID, actor: Actor) -> Any:  # noqa: ANN401 - a row of any kind of place
    """Lock and return an open place of the actor's agency."""
    rows = kind._default_manager.select_for_update(of=("self",))
    row = rows.filter(pk=place_id, closed_on=None, **{_OWNER[kind]: actor.own_agency}).first()
    if row is None:
        raise PlaceNotFound("no such place of the agency")
    return row


def _columns(told: PlaceTold, actor: Actor) -> dict[str, Any]:
    """Return the columns of a place, after looking up what it stands in."""
    columns = asdict(told)
    if isinstance(told, ZoneTold):
        _own(Hall, told.hall_id, actor)
    elif isinstance(told, WindowTold):
        _own(Zone, told.zone_id, actor)
        columns["item_ids"] = list(told.item_ids)
        if told.agency_id is not None and not Agency.objects.filter(pk=told.agency_id, closed_on=None).exists():
            raise AgencyNotFound("no such agency")
    elif isinstance(told, RangeTold):
        columns["network"] = network_of(told.network)
    return columns


def network_of(told: str) -> str:
    """Return a range of addresses as it is written; a single address is a range of one.

    Raises:
        NetworkWrong: not a range.
    """
    try:
        return str(ip_network(told.strip()))
    except ValueError as problem:
        raise NetworkWrong("not a range of addresses", network=told.strip()) from problem


@transaction.atomic
def place_keep(*, told: PlaceTold, actor: Actor, now: datetime, place_id: UUID | None = None) -> UUID:
    """Open a place of the actor's agency, or change an open one; return its id.

    Raises:
        NotAllowed. PlaceNotFound: not the agency's, or what it stands in is not. PlaceTaken: another of the
        same kind bears the name. NetworkWrong, AgencyNotFound.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    kind = _MODELS[type(told)]
    columns = _columns(told, actor)
    row: Any
    if place_id is not None:
        row = _own(kind, place_id, actor)
        before = {name: str(getattr(row, name)) for name in columns}
    else:
        owner = {"agency_id": actor.own_agency} if _OWNER[kind] == "agency_id" else {}
        row, before = kind(id=new_id(now), **owner), {}
    for name, value in columns.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as problem:
        raise PlaceTaken("another one bears this name", name=str(row)) from problem
    after = {"place": row._meta.db_table, **{name: str(value) for name, value in columns.items()}}
    act = Act("identity.place_kept", before=before, after=after)
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    return UUID(str(row.pk))


@transaction.atomic
def place_close(*, kind: str, place_id: UUID, actor: Actor, now: datetime) -> None:
    """Close a place of the actor's agency; it stays as history.

    Raises:
        NotAllowed, PlaceNotFound. PlaceInUse: something in it is open.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    model = PLACES[kind]
    row = _own(model, place_id, actor)
    for inner, column in _INSIDE[model]:
        if inner._default_manager.filter(**{column: place_id}, closed_on=None).exists():
            raise PlaceInUse("something inside is open", name=str(row))
    row.closed_on = beijing_date(now)
    row.save(update_fields=["closed_on"])
    act = Act("identity.place_closed", before={"place": row._meta.db_table, "name": str(row)})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
