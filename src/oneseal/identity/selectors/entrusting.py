"""What departments entrusted to centres: the list of an agency, and what a window may receive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from oneseal.identity import policies
from oneseal.identity.models import Agency, Entrustment
from oneseal.identity.rules.posts import AgencyKind
from oneseal.kernel.access import Actor, Entrusted


def centres() -> QuerySet[Agency]:
    """Return the service centres of the city; agencies are public."""
    return Agency.objects.filter(kind=AgencyKind.SERVICE_CENTRE, closed_on=None).order_by("name")


@dataclass(frozen=True, slots=True)
class EntrustmentLine:
    """An entrustment as its two agencies read it."""

    id: UUID
    department: str
    centre: str
    basis: str
    entrusted: Entrusted
    ended_reason: str


def _own(actor: Actor) -> QuerySet[Entrustment]:
    if not policies.can_manage_identity(actor):
        return Entrustment.objects.none()
    own = Q(department_id=actor.own_agency) | Q(centre_id=actor.own_agency)
    return Entrustment.objects.filter(own).select_related("department", "centre").order_by("-id")


def _line(row: Entrustment) -> EntrustmentLine:
    return EntrustmentLine(row.id, row.department.name, row.centre.name, row.basis, entrusted_of(row), row.ended_reason)


def entrustments_of(actor: Actor, *, after: str = "", most: int) -> list[EntrustmentLine]:
    """Return what the actor's agency entrusted and what was entrusted to it, the last recorded first.

    For those who keep agencies; `after` is the id of the last one seen.
    """
    rows = _own(actor)
    try:
        rows = rows.filter(pk__lt=UUID(after)) if after else rows
    except ValueError:
        return []
    return [_line(row) for row in rows[:most]]


def entrustment_of(actor: Actor, entrustment_id: UUID) -> EntrustmentLine | None:
    """Return an entrustment that the actor's agency made or received, or None."""
    row = _own(actor).filter(pk=entrustment_id).first()
    return None if row is None else _line(row)


def entrusted_of(row: Entrustment) -> Entrusted:
    """Return an entrustment as rules see it."""
    return Entrusted(row.department_id, frozenset(row.item_ids), row.from_on, row.until_on, row.ended_on)


def entrusted_to(centre_id: UUID, *, on: date) -> list[Entrusted]:
    """Return what is entrusted to an agency on a day by departments that still act; empty for all but centres."""
    rows = Entrustment.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), Q(ended_on=None) | Q(ended_on__gt=on),
        centre_id=centre_id, centre__closed_on=None, from_on__lte=on, department__closed_on=None,
    )  # fmt: skip
    return [entrusted_of(row) for row in rows.order_by("id")]


def is_entrusted(item_id: UUID, *, department_id: UUID, centre_id: UUID, on: date) -> bool:
    """Return True when a department entrusts an item to a centre on a day."""
    told = entrusted_to(centre_id, on=on)
    return any(row.department_id == department_id and row.covers(item_id) for row in told)
