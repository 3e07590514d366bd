"""Who handles, supervises and reads ratings; nothing answers by default."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from oneseal.kernel.access import Actor, ActorKind

HANDLES: Final = "ratings.handle"
SUPERVISES: Final = "ratings.supervise"
SETS: Final = "identity.found"
BINDS: Final = "identity.manage"


def can_handle(actor: Actor | None, *, agency_id: UUID) -> bool:
    """Return True for posts of an agency that follow up its bad ratings; the rules judge who handled the case."""
    return _is_staff(actor, HANDLES) and actor is not None and actor.agency_id == agency_id


def can_supervise(actor: Actor | None, *, agency_id: UUID, city: Collection[UUID]) -> bool:
    """Return True for supervisors of the city (`city`: its agencies) to which an agency belongs."""
    return _is_staff(actor, SUPERVISES) and agency_id in city


def can_rate(actor: Actor | None) -> bool:
    """Return True for the public: staff rate nothing."""
    return actor is not None and actor.kind is ActorKind.APPLICANT


def can_set_rules(actor: Actor | None) -> bool:
    """Return True for posts that set what holds for the whole city."""
    return _is_staff(actor, SETS)


def can_bind_pads(actor: Actor | None) -> bool:
    """Return True for posts that keep an agency's windows; a clerk at the window is none of them."""
    return _is_staff(actor, BINDS)


def _is_staff(actor: Actor | None, permission: str) -> bool:
    return actor is not None and actor.kind is ActorKind.STAFF and actor.may(permission)
