"""Who may pay, record a payment, and give money back; nothing answers by default."""

from __future__ import annotations

from typing import Final

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
