"""May this actor do an action on a case on a day? One answer for lists, pages and moves: policy, lots, letters."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Final
from uuid import UUID

from oneseal.cases import policies
from oneseal.cases.blindness_errors import DrawnToAnother, IntakeApart, TakesNoPart
from oneseal.cases.models import VoidRequest
from oneseal.cases.rules.blindness import Barrier
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors.apart import blind_barrier
from oneseal.cases.selectors.authority import letter_refusal
from oneseal.cases.selectors.examining import examiners_of, is_handled_by
from oneseal.cases.selectors.own_cases import require_not_own
from oneseal.cases.selectors.procedures import chairs_of
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError


def require_may(action: Action, facts: CaseFacts, *, actor: Actor | None, on: date) -> None:
    """Refuse what the actor's post does not include, his own case or blind mode keeps from him, or no letter gives.

    Raises:
        NotAllowed; in blind mode DrawnToAnother, IntakeApart, TakesNoPart; OwnCase; where letters are demanded what
        `letter_refusal` says.
    """
    require(allowed=policies.can_act(actor, action, facts))
    if actor is None:
        return
    barrier = blind_barrier(actor, action, facts, on=on)
    if barrier is Barrier.INTAKE:
        raise IntakeApart("who takes applications neither examines nor decides")
    if barrier is Barrier.DRAWN_TO_ANOTHER:
        raise DrawnToAnother("it fell to another examiner")
    if barrier is Barrier.LEFT_OUT:
        raise TakesNoPart("left out of the lot for this case")
    require_not_own(actor, facts)
    refusal = letter_refusal(action, facts, actor=actor, on=on)
    if refusal is not None:
        raise refusal


def refusal_of(action: Action, facts: CaseFacts, *, actor: Actor | None, on: date) -> RuleError | None:
    """Return why a move would refuse an action to an actor on a day before it looks at what he tells, or None."""
    try:
        require_may(action, facts, actor=actor, on=on)
    except RuleError as problem:
        return problem
    return None


def part_taken(action: Action, facts: CaseFacts, *, account: UUID | None) -> str:
    """Return the step in which a person took part in a case, so that he may not do an action; empty where he may.

    Under whatever post: a substitute brings with him what he did in his own.
    """
    return parts_taken((action,), facts, account=account).get(action, "")


def parts_taken(actions: Collection[Action], facts: CaseFacts, *, account: UUID | None) -> dict[Action, str]:
    """Return `part_taken` of several actions, without those that the person may do; each question is asked once."""
    found: dict[Action, str] = {}
    for group, step_of in _STEPS if account is not None else ():
        asked = group.intersection(actions)
        step = step_of(facts, account) if asked and account is not None else ""
        found |= dict.fromkeys(asked, step) if step else {}
    return found


def _before_examining(facts: CaseFacts, account: UUID) -> str:
    if account == facts.acceptor_id:
        return "受理"
    return "听证主持" if account in chairs_of(facts) else ""


def _before_deciding(facts: CaseFacts, account: UUID) -> str:
    if account in examiners_of(facts):
        return "审查"
    return "受理" if account == facts.acceptor_id else ""


def _before_supervising(facts: CaseFacts, account: UUID) -> str:
    if facts.void_request_id is None:
        return ""
    if VoidRequest.objects.filter(pk=facts.void_request_id, requested_by=account).exists():
        return "申请作废"
    return "审批" if is_handled_by(facts, account) else ""


# What ends a case instead of a decision is an approver's too: its examiner does not end what he examined (S1).
_DECIDING: Final = frozenset({Action.GRANT, Action.REFUSE, Action.FORWARD_UP, Action.TERMINATE, Action.RETURN_UNKEPT})
_STEPS: Final[tuple[tuple[frozenset[Action], Callable[[CaseFacts, UUID], str]], ...]] = (
    (frozenset({Action.RECOMMEND, Action.FINISH_NODE}), _before_examining),
    (_DECIDING, _before_deciding),
    (frozenset({Action.VOID, Action.DECLINE_VOID}), _before_supervising),
)
