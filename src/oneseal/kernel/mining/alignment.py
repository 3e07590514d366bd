"""How far ways are from a directly-follows model: the fewest moves that make them fit (optimal alignments).

A move in the log is an event that the model does not allow there; a move in the model is a step that the case left
out. Ways that begin alike are counted once as far as they are alike.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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


def aligned(model: Model, ways: Sequence[tuple[int, ...]]) -> list[Fit]:
    """Return how each way fits the model; ValueError for a model that can never end."""
    aligner = _Aligner(model)
    shortest = aligner.cost_at_end(aligner.begin())
    if shortest >= _FAR:
        raise ValueError("no way leads through the model")
    moves = aligner.moves(ways)
    worst = [shortest + len(way) for way in ways]
    return [Fit(cost, 1 - cost / most) for cost, most in zip(moves, worst, strict=True)]


def _shared(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how far two ways begin alike."""
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


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
        self.size = 1 + max((BEGIN, *self.following, *self.before, *model.ends))

    def begin(self) -> list[int]:
        """Return the moves before any event: one for each step of the model."""
        costs = [_FAR] * self.size
        costs[BEGIN] = 0
        self._spread(costs, BEGIN, [])
        return costs

    def cost_at_end(self, costs: Sequence[int]) -> int:
        """Return the fewest moves over the nodes with which a case may end."""
        return min((costs[end] for end in self.ends), default=_FAR)

    def moves(self, ways: Sequence[tuple[int, ...]]) -> list[int]:
        """Return the fewest moves of each way: in order, so that what two share is counted once and then taken back."""
        found = [0] * len(ways)
        costs = self.begin()
        before: tuple[int, ...] = ()
        changes: list[list[tuple[int, int]]] = []
        for number in sorted(range(len(ways)), key=ways.__getitem__):
            way = ways[number]
            shared = min(_shared(before, way), len(changes))
            while len(changes) > shared:
                for node, cost in reversed(changes.pop()):
                    costs[node] = cost
            changes.extend(self._take(costs, activity) for activity in way[shared:])
            found[number] = self.cost_at_end(costs) + len(way)
            before = way
        return found

    def _take(self, costs: list[int], activity: int) -> list[tuple[int, int]]:
        """Let an event happen, and return what it changed as it was before."""
        changed: list[tuple[int, int]] = []
        sources = self.before.get(activity)
        if not sources:
            return changed
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
