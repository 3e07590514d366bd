"""Who chooses how a result is delivered, and who posts it; nothing answers by default."""

from __future__ import annotations

from oneseal.cases.policies import can_see
from oneseal.cases.selectors import CaseFacts
from oneseal.kernel.access import Actor, ActorKind

DELIVERS = "cases.deliver"
_WITHOUT_RESULT = frozenset({"withdrawn", "returned", "unkept", "terminated", "voided", "forwarded_up"})


def can_choose(actor: Actor | None, facts: CaseFacts) -> bool:
    """Return True for the applicant, from receipt until the result is handed over."""
    if actor is None or actor.kind is not ActorKind.APPLICANT or not can_see(actor, facts):
        return False
    return facts.received_at is not None and facts.delivered_at is None and facts.outcome not in _WITHOUT_RESULT


def can_post(actor: Actor | None, facts: CaseFacts) -> bool:
    """Return True for posts of the case's agency that hand results over."""
    return can_see(actor, facts) and actor is not None and actor.kind is ActorKind.STAFF and actor.may(DELIVERS)
