"""What a migration to another process does to a running case, or why it cannot be (docs/algorithms/process.md).

One validator: the preview shows what it says, and whoever applies it asks it again under the lock of the case.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from oneseal.cases.rules.examination import counting, finishes_of
from oneseal.cases.rules.states import State
from oneseal.kernel.clock import Unit
from oneseal.kernel.formlogic import All, Answers, Condition, Equals, FormDefinition
from oneseal.kernel.formlogic import Any as AnyOf
from oneseal.kernel.process import (
    Node,
    NodeRow,
    ProcessDefinition,
    Run,
    is_completable,
    process_sha256,
    resumed,
)

# Before acceptance no node was ever opened: such a case begins along its new process once it is accepted.
NOT_BEGUN: Final = frozenset({State.SUBMITTED, State.PRE_REVIEW, State.CORRECTION_PENDING})
EXAMINED: Final = frozenset({State.UNDER_REVIEW, State.SUSPENDED, State.DECISION_PENDING})
MOVABLE: Final = NOT_BEGUN | EXAMINED


class Why(StrEnum):
    """Why a finished node counts no more."""

    GONE = "gone"
    OTHER = "other"
    SKIPPED = "skipped"
    EARLIER_OPEN = "earlier_open"


@dataclass(frozen=True, slots=True)
class Bound:
    """One version of an item as a case is bound to it: its process, None for an examination in one step.

    `is_past`: neither in force nor later, so that only who was examined along it before may go back to it. `form` are
    the questions of that version, by whose words its conditions are told; None where nobody needs them.
    """

    version_id: UUID
    number: int
    process: ProcessDefinition | None
    is_past: bool = False
    form: FormDefinition | None = None

    @property
    def sha256(self) -> str:
        """Return the digest of the process; empty without one."""
        return process_sha256(self.process) if self.process else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands: its state, what it was asked and answered, its nodes, the versions it followed before."""

    state: State
    form: FormDefinition
    answers: Answers
    rows: Sequence[NodeRow] = ()
    bound_before: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a case cannot be migrated; `facts` fill its sentence."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lost:
    """A finished node that counts no more after the migration, and why."""

    node: Node
    why: Why


@dataclass(frozen=True, slots=True)
class LimitMoved:
    """A node that is not finished and has another limit in the new process; None: untimed."""

    node: Node
    before: int | None
    after: int | None
    unit_before: Unit = Unit.WORKING_DAY
    unit_after: Unit = Unit.WORKING_DAY


@dataclass(frozen=True, slots=True)
class Plan:
    """What a migration does to the nodes of one case.

    `carried` are finished and count on, `undone` count no more; `kept` stay open, `recalled` are closed unfinished,
    `opened` are opened. `run` is where the case then stands, None before its examination began.
    """

    from_sha256: str
    to_sha256: str
    carried: tuple[Node, ...] = ()
    undone: tuple[Lost, ...] = ()
    kept: tuple[Node, ...] = ()
    recalled: tuple[Node, ...] = ()
    opened: tuple[Node, ...] = ()
    limits: tuple[LimitMoved, ...] = ()
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What the validator says: a plan, or every reason against it."""

    plan: Plan | None
    faults: tuple[Fault, ...] = ()


def judge_migration(old: Bound, new: Bound, standing: Standing) -> Judged:
    """Say what a migration would do to a case, or why it cannot be."""
    faults = tuple(_faults_before(old, new, standing))
    if faults or new.process is None:
        return Judged(None, faults)
    plan = Plan(old.sha256, new.sha256)
    if standing.state in EXAMINED:
        plan = _plan(old, new.process, standing)
    faults = tuple(_faults_of(plan, new.process, standing))
    return Judged(None, faults) if faults else Judged(plan)


def _faults_before(old: Bound, new: Bound, standing: Standing) -> Iterator[Fault]:
    """Yield what can be said without playing."""
    if standing.state not in MOVABLE:
        yield Fault("migration.not_running")
        return
    if new.process is None:
        yield Fault("migration.no_process", {"version": new.number})
        return
    if old.sha256 == new.sha256:
        yield Fault("migration.same_process")
        return
    if new.is_past and new.version_id not in standing.bound_before:
        yield Fault("migration.only_back", {"version": new.number})
    yield from _unanswered(new, new.process, standing.form)


def _unanswered(new: Bound, process: ProcessDefinition, form: FormDefinition) -> Iterator[Fault]:
    """Yield each condition that asks what the form of the case never asked or never offered."""
    for flow in process.flows:
        label = process.node(flow.target).label
        for name, values in _looked_at(flow.condition):
            asked = form.field(name)
            offered = {option.value for option in asked.options} if asked else set()
            if asked is None:
                known = new.form.field(name) if new.form else None
                yield Fault("migration.field_unknown", {"name": label, "field": known.label if known else name})
            elif offered and not set(values) <= offered:
                yield Fault("migration.option_unknown", {"name": label, "field": asked.label})


def _looked_at(condition: Condition | None) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield each question that a condition looks at, with the answers it knows."""
    if condition is None:
        return
    if isinstance(condition, (All, AnyOf)):
        for part in condition.conditions:
            yield from _looked_at(part)
    elif isinstance(condition, Equals):
        yield condition.field, (condition.value,)
    else:
        yield condition.field, tuple(condition.values)


def same_meaning(one: Node | None, other: Node | None) -> bool:
    """Return True for nodes that are the same work: key, name and post; their limits may differ."""
    if one is None or other is None:
        return False
    return (one.key, one.name, one.permission) == (other.key, other.name, other.permission)


def _plan(old: Bound, process: ProcessDefinition, standing: Standing) -> Plan:
    before = old.process.by_key if old.process else {}
    alike = {node.key for node in process.tasks if same_meaning(before.get(node.key), node)}
    rows = counting(standing.rows)
    run = resumed(process, standing.answers, [one for one in finishes_of(rows) if one.node in alike])
    done = set(run.done_nodes)
    was_open = dict.fromkeys(row.node for row in standing.rows if row.closed_at is None)
    kept = {key for key in was_open if key in alike and key in run.open_nodes}
    return Plan(
        old.sha256, process_sha256(process), run=run,
        carried=tuple(node for node in process.tasks if node.key in done),
        undone=tuple(
            Lost(_named(before, row.node), _why(row.node, process, alike=alike, run=run))
            for row in rows
            if row.node not in done
        ),
        kept=tuple(node for node in process.tasks if node.key in kept),
        recalled=tuple(_named(before, key) for key in was_open if key not in kept),
        opened=tuple(node for node in process.tasks if node.key in run.open_nodes and node.key not in kept),
        limits=tuple(
            LimitMoved(node, before[node.key].limit, node.limit, before[node.key].unit, node.unit)
            for node in process.tasks
            if node.key in alike - done and node.term != before[node.key].term
        ),
    )  # fmt: skip


def _named(nodes: Mapping[str, Node], key: str) -> Node:
    return nodes.get(key) or Node(key, name=key)


def _why(key: str, process: ProcessDefinition, *, alike: set[str], run: Run) -> Why:
    if key not in process.by_key:
        return Why.GONE
    if key not in alike:
        return Why.OTHER
    return Why.SKIPPED if key in run.skipped_nodes else Why.EARLIER_OPEN


def _faults_of(plan: Plan, process: ProcessDefinition, standing: Standing) -> Iterator[Fault]:
    """Yield what stands against a plan."""
    yield from _same_persons(plan, standing)
    if plan.run is not None and not is_completable(plan.run):
        yield Fault("migration.end_unreachable")
    if standing.state is not State.DECISION_PENDING:
        return
    if plan.opened or plan.kept:
        yield Fault("migration.decision_waits", {"names": _names((*plan.kept, *plan.opened))})
    if plan.undone:
        yield Fault("migration.decision_rests", {"names": _names([lost.node for lost in plan.undone])})


def _same_persons(plan: Plan, standing: Standing) -> Iterator[Fault]:
    """Yield each pair of carried nodes that one person finished although the new process demands two."""
    finisher = {row.node: row.closed_by for row in counting(standing.rows)}
    named = {node.key: node for node in plan.carried}
    for node in plan.carried:
        for other in node.not_by:
            if other in named and finisher[other] is not None and finisher[other] == finisher[node.key]:
                yield Fault("migration.same_person", {"name": node.label, "other": named[other].label})


def _names(nodes: Sequence[Node]) -> str:
    return "、".join(node.label for node in nodes)


KEPT: Final = ("carried", "undone", "kept", "recalled", "opened", "limits")


def plan_mapping(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON data, by the keys and names of its nodes."""
    told: dict[str, Any] = {"from": plan.from_sha256, "to": plan.to_sha256}
    told |= {name: [_told(one) for one in getattr(plan, name)] for name in KEPT}
    return told


def _told(one: Node | Lost | LimitMoved) -> dict[str, Any]:
    if isinstance(one, Node):
        return {"key": one.key, "name": one.label, "name_en": one.name_en}
    rest = {part.name: getattr(one, part.name) for part in fields(one) if part.name != "node"}
    # Unsaid where it is the usual unit, so that the digest of a plan stays that of an older request.
    rest = {name: value for name, value in rest.items() if value is not Unit.WORKING_DAY}
    return {**_told(one.node), **{name: str(value) if name == "why" else value for name, value in rest.items()}}


def plan_sha256(plan: Plan) -> str:
    """Return the digest by which an approved plan is known again."""
    told = json.dumps(plan_mapping(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
