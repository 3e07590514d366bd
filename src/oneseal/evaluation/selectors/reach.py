"""How far supervision of ratings reaches: the agencies of a city."""

from __future__ import annotations

from uuid import UUID

from oneseal.evaluation.policies import SUPERVISES
from oneseal.identity.selectors import agencies_kept
from oneseal.kernel.access import Actor


def agencies_supervised(actor: Actor) -> dict[UUID, str]:
    """Return the agencies whose ratings the actor supervises, also closed ones: those of the city, or his own alone."""
    if not actor.may(SUPERVISES) or actor.agency_id is None:
        return {}
    rows = agencies_kept() if actor.is_central else agencies_kept().filter(pk=actor.agency_id)
    return dict(rows.values_list("pk", "name"))
