"""Where a discovered process stands in its picture: as a prescribed one, its ways back below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from oneseal.kernel.mining.graph import Arc, Graph
from oneseal.kernel.process import Box, Flow, Kind, Node, ProcessDefinition, picture_of

START, END = "start", "end"
LANE: Final = 16
WIDEST: Final = 5
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One passing in the picture: its corners, how many went it, how wide it is drawn, whether it leads back."""

    points: tuple[Point, ...]
    count: int
    width: int
    is_back: bool
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture of a graph; ``boxes`` tell for each activity its place, and how often it was done."""

    width: int
    height: int
    boxes: tuple[tuple[Box, int, int], ...]
    strokes: tuple[Stroke, ...]


def drawn(graph: Graph, names: Sequence[str]) -> Drawn:
    """Return the picture of a graph, laid out from left to right by its forward passings."""
    counts, back = _counts(graph), _ways_back(graph)
    forward = [pair for pair in counts if pair not in back and pair[0] != pair[1]]
    hidden = _hidden(graph, forward)
    nodes = [Node(_key(node), Kind.TASK, name=names[node]) for node in graph.nodes]
    picture = picture_of(
        ProcessDefinition(
            (Node(START, Kind.START), *nodes, Node(END, Kind.END)), tuple(Flow(*pair) for pair in (*forward, *hidden))
        )
    )
    boxes = {box.node.key: box for box in picture.boxes}
    lines = {line.place: line.points for line in picture.lines if line.place not in hidden}
    for lane, pair in enumerate(sorted(back)):
        lines[pair] = _around(boxes[pair[0]], boxes[pair[1]], picture.height + lane * LANE)
    most = max(counts.values(), default=1)
    strokes = tuple(
        Stroke(points, counts[pair], 1 + (WIDEST - 1) * counts[pair] // most, pair in back, *pair)
        for pair, points in lines.items()
    )
    return Drawn(picture.width, picture.height + len(back) * LANE, _placed(graph, boxes), strokes)


def _placed(graph: Graph, boxes: Mapping[str, Box]) -> tuple[tuple[Box, int, int], ...]:
    """Return each box with how often it was done, and how often right after itself."""
    ends = ((boxes[START], sum(graph.starts.values()), 0), (boxes[END], sum(graph.ends.values()), 0))
    done = ((boxes[_key(node)], count, graph.arcs.get((node, node), 0)) for node, count in graph.nodes.items())
    return (*done, *ends)


def _key(node: int) -> str:
    return f"a{node}"


def _counts(graph: Graph) -> dict[tuple[str, str], int]:
    """Return how many went each line of the picture, those from the start and to the end with them."""
    counts = {(START, _key(node)): count for node, count in graph.starts.items()}
    counts |= {(_key(a), _key(b)): count for (a, b), count in graph.arcs.items()}
    return counts | {(_key(node), END): count for node, count in graph.ends.items()}


def _ways_back(graph: Graph) -> frozenset[tuple[str, str]]:
    """Return the passings that lead back to where the case has been: without them the graph has no circle."""
    following: dict[int, list[int]] = {}
    for a, b in sorted(graph.arcs, key=lambda arc: (-graph.arcs[arc], arc)):
        if a != b:
            following.setdefault(a, []).append(b)
    back: set[Arc] = set()
    seen: set[int] = set()
    roots = sorted(graph.starts, key=lambda node: (-graph.starts[node], node))
    for root in (*roots, *graph.nodes):
        if root not in seen:
            back |= _back_from(root, following, seen)
    return frozenset((_key(a), _key(b)) for a, b in back)


def _back_from(root: int, following: dict[int, list[int]], seen: set[int]) -> set[Arc]:
    back: set[Arc] = set()
    path = {root: iter(following.get(root, ()))}
    seen.add(root)
    while path:
        here, ahead = next(reversed(path.items()))
        target = next(ahead, None)
        if target is None:
            del path[here]
        elif target in path:
            back.add((here, target))
        elif target not in seen:
            seen.add(target)
            path[target] = iter(following.get(target, ()))
    return back


def _hidden(graph: Graph, forward: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return lines that are not drawn, by which what nobody came to or left still finds its place."""
    reached, left = {target for _source, target in forward}, {source for source, _target in forward}
    keys = [_key(node) for node in graph.nodes]
    first = [(START, key) for key in keys if key not in reached]
    return (*first, *((key, END) for key in keys if key not in left))


def _around(source: Box, target: Box, y: int) -> tuple[Point, ...]:
    ends = (source.x + LANE, source.top + source.height), (target.x - LANE, target.top + target.height)
    return (ends[0], (ends[0][0], y), (ends[1][0], y), ends[1])
