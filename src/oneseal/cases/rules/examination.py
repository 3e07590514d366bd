"""The process of an examination as it stands for one case: what is open, who did what, and how long it took."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from oneseal.kernel.formlogic import Answers
from oneseal.kernel.process import Finish, Node, NodeRow, ProcessDefinition, Run, returned, standing

FINISHED: Final = frozenset({"agree", "disagree"})


@dataclass(frozen=True, slots=True)
class PastProcess:
    """A process along which a case was examined before it was migrated, and the instant until which."""

    definition: ProcessDefinition
    until: datetime


@dataclass(frozen=True, slots=True)
class Examination:
    """A process, where it stands, and every node that was opened, oldest first.

    `past` are the processes before it, oldest first: what was closed under one of them keeps its name and its limit.
    """

    run: Run
    rows: tuple[NodeRow, ...]
    past: tuple[PastProcess, ...] = ()

    @property
    def definition(self) -> ProcessDefinition:
        """Return the process."""
        return self.run.definition

    @property
    def open_rows(self) -> tuple[NodeRow, ...]:
        """Return the nodes that wait for somebody."""
        return tuple(row for row in self.rows if row.closed_at is None)

    @property
    def open_nodes(self) -> tuple[Node, ...]:
        """Return the nodes that wait for somebody, in the order of the process."""
        waiting = {row.node for row in self.open_rows}
        return tuple(node for node in self.definition.tasks if node.key in waiting)

    @property
    def done_nodes(self) -> tuple[Node, ...]:
        """Return the nodes that are finished and count, in the order of the process."""
        counted = {row.node for row in counting(self.rows)}
        return tuple(node for node in self.definition.tasks if node.key in counted)

    def node_of(self, row: NodeRow) -> Node:
        """Return the node of a row as the process said it when the row was closed; an open one as it is now."""
        closed = row.closed_at
        under = (one.definition for one in self.past if closed is not None and closed <= one.until)
        definition = next(under, self.definition)
        return definition.by_key.get(row.node) or Node(row.node, name=row.node)

    def was_replaced(self, row: NodeRow) -> bool:
        """Return True for a finished node that counts no more because the case was migrated, not by a return."""
        return any(row.undone_at == one.until for one in self.past)

    def open_row(self, key: str) -> NodeRow | None:
        """Return the open row of a node, or None."""
        return next((row for row in self.open_rows if row.node == key), None)

    def newest(self, key: str) -> NodeRow | None:
        """Return the last row of a node, or None before it was ever opened."""
        return next((row for row in reversed(self.rows) if row.node == key), None)

    def finisher(self, key: str) -> UUID | None:
        """Return who finished a node, where that counts."""
        return next((row.closed_by for row in counting(self.rows) if row.node == key), None)

    def barred_by(self, node: Node, account: UUID | None) -> Node | None:
        """Return the earlier node that the same person finished although another is demanded, or None."""
        same = (key for key in node.not_by if account is not None and self.finisher(key) == account)
        return next((self.definition.node(key) for key in same), None)


def counting(rows: Iterable[NodeRow]) -> list[NodeRow]:
    """Return the nodes that were finished and not undone."""
    return [row for row in rows if row.outcome in FINISHED and row.undone_at is None]


def examination(
    definition: ProcessDefinition, answers: Answers, rows: Sequence[NodeRow], *, past: Sequence[PastProcess] = ()
) -> Examination:
    """Return a process as it stands, played from the nodes that count."""
    return Examination(standing(definition, answers, finishes_of(rows)), tuple(rows), tuple(past))


def finishes_of(rows: Iterable[NodeRow]) -> list[Finish]:
    """Return what was finished and counts, as the game is told it."""
    return [Finish(row.node, row.outcome) for row in counting(rows)]


def permission_awaited(run: Run, usual: str) -> str:
    """Return for whose post a case under examination waits: for examiners, for others only where none has a node."""
    wanted = [run.definition.node(key).permission for key in run.open_nodes]
    return usual if not wanted or usual in wanted else wanted[0]


@dataclass(frozen=True, slots=True)
class Step:
    """What one act does to the nodes of a case: which are opened, which recalled, which finished ones undone."""

    run: Run
    opened: tuple[Node, ...]
    recalled: tuple[NodeRow, ...]
    undone: tuple[NodeRow, ...]


def step_to(before: Examination, run: Run) -> Step:
    """Return what leads from an examination to another standing of the same process."""
    was, now = set(before.run.open_nodes), set(run.open_nodes)
    return Step(
        run=run,
        opened=tuple(node for node in run.definition.tasks if node.key in now - was),
        recalled=tuple(row for row in before.open_rows if row.node not in now and row.node not in run.done_nodes),
        undone=tuple(row for row in counting(before.rows) if row.node not in run.done_nodes),
    )


def step_back(before: Examination, key: str) -> Step:
    """Return what a return to a finished node does: it is open again, and what was behind it is undone.

    Raises:
        NodeNotDone.
    """
    return step_to(before, returned(before.run, key))
