"""The examination of one case along the process of its item; None everywhere means: one step, as for most items."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from oneseal.cases.models import Opinion
from oneseal.cases.rules.examination import (
    FINISHED,
    Examination,
    PastProcess,
    examination,
)
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.node_clock import NodeClock, Opened, node_clock, node_derivation
from oneseal.cases.rules.states import Action, State
from oneseal.cases.selectors.bindings import Binding, bindings_of
from oneseal.cases.selectors.files import answers_of
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.audit.selectors import entries_of, subjects_acted_on
from oneseal.foundation.statements import Kept
from oneseal.foundation.writes import kept_rows
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.clock import ClockPaused, Derivation
from oneseal.kernel.process import Node, NodeRow, ProcessDefinition
from oneseal.workflow.selectors import calendar, nodes_of

# Who answers a request to void a case watches it; he does not work on it.
_SUPERVISING: Final = (f"cases.{Action.VOID.value}", f"cases.{Action.DECLINE_VOID.value}")


def examination_of(facts: CaseFacts) -> Examination | None:
    """Return the process of a case as it stands; None without one, before acceptance, and where it was never begun.

    A case that was decided on the spot was never examined along a process. The caller answers for access.
    """
    process = version_terms(facts.examined_by_id).process
    if process is None or facts.accepted_at is None:
        return None
    rows = nodes_of(facts.id)
    if not rows and facts.state is not State.UNDER_REVIEW:
        return None
    return examination_at(facts, process, rows)


def examination_at(facts: CaseFacts, process: ProcessDefinition, rows: list[NodeRow]) -> Examination:
    """Return a process for the answers of a case, as its own form asked them, with the nodes that were opened.

    Only a case that was migrated is asked for the processes before.
    """
    answers = version_terms(facts.item_version_id).visible_answers(answers_of(facts).values)
    past = past_processes(bindings_of(facts.id)) if facts.process_version_id is not None else ()
    return examination(process, answers, rows, past=past)


def past_processes(bindings: Sequence[Binding]) -> tuple[PastProcess, ...]:
    """Return the processes along which a case was examined before; a version without one had no nodes to name."""
    told = ((version_terms(one.from_version_id).process, one.bound_at) for one in bindings)
    return tuple(PastProcess(process, until) for process, until in told if process is not None)


def examiners_of(facts: CaseFacts) -> frozenset[UUID]:
    """Return everybody who ever examined a case, and who was named second: none of them decides it.

    An opinion that another replaced counts, and so does a node that was undone or left behind by a migration.
    """
    given = _opinions_of(facts)
    has_nodes = facts.process_version_id is not None or version_terms(facts.examined_by_id).process is not None
    finished = [row.closed_by for row in nodes_of(facts.id) if row.outcome in FINISHED] if has_nodes else []
    told = (facts.examiner_id, facts.second_examiner_id, *(account for pair in given for account in pair), *finished)
    return frozenset(account for account in told if account is not None)


def handlers_of(facts: CaseFacts) -> frozenset[UUID]:
    """Return everybody who accepted, examined or decided a case: none of them supervises it (S1)."""
    decided = Opinion.objects.filter(case_id=facts.id).exclude(step="review").order_by("id")
    accepted = {facts.acceptor_id} if facts.acceptor_id is not None else set()
    return examiners_of(facts) | accepted | set(decided.values_list("author_id", flat=True))


def staff_of_case(facts: CaseFacts) -> frozenset[UUID]:
    """Return all staff who ever worked on a case, by its trace: also who sent it back, or refused it at the door."""
    acts = entries_of(facts.id).filter(actor_kind=ActorKind.STAFF).exclude(verb__in=_SUPERVISING)
    acted = set(acts.values_list("actor_id", flat=True))
    return handlers_of(facts) | {account for account in acted if account is not None}


def cases_worked_on(case_ids: Collection[UUID], *, accounts: Collection[UUID]) -> frozenset[UUID]:
    """Return those of many cases on which one of some accounts ever worked, by their traces, in one question."""
    acts = subjects_acted_on(case_ids, actors=accounts).filter(actor_kind=ActorKind.STAFF)
    return frozenset(acts.exclude(verb__in=_SUPERVISING).values_list("subject_id", flat=True))


def is_handled_by(facts: CaseFacts, account: UUID | None) -> bool:
    """Return True when somebody accepted, examined or decided a case: he does not supervise it (S1)."""
    return account is not None and account in handlers_of(facts)


def _opinions_of(facts: CaseFacts) -> list[tuple[UUID, UUID | None]]:
    kept = kept_rows("cases_opinion", {"case_id": facts.id, "step": "review"})
    if kept is not None:
        return [(row["author_id"], row["second_id"]) for row in kept]
    return _REVIEWED_BY.rows(case_id=facts.id)


_REVIEWED_BY: Final = Kept(
    lambda case_id: Opinion.objects.filter(case_id=case_id, step="review").values_list("author_id", "second_id"),
    case_id=UUID,
)


def nodes_for(examined: Examination, *, actor: Actor) -> tuple[Node, ...]:
    """Return the open nodes that the actor's post may do, without those that demand another person than him."""
    own = (node for node in examined.open_nodes if actor.may(node.permission))
    return tuple(node for node in own if examined.barred_by(node, actor.account_id) is None)


def without_nodes(actions: tuple[Action, ...], facts: CaseFacts, *, actor: Actor | None) -> tuple[Action, ...]:
    """Return the actions that the nodes of a case leave open: no recommendation while one is, no node where none is."""
    examined = examination_of(facts) if _ON_NODES & set(actions) else None
    if examined is None:
        return tuple(action for action in actions if action not in _NODES)
    closed: set[Action] = set()
    if examined.open_rows:
        closed.add(Action.RECOMMEND)
    if actor is None or not nodes_for(examined, actor=actor):
        closed.add(Action.FINISH_NODE)
    if not examined.done_nodes:
        closed.add(Action.RETURN_NODE)
    return tuple(action for action in actions if action not in closed)


_NODES = frozenset({Action.FINISH_NODE, Action.RETURN_NODE})
_ON_NODES = _NODES | {Action.RECOMMEND}


def clock_of_node(node: Node, row: NodeRow, facts: CaseFacts, *, now: datetime) -> NodeClock:
    """Return the clock of a node that was opened, with the pauses of its case."""
    opened = Opened(row.opened_at, row.closed_at)
    return node_clock(node, opened, pauses=facts.ledger_pauses, calendar=calendar(), now=now)


def derivation_of_node(node: Node, row: NodeRow, facts: CaseFacts) -> Derivation | None:
    """Return how the due date of a node came about; None for one without a limit, or while its clock stands still."""
    if node.term is None:
        return None
    try:
        return node_derivation(node.term, row.opened_at, pauses=facts.ledger_pauses, calendar=calendar())
    except ClockPaused:
        return None
