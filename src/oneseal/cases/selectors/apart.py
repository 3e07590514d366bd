"""Who, in blind mode, neither examines nor decides a case for what happened in it (docs/adr/0020)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from oneseal.cases import policies
from oneseal.cases.models import CoverLift, Drawing
from oneseal.cases.rules.blindness import BEHIND, FRONT, Barrier
from oneseal.cases.rules.drawing import Excluded, Ground
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import PERMISSIONS
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors.own_cases import logins_of_parties
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.writes import asked_once, kept_rows, store
from oneseal.identity.selectors import holding_any
from oneseal.kernel.access import Actor, ActorKind

# Whoever did one of these, under whatever post, has met the applicant or his papers at the window.
_AT_THE_FRONT: Final = tuple(
    f"cases.{action}"
    for action in (
        "message", Action.SUBMIT, Action.CORRECT, Action.SUPPLY,
        *(action for action, needed in PERMISSIONS.items() if needed in FRONT),
    )
)  # fmt: skip


def left_out_of(facts: CaseFacts) -> dict[UUID, Excluded]:
    """Return which logins take no part in a case in blind mode under whatever post, the weightiest reason last."""
    found = dict.fromkeys(_acted(facts), Excluded.ACTED)
    found |= dict.fromkeys(_recused(facts), Excluded.HAD_IT)
    found |= dict.fromkeys(_lifted(facts), Excluded.LIFTED)
    return found | dict.fromkeys([facts.account_id, *logins_of_parties(facts)], Excluded.OWN_CASE)


def takes_applications(accounts: Collection[UUID], *, on: date | None) -> frozenset[UUID]:
    """Return who of some logins may take applications on a day, in his own post or as a substitute (AB岗)."""
    question = ("takes applications", frozenset(accounts), on)
    return asked_once(question, lambda: holding_any(FRONT, accounts=accounts, on=on))


def unfit_among(accounts: Collection[UUID], facts: CaseFacts, *, on: date) -> set[UUID]:
    """Return who of some logins may not be named as an examiner of a case; other modes cost no query."""
    if not facts.is_blind:
        return set()
    return {*takes_applications(accounts, on=on), *left_out_of(facts)}


def _acted(facts: CaseFacts) -> set[UUID]:
    found = {facts.acceptor_id}
    if store() is None:
        rows = entries_of(facts.id).filter(actor_kind=ActorKind.STAFF, verb__in=_AT_THE_FRONT)
        found |= set(rows.values_list("actor_id", flat=True))
    return {account for account in found if account is not None}


def _recused(facts: CaseFacts) -> list[UUID]:
    """Return who was the examiner and had to step back. A history in memory draws each lot once."""
    if store() is not None:
        return []
    rows = Drawing.objects.filter(case_id=facts.id, ground=Ground.RECUSED, taken_off_id__isnull=False)
    return [account for account in rows.values_list("taken_off_id", flat=True) if account is not None]


def _lifted(facts: CaseFacts) -> list[UUID]:
    kept = kept_rows("cases_cover_lift", {"case_id": facts.id})
    if kept is not None:
        return [row["account_id"] for row in kept]
    return list(CoverLift.objects.filter(case_id=facts.id).values_list("account_id", flat=True))


def blind_barrier(actor: Actor, action: Action, facts: CaseFacts, *, on: date | None = None) -> Barrier | None:
    """Return what keeps a member of staff from an action on a case in blind mode; other cases cost no query.

    Without a day only his own posts count, as pages ask; a move asks for its day, and substitutions count too.
    """
    found = policies.blind_barrier(actor, action, facts)
    if found is not None or not _is_behind(actor, action, facts):
        return found
    if takes_applications([actor.own_account], on=on):
        return Barrier.INTAKE
    why = left_out_of(facts).get(actor.own_account)
    return _BARRIERS.get(why, Barrier.LEFT_OUT) if why is not None else None


_BARRIERS: Final = {Excluded.ACTED: Barrier.INTAKE}


def _is_behind(actor: Actor, action: Action, facts: CaseFacts) -> bool:
    return facts.is_blind and actor.kind is ActorKind.STAFF and action in BEHIND
