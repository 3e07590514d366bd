"""What a process is: nodes, and flows between them, as plain data (docs/algorithms/process.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from oneseal.kernel.clock import Term, Unit
from oneseal.kernel.formlogic import Condition


class Kind(StrEnum):
    """Name what a node does with the tokens that reach it."""

    START = "start"
    TASK = "task"
    SPLIT = "split"
    JOIN = "join"
    CHOICE = "choice"
    MERGE = "merge"
    END = "end"


MANY: Final = 1_000
# By what a node's own limit may count: days of work, days, or hours while offices are open.
NODE_UNITS: Final = (Unit.WORKING_DAY, Unit.NATURAL_DAY, Unit.OFFICE_HOUR)
# How many flows enter and leave a node of each kind: (fewest in, most in, fewest out, most out).
DEGREES: Final[dict[Kind, tuple[int, int, int, int]]] = {
    Kind.START: (0, 0, 1, 1),
    Kind.TASK: (1, 1, 1, 1),
    Kind.SPLIT: (1, 1, 2, MANY),
    Kind.JOIN: (2, MANY, 1, 1),
    Kind.CHOICE: (1, 1, 2, MANY),
    Kind.MERGE: (2, MANY, 1, 1),
    Kind.END: (1, 1, 0, 0),
}


@dataclass(frozen=True, slots=True)
class Node:
    """One node; only a task waits for a person.

    ``limit`` counts in ``unit`` (None: untimed, and ``untimed_reason`` says why); ``not_by`` names the
    earlier tasks whose persons may not do this one; ``body`` is the joint body that examines here, empty: the agency.
    """

    key: str
    kind: Kind = Kind.TASK
    name: str = ""
    name_en: str = ""
    permission: str = ""
    limit: int | None = None
    untimed_reason: str = ""
    not_by: tuple[str, ...] = ()
    unit: Unit = Unit.WORKING_DAY
    body: str = ""

    @property
    def term(self) -> Term | None:
        """Return the limit with its unit, None for a node without one."""
        return None if self.limit is None else Term(self.limit, self.unit)

    @property
    def label(self) -> str:
        """Return what a sentence calls the node."""
        return self.name or self.key


Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Flow:
    """One line from a node to the next; after a choice it has a condition, or is the default."""

    source: str
    target: str
    condition: Condition | None = None
    is_default: bool = False

    @property
    def place(self) -> Place:
        """Return the place on which a token lies between the two nodes."""
        return self.source, self.target


@dataclass(frozen=True)
class ProcessDefinition:
    """A whole process: the order of its nodes is the order in which people read them."""

    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Node]:
        """Return the nodes by their keys; of two with one key the first counts."""
        return {node.key: node for node in reversed(self.nodes)}

    @cached_property
    def tasks(self) -> tuple[Node, ...]:
        """Return the tasks, in the order in which people read them."""
        return tuple(node for node in self.nodes if node.kind is Kind.TASK)

    @cached_property
    def _leaving(self) -> Mapping[str, tuple[Flow, ...]]:
        return {key: tuple(flow for flow in self.flows if flow.source == key) for key in self.by_key}

    @cached_property
    def _entering(self) -> Mapping[str, tuple[Flow, ...]]:
        return {key: tuple(flow for flow in self.flows if flow.target == key) for key in self.by_key}

    def node(self, key: str) -> Node:
        """Return the node called ``key``; KeyError when there is none."""
        return self.by_key[key]

    def leaving(self, key: str) -> tuple[Flow, ...]:
        """Return the flows that leave a node."""
        return self._leaving[key]

    def entering(self, key: str) -> tuple[Flow, ...]:
        """Return the flows that enter a node."""
        return self._entering[key]

    def only(self, kind: Kind) -> Node:
        """Return the one node of a kind; StopIteration never: a valid definition has one start and one end."""
        return next(node for node in self.nodes if node.kind is kind)

    def after(self, key: str) -> frozenset[str]:
        """Return every node that lies behind a node on some path, without the node itself."""
        return self._reached(key, forward=True)

    def before(self, key: str) -> frozenset[str]:
        """Return every node that lies before a node on some path, without the node itself."""
        return self._reached(key, forward=False)

    def _reached(self, key: str, *, forward: bool) -> frozenset[str]:
        found: set[str] = set()
        ahead = [key]
        while ahead:
            here = ahead.pop()
            flows = self.leaving(here) if forward else self.entering(here)
            next_keys = dict.fromkeys(flow.target if forward else flow.source for flow in flows)
            new = [one for one in next_keys if one not in found]
            found.update(new)
            ahead.extend(new)
        return frozenset(found)
