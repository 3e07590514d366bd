"""A process as people edit it: one row for each task, with the rows it comes after.

Rows that come after the same row run beside each other; a row that comes after several waits for all of them; a row
with a condition is left out where the answers do not meet it. Splits, joins, choices and merges follow from that, so
that a table can say only processes whose branches meet again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from oneseal.kernel.formlogic import Condition
from oneseal.kernel.process.definition import Flow, Kind, Node, ProcessDefinition
from oneseal.kernel.process.soundness import shape_faults

START: Final = "start"
END: Final = "end"


@dataclass(frozen=True, slots=True)
class Row:
    """One task with what it comes after (none: it begins at once) and its condition (None: always)."""

    task: Node
    after: tuple[str, ...] = ()
    condition: Condition | None = None

    @property
    def entry(self) -> str:
        """Return the key of the node by which the row is entered."""
        return f"choice_{self.task.key}" if self.condition else self.task.key

    @property
    def exit(self) -> str:
        """Return the key of the node by which the row is left."""
        return f"merge_{self.task.key}" if self.condition else self.task.key


def definition_of(rows: Sequence[Row]) -> ProcessDefinition:
    """Return the process that a table says; what a row comes after must stand above it."""
    exits = {row.task.key: row.exit for row in rows}
    followed = {key for row in rows for key in row.after}
    sources = [tuple(exits[key] for key in row.after) or (START,) for row in rows]
    last = tuple(row.exit for row in rows if row.task.key not in followed)
    made = _Graph(Counter(source for many in [*sources, last] for source in many))
    made.put_start()
    for row, before in zip(rows, sources, strict=True):
        made.put_head(row.entry, before)
        made.put_row(row)
    made.put_head(END, last)
    made.nodes.append(Node(END, Kind.END))
    return ProcessDefinition(tuple(made.nodes), tuple(made.flows))


@dataclass(frozen=True, slots=True)
class _Graph:
    """A process in the making; `targets` counts how many nodes follow each node."""

    targets: Mapping[str, int]
    nodes: list[Node] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)

    def put_start(self) -> None:
        self.nodes.append(Node(START, Kind.START))
        self._put_split(START)

    def put_head(self, entry: str, sources: Sequence[str]) -> None:
        """Lead what comes before to a node, through a join where it is more than one."""
        meeting = f"join_{entry}" if len(sources) > 1 else entry
        if meeting != entry:
            self.nodes.append(Node(meeting, Kind.JOIN))
        self.flows.extend(Flow(self._leaves_by(source), meeting) for source in sources)
        if meeting != entry:
            self.flows.append(Flow(meeting, entry))

    def put_row(self, row: Row) -> None:
        """Put a task, between a choice and a merge where it has a condition."""
        if row.condition is None:
            self.nodes.append(row.task)
        else:
            self.nodes.extend([Node(row.entry, Kind.CHOICE), row.task, Node(row.exit, Kind.MERGE)])
            self.flows.append(Flow(row.entry, row.task.key, row.condition))
            self.flows.append(Flow(row.entry, row.exit, is_default=True))
            self.flows.append(Flow(row.task.key, row.exit))
        self._put_split(row.exit)

    def _leaves_by(self, source: str) -> str:
        return f"split_{source}" if self.targets.get(source, 0) > 1 else source

    def _put_split(self, source: str) -> None:
        if self.targets.get(source, 0) > 1:
            self.nodes.append(Node(self._leaves_by(source), Kind.SPLIT))
            self.flows.append(Flow(source, self._leaves_by(source)))


def rows_of(definition: ProcessDefinition) -> tuple[Row, ...] | None:
    """Return the table that says a process, or None for one that no table says."""
    if shape_faults(definition):
        return None
    rows = tuple(_row(definition, task) for task in definition.tasks)
    above: set[str] = set()
    for row in rows:
        if not set(row.after) <= above:
            return None
        above.add(row.task.key)
    return rows if definition_of(rows) == definition else None


def _row(definition: ProcessDefinition, task: Node) -> Row:
    entry, condition = task.key, None
    for flow in definition.entering(task.key):
        if definition.node(flow.source).kind is Kind.CHOICE:
            entry, condition = flow.source, flow.condition
    tasks = _tasks_before(definition, entry)
    order = {node.key: place for place, node in enumerate(definition.tasks)}
    return Row(task, tuple(sorted(tasks, key=order.__getitem__)), condition)


def _tasks_before(definition: ProcessDefinition, key: str) -> set[str]:
    """Return the tasks whose end a node waits for, across nodes that fire by themselves."""
    found: set[str] = set()
    ahead: list[str] = [flow.source for flow in definition.entering(key)]
    seen: set[str] = set()
    while ahead:
        here = ahead.pop()
        if here in seen:
            continue
        seen.add(here)
        kind = definition.node(here).kind
        if kind is Kind.TASK:
            found.add(here)
        elif kind is Kind.MERGE:
            found |= set(_tasks_into(definition, here))
        else:
            ahead.extend(flow.source for flow in definition.entering(here))
    return found


def _tasks_into(definition: ProcessDefinition, key: str) -> Iterable[str]:
    sources = (flow.source for flow in definition.entering(key))
    return (source for source in sources if definition.node(source).kind is Kind.TASK)


def beside(rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """Return for each row those that may be under way at the same time: neither comes before the other."""
    above: dict[str, set[str]] = {}
    for row in rows:
        above[row.task.key] = set(row.after).union(*(above[key] for key in row.after))
    keys = [row.task.key for row in rows]
    return {
        key: tuple(one for one in keys if one != key and one not in above[key] and key not in above[one])
        for key in keys
    }
