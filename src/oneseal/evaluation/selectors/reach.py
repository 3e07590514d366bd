"""How far supervision of ratings reaches: the agencies of a city."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from oneseal.evaluation.policies import SUPERVISES
from oneseal.identity.selectors import agencies_kept
from oneseal.kernel.access import Actor

_CITY: Final = 4  # GB/T 2260: the first four digits of a division are its city


def agencies_supervised(actor: Actor) -> dict[UUID, str]:
    """Return the agencies of the actor's city by id, also closed ones; nothing for who does not supervise."""
    if not actor.may(SUPERVISES) or actor.agency_id is None:
        return {}
    rows = list(agencies_kept())
    own = next((row.division_code[:_CITY] for row in rows if row.id == actor.agency_id), None)
    return {row.id: row.name for row in rows if row.division_code[:_CITY] == own}
