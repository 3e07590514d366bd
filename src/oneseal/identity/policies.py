"""Who may do what; nothing answers by default."""

from __future__ import annotations

from oneseal.identity.errors import NotAllowed
from oneseal.identity.rules.posts import FOUNDING
from oneseal.kernel.access import Actor, ActorKind


def require(*, allowed: bool) -> None:
    """Refuse unless a policy said yes."""
    if not allowed:
        raise NotAllowed("the actor's post does not include this act")


def can_manage_identity(actor: Actor | None) -> bool:
    """Return True for posts that keep agencies, posts and staff."""
    return actor is not None and actor.may("identity.manage")


def can_meet_people(actor: Actor | None) -> bool:
    """Return True for posts that take applications at a window, with the original papers before them."""
    return actor is not None and actor.kind is ActorKind.STAFF and actor.may("cases.receive")


def can_found_agencies(actor: Actor | None) -> bool:
    """Return True for the administrator of the first agency, who founds the others."""
    return actor is not None and actor.may(FOUNDING)
