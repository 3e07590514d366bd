"""Who may pay, record a payment, and give money back; nothing answers by default."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from oneseal.cases.selectors import CaseFacts
from oneseal.kernel.access import Actor, ActorKind

READ: Final = "payments.read"
COLLECT: Final = "payments.collect"
REFUND: Final = "payments.refund"


def _of_agency(actor: Actor, facts: CaseFacts, permission: str) -> bool:
    return actor.kind is ActorKind.STAFF and actor.agency_id == facts.agency_id and actor.may(permission)


def can_open(actor: Actor, facts: CaseFacts) -> bool:
    """Return True for the applicant of a case, and for who takes payments at a window of its agency."""
    if actor.kind is ActorKind.APPLICANT:
        return actor.acts_for(facts.party_id, filed_by=facts.account_id)
    return can_collect(actor, facts)


def can_collect(actor: Actor, facts: CaseFacts) -> bool:
    """Return True for posts that take payments, and ask them back, at a window of the case's agency."""
    return _of_agency(actor, facts, COLLECT)


def can_allow_refund(actor: Actor, facts: CaseFacts) -> bool:
    """Return True for posts of the case's agency that approve refunds."""
    return _of_agency(actor, facts, REFUND)


def _of_finding(actor: Actor, agency_id: UUID | None, permission: str) -> bool:
    """Return True at the agency of a difference; one that belongs to no order of ours is everybody's."""
    is_own = agency_id is None or actor.agency_id == agency_id
    return actor.kind is ActorKind.STAFF and is_own and actor.may(permission)


def can_handle_finding(actor: Actor, agency_id: UUID | None) -> bool:
    """Return True for posts that take payments: they look into a difference."""
    return _of_finding(actor, agency_id, COLLECT)


def can_settle_finding(actor: Actor, agency_id: UUID | None) -> bool:
    """Return True for posts that approve refunds: they confirm that a difference is settled."""
    return _of_finding(actor, agency_id, REFUND)
