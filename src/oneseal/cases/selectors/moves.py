"""What may be done with a case now, and what was done with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from oneseal.cases import policies
from oneseal.cases.blindness_errors import OwnCase
from oneseal.cases.errors import CaseNotFound, LetterExpired, LetterMissing, LetterNotYet, LetterRevoked, SamePerson
from oneseal.cases.models import Case, VoidRequest
from oneseal.cases.rules.blindness import is_covered
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import LIFECYCLE
from oneseal.cases.rules.on_the_spot import is_spot_over
from oneseal.cases.rules.procedure_moves import PROCEDURAL
from oneseal.cases.rules.procedures import Standing, is_procedure_offered
from oneseal.cases.rules.states import (
    Action,
    NonAcceptanceGround,
    State,
    SuspensionGround,
    TerminationGround,
    VoidGround,
)
from oneseal.cases.rules.ways import ItemWays, is_offered
from oneseal.cases.selectors.allowing import parts_taken, refusal_of
from oneseal.cases.selectors.examining import without_nodes
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.cases.selectors.procedures import standing_of
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.foundation.audit.chain import STANDS_IN_FOR
from oneseal.foundation.audit.selectors import entries_of
from oneseal.identity.selectors import display_names
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.errors import RuleError
from oneseal.kernel.lifecycle import Move, NoSuchMove
from oneseal.workflow.selectors import calendar

EARLIER_LIMIT = 5
_SAID = frozenset(
    kind.code for kind in (LetterMissing, LetterExpired, LetterNotYet, LetterRevoked, SamePerson, OwnCase)
)


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One act in the trace of a case; `after` holds what the act wrote, `is_person` is False for the system.

    `absent_name` is the colleague in whose post a substitute acted, empty where there was none.
    """

    verb: str
    at: datetime
    actor_name: str
    post_title: str
    is_person: bool
    basis: str
    after: dict[str, Any]
    absent_name: str = ""


def actions_open(facts: CaseFacts, *, actor: Actor | None, today: date) -> tuple[Action, ...]:
    """Return the actions open in the case's state that its item has and that the actor may do on a day."""
    return tuple(action for action, why in actions_judged(facts, actor=actor, today=today).items() if why is None)


def actions_judged(facts: CaseFacts, *, actor: Actor | None, today: date) -> dict[Action, RuleError | None]:
    """Return each action that the post includes and the item leaves open, with why this actor may not do it, or None.

    What is shown as open here a move does not refuse to him for who he is: both ask `refusal_of` and `part_taken`.
    """
    actions = [Action(name) for name in LIFECYCLE.open_actions(facts.state)]
    allowed = tuple(action for action in actions if policies.can_act(actor, action, facts))
    left = left_open(allowed, facts, actor=actor, today=today)
    taken = parts_taken(left, facts, account=actor.account_id if actor else None)
    found = {action: refusal_of(action, facts, actor=actor, on=today) for action in left}
    return {
        action: SamePerson("another person does this", step=taken[action]) if why is None and action in taken else why
        for action, why in found.items()
    }


def barred(judged: Mapping[Action, RuleError | None]) -> dict[Action, RuleError]:
    """Return what the actor must be told of it: a letter that lacks, a step that he did himself, his own case."""
    return {action: why for action, why in judged.items() if why is not None and why.code in _SAID}


def left_open(actions: tuple[Action, ...], facts: CaseFacts, *, actor: Actor | None, today: date) -> tuple[Action, ...]:
    """Return those of some actions that the case's item has, and that what is under way leaves open on a day."""
    if not actions:
        return ()
    ways = _ways_left(facts, today=today)
    standing = standing_of(facts) if not PROCEDURAL.isdisjoint(actions) else Standing()
    offered = tuple(
        action
        for action in actions
        if is_procedure_offered(action, standing=standing, ways=ways) and is_offered(action, ways=ways, facts=facts)
    )
    return without_nodes(offered, facts, actor=actor)


def spot_over(facts: CaseFacts, *, today: date) -> bool:
    """Return True where an item on the spot was not finished on its working day: a promise case from then on."""
    return ways_of_case(facts).at_once and is_spot_over(facts, today=today, calendar=calendar())


def _ways_left(facts: CaseFacts, *, today: date) -> ItemWays:
    """Return the ways of a case's item that are left on a day: none on the spot once its working day is over."""
    ways = ways_of_case(facts)
    return replace(ways, at_once=False) if spot_over(facts, today=today) else ways


def move_ahead(facts: CaseFacts, action: Action) -> Move[State] | None:
    """Return the row that an action would be on a case as it stands, None where the state has no such action."""
    try:
        return LIFECYCLE.apply(facts.state, action)
    except NoSuchMove:
        return None


def trace_for_actor(facts: CaseFacts, *, actor: Actor | None) -> list[TraceRow]:
    """Return every act on a case, oldest first.

    Raises:
        CaseNotFound: not a case the actor may see.
    """
    if not policies.can_see(actor, facts):
        raise CaseNotFound("not the actor's case")
    columns = ("verb", "occurred_at", "actor_name", "post_title", "actor_id", "basis", "after", "actor_kind")
    rows = list(entries_of(facts.id).values_list(*columns))
    absent = _absent_names(row[6] for row in rows)
    return [
        facts.told(
            TraceRow(
                verb, at, _actor_named(facts, name, kind), post, actor_id is not None, basis, after,
                absent.get(after.get(STANDS_IN_FOR), ""),
            )
        )
        for verb, at, name, post, actor_id, basis, after, kind in rows
    ]  # fmt: skip


def _absent_names(told: Iterable[Mapping[str, Any]]) -> dict[str | None, str]:
    """Return what the colleagues are called in whose posts substitutes acted, by login; no query where nobody did."""
    logins = {UUID(after[STANDS_IN_FOR]) for after in told if STANDS_IN_FOR in after}
    return {str(login): name for login, name in display_names(logins).items()} if logins else {}


def _actor_named(facts: CaseFacts, name: str, kind: str) -> str:
    """Return who acted; whoever may not learn who applied reads the applicant, not a name."""
    return facts.party_name if facts.is_covered and kind == ActorKind.APPLICANT else name


def cases_earlier(facts: CaseFacts, *, actor: Actor | None) -> list[CaseFacts]:
    """Return the applicant's cases received before this one that the actor may see, newest first, at most five.

    In blind mode there are none: earlier cases would tell who applied, and this one who applied there.
    """
    if facts.is_covered:
        return []
    # By the number and not by the entry: an organisation met at a window has another entry than at home.
    number = Case.objects.filter(pk=facts.id).values("party_number_index")
    rows = (
        Case.objects.filter(party_number_index__in=number, agency_id=facts.agency_id, received_at__lt=facts.received_at)
        .exclude(pk=facts.id)
        .order_by("-received_at", "-id")
    )
    found = [facts_of(row) for row in rows.values(*COLUMNS)[:EARLIER_LIMIT]]
    return [earlier for earlier in found if policies.can_see(actor, earlier) and not is_covered(actor, earlier)]


@dataclass(frozen=True, slots=True)
class VoidAsked:
    """The open request to void a case: which error, the facts, who asked and when."""

    ground: VoidGround
    reason: str
    requested_by_name: str
    requested_at: datetime


def void_asked(facts: CaseFacts) -> VoidAsked | None:
    """Return the open request to void a case, None when there is none; the caller answers for access to it."""
    if facts.void_request_id is None:
        return None
    row = VoidRequest.objects.get(pk=facts.void_request_id)
    return VoidAsked(VoidGround(row.ground), row.reason, row.requested_by_name, row.requested_at)


@dataclass(frozen=True, slots=True)
class LinkedCases:
    """The cases that belong to one: in a first examination and report, and where it was applied for again.

    `lower` sent it up, `upper` was made from it; `prior` ended without a grant, `again` are the newer applications.
    """

    lower: CaseFacts | None
    upper: CaseFacts | None
    prior: CaseFacts | None
    again: tuple[CaseFacts, ...]


def cases_linked(facts: CaseFacts, *, actor: Actor | None) -> LinkedCases:
    """Return the cases linked with one that the actor may see, the newer applications oldest first.

    In blind mode there are none, as in `cases_earlier`.
    """
    if facts.is_covered:
        return LinkedCases(None, None, None, ())
    named = {told for told in (facts.lower_case_id, facts.prior_case_id) if told is not None}
    wanted = Q(lower_case_id=facts.id) | Q(prior_case_id=facts.id) | Q(pk__in=named)
    rows = [facts_of(row) for row in Case.objects.filter(wanted).order_by("id").values(*COLUMNS)]
    seen = [row for row in rows if policies.can_see(actor, row) and not is_covered(actor, row)]
    return LinkedCases(
        lower=next((row for row in seen if row.id == facts.lower_case_id), None),
        upper=next((row for row in seen if row.lower_case_id == facts.id), None),
        prior=next((row for row in seen if row.id == facts.prior_case_id), None),
        again=tuple(row for row in seen if row.prior_case_id == facts.id),
    )


__all__ = [
    "Action",
    "LinkedCases",
    "NonAcceptanceGround",
    "State",
    "SuspensionGround",
    "TerminationGround",
    "TraceRow",
    "VoidAsked",
    "VoidGround",
    "actions_judged",
    "actions_open",
    "barred",
    "cases_earlier",
    "cases_linked",
    "move_ahead",
    "spot_over",
    "trace_for_actor",
    "void_asked",
]
