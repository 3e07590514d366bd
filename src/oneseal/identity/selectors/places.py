"""Halls, zones and windows are public; address ranges are not."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any, Final
from uuid import UUID

from django.db.models import Model, Prefetch, Q, QuerySet

from oneseal.foundation.statements import Kept
from oneseal.identity import policies
from oneseal.identity.models import AddressRange, Hall, PostHolding, Section, ServiceWindow, Zone
from oneseal.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class WindowFacts:
    """A window and where it stands."""

    id: UUID
    number: str
    name: str
    zone: str
    floor: str
    hall: str
    address: str
    opening_hours: str


_TOLD: Final[dict[str, tuple[type[Model], str, tuple[str, ...]]]] = {
    "section": (Section, "agency_id", ("name", "origin")),
    "hall": (Hall, "agency_id", ("name", "address", "opening_hours")),
    "zone": (Zone, "hall__agency_id", ("hall_id", "name", "floor")),
    "window": (ServiceWindow, "zone__hall__agency_id", ("zone_id", "number", "name", "agency_id", "item_ids")),
    "range": (AddressRange, "agency_id", ("network", "note")),
}


def halls_open() -> QuerySet[Hall]:
    """Return the open halls with their open zones and windows."""
    windows = ServiceWindow.objects.filter(closed_on=None).select_related("agency").order_by("number")
    zones = Zone.objects.filter(closed_on=None).prefetch_related(Prefetch("windows", windows)).order_by("floor", "name")
    return Hall.objects.filter(closed_on=None).prefetch_related(Prefetch("zones", zones)).order_by("name")


def halls_of_agency(agency_id: UUID) -> QuerySet[Hall]:
    """Return the open halls that an agency keeps."""
    return halls_open().filter(agency_id=agency_id)


def windows_for_posts(agency_id: UUID) -> QuerySet[ServiceWindow]:
    """Return the windows at which an agency may have posts: its own ones and the integrated ones."""
    return (
        ServiceWindow.objects.filter(Q(agency_id=agency_id) | Q(agency=None), closed_on=None)
        .select_related("zone__hall")
        .order_by("zone__hall__name", "number")
    )


def windows_taking(item_id: UUID, *, agency_id: UUID) -> list[WindowFacts]:
    """Return the windows that take an item of an agency: those that name it, and integrated ones."""
    rows = (
        ServiceWindow.objects.filter(closed_on=None, zone__closed_on=None, zone__hall__closed_on=None)
        .filter(Q(agency_id=agency_id) | Q(agency=None))
        .filter(Q(item_ids=[]) | Q(item_ids__contains=[item_id]))
        .select_related("zone__hall")
        .order_by("zone__hall__name", "number")
    )
    return [
        WindowFacts(
            row.id, row.number, row.name, row.zone.name, row.zone.floor, row.zone.hall.name, row.zone.hall.address,
            row.zone.hall.opening_hours,
        )
        for row in rows
    ]  # fmt: skip


def window_of_account(account_id: UUID) -> UUID | None:
    """Return the window at which somebody has his own post, or None where his post stands at none."""
    rows = PostHolding.objects.filter(account_id=account_id, until_on=None, stands_in_for=None)
    return rows.order_by("id").values_list("post__window_id", flat=True).first()


def address_ranges_of(actor: Actor) -> QuerySet[AddressRange]:
    """Return the open address ranges of the actor's agency, for those who keep them."""
    if not policies.can_manage_identity(actor):
        return AddressRange.objects.none()
    return AddressRange.objects.filter(agency_id=actor.own_agency, closed_on=None).order_by("network")


_RANGES: Final = Kept(lambda: AddressRange.objects.filter(closed_on=None).order_by("network").values_list("network"))


def is_centre_address(address: str) -> bool:
    """Return True for a network address inside the centre; True for all while the city names no range at all.

    Acceptance and closing are bound to the centre's addresses (S2 限定审批系统登录IP地址); who names no range
    binds nothing. A range of any agency counts: staff of all agencies work behind the centre's addresses.
    """
    networks = [network for (network,) in _RANGES.rows()]
    if not networks:
        return True
    try:
        told = ip_address(address)
    except ValueError:
        return False
    return any(told in ip_network(network) for network in networks)


def place_told(kind: str, place_id: UUID, *, actor: Actor) -> dict[str, Any] | None:
    """Return what an open place of the actor's agency says, for a form, or None when it is not the agency's."""
    model, owner, columns = _TOLD[kind]
    rows = model._default_manager.filter(pk=place_id, closed_on=None, **{owner: actor.own_agency})
    row = rows.values(*columns).first()
    if row is None:
        return None
    return {column.removesuffix("_id"): _for_form(value) for column, value in row.items()}


def _for_form(value: object) -> object:
    if isinstance(value, list):
        return [str(item) for item in value]
    return str(value) if isinstance(value, UUID) else value
