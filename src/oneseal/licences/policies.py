"""Who may do what with licences; nothing answers by default."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from oneseal.kernel.access import Actor, ActorKind
from oneseal.licences.rules.life import Doing

# Who decided on licences ends them too; a new edition is made by whoever makes licences.
_PERMISSIONS: Final = {doing: "cases.issue" if doing is Doing.REISSUE else "licences.revoke" for doing in Doing}


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


def can_do(doing: Doing, actor: Actor | None, *, agency_id: UUID) -> bool:
    """Return True for posts of the issuing agency whose duty a doing is."""
    return (
        actor is not None
        and actor.kind is ActorKind.STAFF
        and actor.agency_id == agency_id
        and actor.may(_PERMISSIONS[doing])
    )


def is_holder(actor: Actor | None, *, holder_id: UUID) -> bool:
    """Return True for the applicant who holds a licence, himself or for his organisation."""
    return actor is not None and actor.kind is ActorKind.APPLICANT and holder_id in actor.party_ids
