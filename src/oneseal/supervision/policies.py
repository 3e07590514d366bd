"""Who reads findings, and who sets the rules."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from oneseal.kernel.access import Actor, ActorKind
from oneseal.supervision.rules.handling import ANSWERS, PERMISSIONS, HandlingAct

READS: Final = "supervision.read"
SETS: Final = "supervision.set"


def can_read(actor: Actor | None) -> bool:
    """Return True for posts that read findings: supervisors, and the head of an agency those of his own."""
    return actor is not None and actor.kind is ActorKind.STAFF and actor.may(READS)


def can_see(actor: Actor | None, agency_id: UUID) -> bool:
    """Return True where the actor reads the findings of an agency."""
    if actor is None or not can_read(actor):
        return False
    return actor.agency_id == agency_id or sees_city(actor)


def sees_city(actor: Actor | None) -> bool:
    """Return True for supervisors of an agency that watches every other."""
    return actor is not None and can_read(actor) and actor.may(SETS) and actor.is_central


def can_set(actor: Actor | None) -> bool:
    """Return True for who proposes and confirms how the city wants its rules."""
    return sees_city(actor)


def can_handle(actor: Actor | None, act: HandlingAct, agency_id: UUID) -> bool:
    """Return True where the actor's post includes an act on a finding of an agency.

    A supervisor acts on what he sees; the unit alone answers for itself. What only the clock does nobody may.
    """
    permission = PERMISSIONS.get(act)
    if actor is None or permission is None or not actor.may(permission):
        return False
    if permission == ANSWERS:
        return actor.kind is ActorKind.STAFF and actor.agency_id == agency_id
    return can_see(actor, agency_id)


def can_set_tariff(actor: Actor | None) -> bool:
    """Return True for who sets the terms of answers and the points: supervisors of the whole city."""
    return can_set(actor)
