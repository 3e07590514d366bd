"""The joint bodies of a case, each with its clock: by the nodes at which it examines, else by the term of the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from oneseal.cases.rules.examination import Examination
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.joint import law_clock
from oneseal.cases.rules.node_clock import NodeClock
from oneseal.cases.selectors.clocks import derivation_for_page
from oneseal.cases.selectors.examining import clock_of_node, derivation_of_node, examination_of
from oneseal.cases.selectors.lights import light_preset
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.clock import Derivation
from oneseal.kernel.process import Node
from oneseal.workflow.selectors import calendar


@dataclass(frozen=True, slots=True)
class BodyClock:
    """One clock of a joint body: at a node of its own, or (`node` None) in the term of the law.

    `clock` is None while it has not begun: the node was not opened, or the case is not accepted. `derivation` is None
    where there is no due date, or while it stands still. `is_done`: the node is finished, or the case decided.
    """

    body: str
    node: Node | None
    clock: NodeClock | None
    derivation: Derivation | None
    is_done: bool = False


def body_clocks(facts: CaseFacts, *, now: datetime) -> list[BodyClock]:
    """Return the clocks of the bodies that answer a case together with its agency; the caller answers for access.

    Computed at each reading: by law from the ledger of the case, at a node from the day on which it was opened.
    """
    ways = ways_of_case(facts)
    if not ways.handling.is_together:
        return []
    examined = examination_of(facts)
    found = []
    for body in ways.joint_bodies:
        nodes = [node for node in examined.definition.tasks if node.body == body] if examined else []
        at_nodes = [_at_node(node, examined, facts, now=now) for node in nodes if examined and node.term]
        found += at_nodes or [_by_law(body, facts, now=now)]
    return found


def _by_law(body: str, facts: CaseFacts, *, now: datetime) -> BodyClock:
    clock = law_clock(facts, calendar=calendar(), now=now, preset=light_preset())
    derivation = derivation_for_page(facts, on=beijing_date(now), promised=False) if clock else None
    return BodyClock(body, None, clock, derivation, is_done=facts.decided_at is not None)


def _at_node(node: Node, examined: Examination, facts: CaseFacts, *, now: datetime) -> BodyClock:
    row = examined.newest(node.key)
    if row is None or (row.closed_at is not None and examined.finisher(node.key) is None):
        return BodyClock(node.body, node, None, None)
    told = examined.node_of(row)
    clock, made = clock_of_node(told, row, facts, now=now), derivation_of_node(told, row, facts)
    return BodyClock(node.body, told, clock, made, is_done=row.closed_at is not None)
