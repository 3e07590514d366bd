"""Who may look at figures and make the index: the centre and the government everything, a department its own."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from oneseal.kernel.access import Actor, ActorKind

READS: Final = "performance.read"
MANAGES: Final = "performance.manage"
WATCHES: Final = "audit.read"  # who looks at paths of cases and at event logs


def oversees(actor: Actor) -> bool:
    """Return whether the actor's body looks at every department; another looks at its own lines."""
    return actor.kind is ActorKind.STAFF and actor.is_central


def can_read(actor: Actor, agency_id: UUID) -> bool:
    """Return whether the actor may read the figures of an agency."""
    return actor.may(READS) and (actor.agency_id == agency_id or oversees(actor))


def can_manage(actor: Actor) -> bool:
    """Return whether the actor makes the index: drafts, opens, adjusts, publishes, decides appeals, sets weights."""
    return actor.may(MANAGES) and oversees(actor)


def can_appeal(actor: Actor, agency_id: UUID) -> bool:
    """Return whether the actor may appeal for an agency: its own people who answer for it."""
    return actor.may(MANAGES) and actor.agency_id == agency_id


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
