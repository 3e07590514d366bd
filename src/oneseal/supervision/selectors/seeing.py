"""Which agencies an actor watches."""

from __future__ import annotations

from uuid import UUID

from oneseal.identity.selectors import centres, first_agency
from oneseal.kernel.access import Actor
from oneseal.supervision import policies


def city_wide() -> frozenset[UUID]:
    """Return the agencies whose supervisors watch the whole city: the one that founded the others, and its centres."""
    return frozenset({first_agency().pk, *centres().values_list("pk", flat=True)})


def watches_city(actor: Actor) -> bool:
    """Return True for who watches every agency and sets the rules."""
    return policies.can_set(actor)


def agencies_seen(actor: Actor) -> frozenset[UUID] | None:
    """Return the agencies whose findings the actor reads; None: every agency of the city."""
    if not policies.can_read(actor) or actor.agency_id is None:
        return frozenset()
    return None if watches_city(actor) else frozenset({actor.agency_id})
