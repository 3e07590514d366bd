"""What is drawn of a log: its most frequent activities and the passings that matter, and how much that leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from oneseal.kernel.mining.graph import Arc, Graph

MOST_DRAWN: Final = 14
STRONG: Final = 0.2


@dataclass(frozen=True, slots=True)
class Shown:
    """A graph cut down to what can be read; the shares tell how much of the events and passings it holds."""

    graph: Graph
    share_of_events: float
    share_of_passings: float


def simplified(graph: Graph, *, most: int = MOST_DRAWN, strong: float = STRONG) -> Shown:
    """Return the most frequent activities, for each its strongest way in and out, and every strong passing.

    A passing is strong when it has at least a share of the times of the rarer of its two activities. A first or last
    activity is kept as such by the same rule.
    """
    kept = set(sorted(graph.nodes, key=lambda node: (-graph.nodes[node], node))[:most])
    arcs = {arc: count for arc, count in graph.arcs.items() if arc[0] in kept and arc[1] in kept}
    chosen = _strongest(arcs, kept) | {arc for arc, count in arcs.items() if count >= strong * _rarer(graph, arc)}
    shown = Graph(
        {arc: arcs[arc] for arc in sorted(chosen)}, _ends(graph.starts, graph.nodes, kept=kept, strong=strong),
        _ends(graph.ends, graph.nodes, kept=kept, strong=strong), {node: graph.nodes[node] for node in sorted(kept)},
    )  # fmt: skip
    return Shown(shown, _share(shown.nodes, graph.nodes), _share(shown.arcs, graph.arcs))


def _strongest(arcs: Mapping[Arc, int], kept: set[int]) -> set[Arc]:
    """Return for each activity the passing by which most come to it, and that by which most leave it."""
    best: dict[tuple[int, int], tuple[int, Arc]] = {}
    for arc, count in arcs.items():
        if arc[0] != arc[1]:
            for side in ((0, arc[0]), (1, arc[1])):
                best[side] = max(best.get(side, (0, arc)), (count, arc))
    return {arc for (_side, node), (_count, arc) in best.items() if node in kept}


def _rarer(graph: Graph, arc: Arc) -> int:
    return min(graph.nodes[arc[0]], graph.nodes[arc[1]])


def _ends(ends: Mapping[int, int], nodes: Mapping[int, int], *, kept: set[int], strong: float) -> dict[int, int]:
    """Return the ends that are strong, at least the strongest of what is drawn."""
    inside = {node: count for node, count in ends.items() if node in kept}
    best = max(inside, key=lambda node: (inside[node], -node), default=None)
    return {node: count for node, count in inside.items() if node == best or count >= strong * nodes[node]}


def _share(part: Mapping[int, int] | Mapping[Arc, int], whole: Mapping[int, int] | Mapping[Arc, int]) -> float:
    total = sum(whole.values())
    return sum(part.values()) / total if total else 1.0
