"""Who may do what with a case; nothing answers by default."""

from __future__ import annotations

from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import PERMISSIONS
from oneseal.cases.rules.states import Action
from oneseal.kernel.access import Actor, ActorKind

_BY_APPLICANT = frozenset({Action.SUBMIT, Action.CORRECT, Action.WITHDRAW})
_BY_SYSTEM = frozenset({Action.ASSIGN, Action.ISSUE, Action.DEEM_ACCEPTED})


def can_see(actor: Actor | None, facts: CaseFacts) -> bool:
    """Return True for the applicant himself and for staff of the case's agency who read cases.

    A draft is the applicant's alone: the agency learns of an application when it is handed in.
    """
    if actor is None:
        return False
    if actor.kind is ActorKind.STAFF:
        return facts.received_at is not None and actor.agency_id == facts.agency_id and actor.may("cases.read")
    return actor.kind is ActorKind.APPLICANT and actor.acts_for(facts.party_id, filed_by=facts.account_id)


def can_act(actor: Actor | None, action: Action, facts: CaseFacts) -> bool:
    """Return True when the actor's post, or his being the applicant, includes an action on this case."""
    if actor is None:
        return False
    if action in _BY_SYSTEM:
        return actor.kind is ActorKind.SYSTEM
    if action in _BY_APPLICANT:
        return actor.kind is ActorKind.APPLICANT and actor.acts_for(facts.party_id, filed_by=facts.account_id)
    permission = PERMISSIONS.get(action)
    return permission is not None and actor.agency_id == facts.agency_id and actor.may(permission)
