"""Where the parts of a process stand in its picture: columns from left to right, lines that cross no box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from oneseal.kernel.process.definition import Flow, Kind, Node, Place, ProcessDefinition

TASK_WIDTH: Final = 144
TASK_HEIGHT: Final = 68
DOT: Final = 14
GAP: Final = 18
ROW: Final = 88
MARGIN: Final = 8
_TWO = 2


@dataclass(frozen=True, slots=True)
class Box:
    """One node in the picture: its middle and its size; `is_conditional` stands for the choice around a task."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    is_conditional: bool = False

    @property
    def left(self) -> int:
        """Return where the box begins."""
        return self.x - self.width // _TWO

    @property
    def top(self) -> int:
        """Return where the box begins from above."""
        return self.y - self.height // _TWO


@dataclass(frozen=True, slots=True)
class Line:
    """One flow in the picture, as the corners of a line."""

    place: Place
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a process, in units of its own."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


# A slot of a column: a node, or a flow that passes through.
_Slot = str | Place


def picture_of(definition: ProcessDefinition) -> Picture:
    """Return the picture of a process without circles.

    A task that the answers may leave out is drawn as one box, not as a choice with a way around it.
    """
    definition, conditional = _drawn(definition)
    ranks = _ranks(definition)
    columns = _columns(definition, ranks)
    tallest = max(len(column) for column in columns)
    xs, widths, right = _widths(definition, columns)
    at: dict[tuple[_Slot, int], tuple[int, int]] = {}
    for rank, column in enumerate(columns):
        above = MARGIN + (tallest - len(column)) * ROW // _TWO + ROW // _TWO
        at.update({(slot, rank): (xs[rank], above + place * ROW) for place, slot in enumerate(column)})
    boxes = tuple(
        _box(node, at[node.key, ranks[node.key]], is_conditional=node.key in conditional) for node in definition.nodes
    )
    by_key = {box.node.key: box for box in boxes}
    lines = []
    for flow in definition.flows:
        source, target = by_key[flow.source], by_key[flow.target]
        passed = [
            (x + side, y)
            for rank in range(ranks[flow.source] + 1, ranks[flow.target])
            for x, y in [at[flow.place, rank]]
            for side in (-widths[rank] // _TWO, widths[rank] // _TWO)
        ]
        ends = ((source.left + source.width, source.y), (target.left, target.y))
        lines.append(Line(flow.place, (ends[0], *passed, ends[1])))
    return Picture(right + MARGIN, _TWO * MARGIN + tallest * ROW, boxes, tuple(lines))


def _drawn(definition: ProcessDefinition) -> tuple[ProcessDefinition, frozenset[str]]:
    """Return the process with each task that may be left out in the place of its choice and merge, and those tasks."""
    inside: dict[str, str] = {}
    for node in definition.tasks:
        choice, merge = definition.entering(node.key)[0].source, definition.leaving(node.key)[0].target
        if _is_left_out(definition, choice, merge):
            inside |= {choice: node.key, merge: node.key}
    kept = (node for node in definition.nodes if node.key not in inside)
    ends = ((inside.get(flow.source, flow.source), inside.get(flow.target, flow.target)) for flow in definition.flows)
    flows = dict.fromkeys(Flow(*pair) for pair in ends if pair[0] != pair[1])
    return ProcessDefinition(tuple(kept), tuple(flows)), frozenset(inside.values())


def _is_left_out(definition: ProcessDefinition, choice: str, merge: str) -> bool:
    """Return True for a choice that leads to one task or straight to the merge behind it."""
    kinds = (definition.node(choice).kind, definition.node(merge).kind)
    if kinds != (Kind.CHOICE, Kind.MERGE):
        return False
    ways = (len(definition.leaving(choice)), len(definition.entering(merge)))
    return ways == (_TWO, _TWO) and any(flow.target == merge for flow in definition.leaving(choice))


def _ranks(definition: ProcessDefinition) -> dict[str, int]:
    """Return the column of each node: one behind the last of those before it."""
    ranks: dict[str, int] = {}

    def rank(key: str) -> int:
        if key not in ranks:
            ranks[key] = max((rank(flow.source) + 1 for flow in definition.entering(key)), default=0)
        return ranks[key]

    for node in definition.nodes:
        rank(node.key)
    return ranks


def _columns(definition: ProcessDefinition, ranks: dict[str, int]) -> list[list[_Slot]]:
    """Return what stands in each column from above, in the order of what stands before it."""
    columns: list[list[_Slot]] = [[] for _rank in range(max(ranks.values()) + 1)]
    for node in definition.nodes:
        columns[ranks[node.key]].append(node.key)
    for flow in definition.flows:
        for rank in range(ranks[flow.source] + 1, ranks[flow.target]):
            columns[rank].append(flow.place)
    sources: dict[_Slot, list[_Slot]] = {node.key: [] for node in definition.nodes}
    for flow in definition.flows:
        passes = ranks[flow.target] - ranks[flow.source] > 1
        sources[flow.target].append(flow.place if passes else flow.source)
    for rank in range(1, len(columns)):
        middle = (len(columns[rank - 1]) - 1) / _TWO
        place = {slot: number - middle for number, slot in enumerate(columns[rank - 1])}
        columns[rank].sort(key=lambda slot: _weight(slot, place, sources))
    return columns


def _weight(slot: _Slot, place: dict[_Slot, float], sources: dict[_Slot, list[_Slot]]) -> float:
    if isinstance(slot, tuple):
        return place[slot] if slot in place else place[slot[0]]
    known = [place[source] for source in sources[slot] if source in place]
    return sum(known) / len(known) if known else 0.0


def _widths(definition: ProcessDefinition, columns: list[list[_Slot]]) -> tuple[list[int], list[int], int]:
    """Return the middle and the width of each column, and where the last one ends."""
    xs, widths, right = [], [], MARGIN
    for column in columns:
        has_task = any(isinstance(slot, str) and definition.node(slot).kind is Kind.TASK for slot in column)
        width = TASK_WIDTH if has_task else DOT
        xs.append(right + width // _TWO)
        widths.append(width)
        right += width + GAP
    return xs, widths, right - GAP


def _box(node: Node, middle: tuple[int, int], *, is_conditional: bool) -> Box:
    width, height = (TASK_WIDTH, TASK_HEIGHT) if node.kind is Kind.TASK else (DOT, DOT)
    return Box(node, *middle, width, height, is_conditional)
