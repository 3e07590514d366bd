"""Who, in blind mode, neither examines nor decides a case for what happened in it (docs/adr/0020)."""

from __future__ import annotations

from uuid import UUID

from oneseal.cases import policies
from oneseal.cases.models import CoverLift
from oneseal.cases.rules.blindness import BEHIND, Barrier
from oneseal.cases.rules.drawing import Excluded
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import Action
from oneseal.foundation.writes import kept_rows
from oneseal.kernel.access import Actor, ActorKind


def left_out_of(facts: CaseFacts) -> dict[UUID, Excluded]:
    """Return which logins take no part in a case in blind mode under whatever post, and why."""
    return dict.fromkeys(_lifted(facts), Excluded.LIFTED)


def _lifted(facts: CaseFacts) -> list[UUID]:
    kept = kept_rows("cases_cover_lift", {"case_id": facts.id})
    if kept is not None:
        return [row["account_id"] for row in kept]
    return list(CoverLift.objects.filter(case_id=facts.id).values_list("account_id", flat=True))


def blind_barrier(actor: Actor, action: Action, facts: CaseFacts) -> Barrier | None:
    """Return what keeps a member of staff from an action on a case in blind mode; other cases cost no query."""
    found = policies.blind_barrier(actor, action, facts)
    if found is not None or not _is_behind(actor, action, facts):
        return found
    return Barrier.LEFT_OUT if actor.own_account in left_out_of(facts) else None


def _is_behind(actor: Actor, action: Action, facts: CaseFacts) -> bool:
    return facts.is_blind and actor.kind is ActorKind.STAFF and action in BEHIND
