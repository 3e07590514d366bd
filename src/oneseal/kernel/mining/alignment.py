"""How far ways are from a directly-follows model: the fewest moves that make them fit (optimal alignments).

A move in the log is an event that the model does not allow there; a move in the model is a step that the case left
out. Ways that begin alike are counted once as far as they are alike.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

BEGIN: Final = 0  # of a model; activities count from 1
_FAR: Final = 1 << 40


@dataclass(frozen=True, slots=True)
class Model:
    """What may follow what: activities behind each activity, those a case may begin and end with."""

    arcs: frozenset[tuple[int, int]]
    starts: frozenset[int]
    ends: frozenset[int]


@dataclass(frozen=True, slots=True)
class Fit:
    """How far one way is from the model: its moves, and the fitness from 0 to 1 that follows from them."""

    moves: int
    fitness: float


@dataclass(slots=True)
class _Prefix:
    """What ways have in common up to here: the ways that end here, and how they go on."""

    ending: list[int] = field(default_factory=list)
    following: dict[int, _Prefix] = field(default_factory=dict)


def aligned(model: Model, ways: Sequence[Sequence[int]]) -> list[Fit]:
    """Return how each way fits the model; ValueError for a model that can never end."""
    aligner = _Aligner(model)
    shortest = aligner.cost_at_end(aligner.begin())
    if shortest >= _FAR:
        raise ValueError("no way leads through the model")
    moves = aligner.moves(_shared(ways), len(ways))
    worst = [shortest + len(way) for way in ways]
    return [Fit(cost, 1 - cost / most) for cost, most in zip(moves, worst, strict=True)]


def _shared(ways: Sequence[Sequence[int]]) -> _Prefix:
    root = _Prefix()
    for number, way in enumerate(ways):
        here = root
        for activity in way:
            here = here.following.setdefault(activity, _Prefix())
        here.ending.append(number)
    return root


class _Aligner:
    """Keep, for each node of the model, the fewest moves with which the events so far can lead there.

    An event adds one move to every node (it may be a move in the log), so only the difference to the number of events
    is kept: then an event changes nothing but its own activity and what can be reached from there more cheaply.
    """

    def __init__(self, model: Model) -> None:
        self.ends = model.ends
        self.following: dict[int, list[int]] = {BEGIN: sorted(model.starts)}
        self.before: dict[int, list[int]] = {start: [BEGIN] for start in model.starts}
        for source, target in sorted(model.arcs):
            self.following.setdefault(source, []).append(target)
            self.before.setdefault(target, []).append(source)
        self.size = 1 + max((BEGIN, *self.following, *self.before))

    def begin(self) -> list[int]:
        """Return the moves before any event: one for each step of the model."""
        costs = [_FAR] * self.size
        costs[BEGIN] = 0
        self._spread(costs, BEGIN, [])
        return costs

    def cost_at_end(self, costs: Sequence[int]) -> int:
        """Return the fewest moves over the nodes with which a case may end."""
        return min((costs[end] for end in self.ends), default=_FAR)

    def moves(self, root: _Prefix, count: int) -> list[int]:
        """Return the fewest moves of each way: walk what they share once, and take back what a branch changed."""
        found = [0] * count
        costs = self.begin()
        walk: list[tuple[_Prefix, int, int]] = [(root, 0, 0)]
        changes: list[list[tuple[int, int]]] = []
        while walk:
            prefix, activity, length = walk.pop()
            while len(changes) >= max(length, 1) and changes:
                for node, cost in reversed(changes.pop()):
                    costs[node] = cost
            if length:
                changes.append(self._take(costs, activity))
            end = self.cost_at_end(costs) + length if prefix.ending else 0
            for number in prefix.ending:
                found[number] = end
            walk.extend((below, each, length + 1) for each, below in prefix.following.items())
        return found

    def _take(self, costs: list[int], activity: int) -> list[tuple[int, int]]:
        """Let an event happen, and return what it changed as it was before."""
        changed: list[tuple[int, int]] = []
        sources = self.before.get(activity)
        if sources:
            cost = min(map(costs.__getitem__, sources)) - 1
            if cost < costs[activity]:
                changed.append((activity, costs[activity]))
                costs[activity] = cost
                self._spread(costs, activity, changed)
        return changed

    def _spread(self, costs: list[int], node: int, changed: list[tuple[int, int]]) -> None:
        """Make cheaper what can be reached from a node by steps of the model, one move each."""
        ahead = deque((node,))
        while ahead:
            here = ahead.popleft()
            cost = costs[here] + 1
            for target in self.following.get(here, ()):
                if cost < costs[target]:
                    changed.append((target, costs[target]))
                    costs[target] = cost
                    ahead.append(target)


def model_of(graph_arcs: Iterable[tuple[int, int]], starts: Mapping[int, int], ends: Mapping[int, int]) -> Model:
    """Return the model of a graph: what was seen may happen."""
    return Model(frozenset(graph_arcs), frozenset(starts), frozenset(ends))
