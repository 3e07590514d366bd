"""Blind mode: the system draws the examiner, a leader has it draw again, and lifts the cover for himself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q

from oneseal.cases.blindness_errors import CoverLifted, NobodyToDraw, NotInBlindMode
from oneseal.cases.errors import ReasonMissing
from oneseal.cases.models import Case, CoverLift
from oneseal.cases.rules.blindness import EXAMINES
from oneseal.cases.rules.drawing import AGAIN, SEED_BITS, Candidate, Excluded, Ground, lot, new_seed
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import Action, State
from oneseal.cases.selectors.apart import left_out_of, takes_applications
from oneseal.cases.selectors.procedures import chairs_of
from oneseal.cases.services.moving import Change, Press, begin, complete, once
from oneseal.catalog.selectors import ItemTerms, version_terms
from oneseal.foundation.locks import one_at_a_time
from oneseal.foundation.readlog.services import Look, Read, reading_note
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, asked_once, store
from oneseal.identity.selectors import Holder, holders_with
from oneseal.kernel import chance
from oneseal.kernel.access import ActorKind
from oneseal.kernel.ids import new_id

_LOCK: Final = 3_871_205
OPEN: Final = (State.UNDER_REVIEW, State.SUSPENDED, State.DECISION_PENDING)
Loads = dict[UUID, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a lot is drawn, in a word and, where a leader wants it, in his own words."""

    ground: Ground
    reason: str = ""


def drawn_for(change: Change, why: Why) -> dict[str, Any]:
    """Draw the examiner of a case in blind mode and write the lot; return what the trace says of it.

    Where nobody is free nobody is drawn, which is written too: the acceptance stands, and a leader draws later.
    """
    facts, now = change.facts, change.press.now
    terms = version_terms(facts.item_version_id)
    one_at_a_time(_LOCK)  # the second of two lots counts the case that fell by the first
    holders = _holders(change, terms)
    candidates = _candidates(change, terms, why, holders=holders)
    seed = new_seed(chance.bits(SEED_BITS))
    drawn = lot(candidates, seed=seed, case_id=facts.id)
    named = {one.account_id: one.name for one in holders}
    is_asked = why.ground is not Ground.ACCEPTED
    row = {
        "id": new_id(now), "case_id": facts.id, "agency_id": facts.agency_id, "item_id": terms.item_id,
        "ground": why.ground.value, "reason": why.reason, "candidates": [one.to_mapping() for one in candidates],
        "seed": seed, "drawn_id": drawn.account_id, "drawn_at": now,
        "drawn_name": named[drawn.account_id] if drawn.account_id else "",
        "taken_off_id": facts.assignee_id, "asked_by": change.press.actor.account_id if is_asked else None,
        "asked_by_name": change.press.actor.name if is_asked else "",
    }  # fmt: skip
    change.writes.append(Insert("cases_drawing", [row]))
    change.columns["assignee_id"] = drawn.account_id
    return {
        "drawing": str(row["id"]), "ground": why.ground.value, "candidates": row["candidates"], "seed": seed,
        "equals": [str(one) for one in drawn.equals], "drawn": str(drawn.account_id) if drawn.account_id else None,
    }  # fmt: skip


def _holders(change: Change, terms: ItemTerms) -> list[Holder]:
    """Return who may examine today: of the section that the item names, of the whole agency where it names none."""
    agency_id, on = change.facts.agency_id, beijing_date(change.press.now)
    found = asked_once(("examiners", agency_id, on), lambda: holders_with(EXAMINES, agency_id=agency_id, on=on))
    section = terms.content.text("handling_org")
    return [one for one in found if section in one.sections] or found


def _candidates(change: Change, terms: ItemTerms, why: Why, *, holders: list[Holder]) -> list[Candidate]:
    accounts = [one.account_id for one in holders]
    loads, excluded = _loads(accounts, terms), _excluded(change, why)
    front = takes_applications(accounts, on=beijing_date(change.press.now))
    excluded |= dict.fromkeys(front, Excluded.INTAKE)
    return [Candidate(one.account_id, *loads.get(one.account_id, (0, 0)), _left_out(one, excluded)) for one in holders]


def _left_out(holder: Holder, excluded: dict[UUID, Excluded]) -> Excluded | None:
    return excluded.get(holder.account_id) or (Excluded.ABSENT if holder.is_away else None)


def _excluded(change: Change, why: Why) -> dict[UUID, Excluded]:
    """Return who takes no part in the lot for a case, the weightiest reason last so that it stands."""
    facts, press = change.facts, change.press
    found: dict[UUID, Excluded] = {}
    if why.ground is Ground.ACCEPTED and press.actor.kind is ActorKind.STAFF:
        found[press.actor.own_account] = Excluded.ACTED
    if facts.assignee_id is not None:
        found[facts.assignee_id] = Excluded.HAD_IT
    found |= {account: Excluded.CHAIR for account in chairs_of(facts) if isinstance(account, UUID)}
    return found | left_out_of(facts)


def _loads(accounts: list[UUID], terms: ItemTerms) -> Loads:
    """Return how many open cases lie with each: of the item, and in all. A history in memory counts none."""
    if store() is not None:
        return {}
    rows = Case.objects.filter(assignee_id__in=accounts, state__in=OPEN).order_by("assignee_id").values("assignee_id")
    counted = rows.annotate(in_all=Count("id"), of_item=Count("id", filter=Q(item_version__item_id=terms.item_id)))
    return {row["assignee_id"]: (row["of_item"], row["in_all"]) for row in counted}


def case_draw_again(*, case_id: UUID, why: Why, press: Press) -> None:
    """Take the examiner off a case in blind mode and let the system draw another (T12b); nobody names him.

    Raises:
        NotInBlindMode, ReasonMissing, NobodyToDraw, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.DRAW_AGAIN, work=lambda: _draw_again(case_id, why, press))


def _draw_again(case_id: UUID, why: Why, press: Press) -> None:
    change = begin(case_id, Action.DRAW_AGAIN, press)
    facts = change.facts
    _require_blind(facts)
    if not why.reason.strip():
        raise ReasonMissing("a new lot needs its reason")
    ground = why.ground if facts.assignee_id and why.ground in AGAIN else Ground.NOBODY_FREE
    told = drawn_for(change, Why(ground, why.reason.strip()))
    if told["drawn"] is None:
        raise NobodyToDraw("nobody else is free")
    change.after |= {**told, "reason": why.reason.strip()}
    complete(change)


def case_lift_cover(*, case_id: UUID, reason: str, press: Press) -> None:
    """Let whoever answers for the agency read who applied for a case in blind mode, and record why (T12c).

    The supervisor finds it in the trace, the applicant among those who looked at his data.

    Raises:
        NotInBlindMode, CoverLifted, ReasonMissing, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.LIFT_COVER, work=lambda: _lift_cover(case_id, reason.strip(), press))


def _lift_cover(case_id: UUID, reason: str, press: Press) -> None:
    change = begin(case_id, Action.LIFT_COVER, press)
    facts, actor, now = change.facts, press.actor, press.now
    _require_blind(facts)
    if not reason:
        raise ReasonMissing("a lifted cover needs its reason")
    if CoverLift.objects.filter(case_id=facts.id, account_id=actor.own_account).exists():
        raise CoverLifted("it is lifted already")
    row = {
        "id": new_id(now), "case_id": facts.id, "account_id": actor.own_account, "account_name": actor.name,
        "post_title": actor.post_title, "reason": reason, "lifted_at": now,
    }  # fmt: skip
    change.writes.append(Insert("cases_cover_lift", [row]))
    change.after["reason"] = reason
    complete(change)
    reading_note(Look(Read.CASE, facts.id, facts.party_id, f"{facts.number} {reason}"), actor=actor, now=now)


def _require_blind(facts: CaseFacts) -> None:
    if not facts.is_blind:
        raise NotInBlindMode("not approved in blind mode")
