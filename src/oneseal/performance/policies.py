"""Who may look at event logs and bring them in; nothing answers by default."""

from __future__ import annotations

from uuid import UUID

from oneseal.kernel.access import Actor, ActorKind

WATCHES = "audit.read"


def can_mine(actor: Actor | None) -> bool:
    """Return True for whoever supervises an agency, and for the operator at the machine."""
    if actor is None:
        return False
    return actor.kind is ActorKind.SYSTEM or (actor.agency_id is not None and actor.may(WATCHES))


def can_open_log(actor: Actor | None, agency_id: UUID | None) -> bool:
    """Return True where the log is that of the actor's agency, or one brought for the whole city."""
    if actor is None or not can_mine(actor):
        return False
    return actor.kind is ActorKind.SYSTEM or agency_id in {None, actor.agency_id}


def can_change_log(actor: Actor | None, agency_id: UUID | None) -> bool:
    """Return True where the actor's agency brought the log; one for the whole city is the operator's."""
    if actor is None or not can_mine(actor):
        return False
    return actor.kind is ActorKind.SYSTEM or (agency_id is not None and agency_id == actor.agency_id)
