"""Who may do what with the catalogue; nothing answers by default."""

from __future__ import annotations

from uuid import UUID

from oneseal.kernel.access import Actor, ActorKind


def can_edit(actor: Actor | None, agency_id: UUID | None) -> bool:
    """Return True for posts that edit the items of their own agency."""
    return actor is not None and actor.may("catalog.edit") and actor.agency_id == agency_id


def can_publish(actor: Actor | None, agency_id: UUID | None) -> bool:
    """Return True for posts that publish the items of their own agency."""
    return actor is not None and actor.may("catalog.publish") and actor.agency_id == agency_id


def can_choose_blind_topics(actor: Actor | None) -> bool:
    """Return True for posts that set what holds for the whole city."""
    return actor is not None and actor.may("identity.found")


def can_list(actor: Actor | None) -> bool:
    """Return True for posts that edit items, and for the operator at the machine, who has no post."""
    return actor is not None and (actor.kind is ActorKind.SYSTEM or actor.may("catalog.edit"))


def can_keep_ledgers(actor: Actor | None, first_agency_id: UUID) -> bool:
    """Return True for posts that keep what holds for every item of the city: laws, certificates, types, directory.

    The item administrator of the first agency keeps them for all; an editor elsewhere reads them.
    """
    return actor is not None and actor.may("catalog.publish") and actor.agency_id == first_agency_id


def can_read_ledgers(actor: Actor | None) -> bool:
    """Return True for posts that edit items."""
    return actor is not None and actor.may("catalog.edit")
