"""Serve a result on the screen: the applicant's first look at it is its delivery."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

import structlog

from oneseal.cases.selectors import CaseFacts
from oneseal.cases.services import RESULTS, HandOver, Press, case_deliver
from oneseal.dispatch.policies import can_choose
from oneseal.dispatch.rules import Way, is_served_by_view
from oneseal.dispatch.selectors import dispatch_of, wished_on_form
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError

log = structlog.get_logger("oneseal.dispatch")
SCREEN: Final = Actor.system("电子送达")


def result_viewed(*, facts: CaseFacts, paper_kind: str, actor: Actor, now: datetime) -> bool:
    """Record the delivery when the applicant opens the result he wanted on the screen; return True when it was one.

    Looking is never refused: what cannot be delivered yet, or was delivered before, is left as it is.
    """
    if paper_kind not in RESULTS or not can_choose(actor, facts):
        return False
    found = dispatch_of(facts)
    chosen = found.way or wished_on_form(facts)[0]
    if not is_served_by_view(paper_kind=paper_kind, chosen=chosen):
        return False
    hand_over = HandOver(Way.ELECTRONIC.value, actor.name, seen_by=actor.own_account)
    try:
        case_deliver(case_id=facts.id, hand_over=hand_over, press=Press(SCREEN, now, _key(facts.id)))
    except RuleError as problem:
        log.info("dispatch.view.not_delivery", reason=problem.code, case=str(facts.id))
        return False
    return True


def _key(case_id: UUID) -> UUID:
    """Return the key that is the same at every look, so that the second changes nothing."""
    return uuid5(case_id, "viewed")
