"""Who may do what with the catalogue; nothing answers by default."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from oneseal.kernel.access import Actor, ActorKind

GOVERNS: Final = "catalog.govern"
REVIEWS_BY: Final = ("catalog.review_department", "catalog.review_legal", GOVERNS)


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


def can_review(actor: Actor | None, permission: str, agency_id: UUID) -> bool:
    """Return True for posts that review drafts with a permission, of the item's own agency or the city's office."""
    if actor is None or not actor.may(permission):
        return False
    return permission == GOVERNS or actor.agency_id == agency_id


def can_see_reviews(actor: Actor | None) -> bool:
    """Return True for whoever hands drafts in for review or reviews them."""
    return actor is not None and any(map(actor.may, ("catalog.edit", *REVIEWS_BY)))


def can_govern(actor: Actor | None) -> bool:
    """Return True for the city's catalogue office (编办、审改办), which answers for the list of every agency."""
    return actor is not None and actor.may(GOVERNS)


def can_choose_reviews(actor: Actor | None) -> bool:
    """Return True for posts that set what holds for the whole city."""
    return actor is not None and (actor.may("identity.found") or actor.may(GOVERNS))


def can_adjust(actor: Actor | None, agency_ids: Iterable[UUID]) -> bool:
    """Return True for the city's office, and for posts that publish where only their own agency is concerned."""
    if can_govern(actor):
        return True
    return actor is not None and actor.may("catalog.publish") and set(agency_ids) == {actor.agency_id}


def can_see_adjustments(actor: Actor | None) -> bool:
    """Return True for whoever may adjust items at all; what he may touch, the selectors say."""
    return actor is not None and (actor.may(GOVERNS) or actor.may("catalog.publish"))


def can_keep_ledgers(actor: Actor | None, first_agency_id: UUID) -> bool:
    """Return True for posts that keep what holds for every item of the city: laws, certificates, types, directory.

    The item administrator of the first agency keeps them for all; an editor elsewhere reads them.
    """
    return actor is not None and actor.may("catalog.publish") and actor.agency_id == first_agency_id


def can_read_ledgers(actor: Actor | None) -> bool:
    """Return True for posts that edit items."""
    return actor is not None and actor.may("catalog.edit")
