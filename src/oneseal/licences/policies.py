"""Who may do what with licences; nothing answers by default."""

from __future__ import annotations

from uuid import UUID

from oneseal.kernel.access import Actor, ActorKind


def can_see(actor: Actor | None, *, agency_id: UUID, holder_id: UUID) -> bool:
    """Return True for the holder and for staff of the issuing agency who read cases."""
    if actor is None:
        return False
    if actor.kind is ActorKind.STAFF:
        return actor.agency_id == agency_id and actor.may("cases.read")
    return holder_id in actor.party_ids


def can_revoke(actor: Actor | None, *, agency_id: UUID) -> bool:
    """Return True for posts that revoke licences of their own agency."""
    return actor is not None and actor.agency_id == agency_id and actor.may("licences.revoke")
