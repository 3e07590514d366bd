"""Who may not apply again, for the agency that recorded it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Final
from uuid import UUID

from oneseal.cases import policies
from oneseal.cases.errors import BarNotFound
from oneseal.cases.models import Bar
from oneseal.kernel.access import Actor

MOST_LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class BarFacts:
    """One bar as its list shows it; `lifted_at` None unless it was lifted before its day."""

    id: UUID
    case_id: UUID
    party_name: str
    item_name: str
    ground: str
    decided_on: date
    until_on: date
    lifted_at: datetime | None
    lifted_because: str


def bars_of(actor: Actor, *, words: str = "") -> list[BarFacts]:
    """Return the bars recorded by the actor's agency, the newest first, at most 200."""
    if not policies.can_lift_bars(actor):
        return []
    rows = Bar.objects.filter(agency_id=actor.own_agency)
    if words:
        rows = rows.filter(party_name__contains=words)
    columns = [field.name for field in fields(BarFacts)]
    return [BarFacts(*row) for row in rows.order_by("-recorded_at", "-id").values_list(*columns)[:MOST_LISTED]]


def bar_for(bar_id: UUID, *, actor: Actor) -> BarFacts:
    """Return one bar that the actor may see.

    Raises:
        BarNotFound.
    """
    columns = [field.name for field in fields(BarFacts)]
    row = Bar.objects.filter(pk=bar_id, agency_id=actor.own_agency).values_list(*columns).first()
    if row is None or not policies.can_lift_bars(actor):
        raise BarNotFound("no such bar")
    return BarFacts(*row)
