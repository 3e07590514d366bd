"""How far cases are from a model or from the process they are frozen to."""

import heapq
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.kernel.mining import Departure, Deviation, Model, Went, aligned, deviations, graph_of, model_of, variants
from oneseal.kernel.process import Flow, Kind, Node, ProcessDefinition
from tests.unit.kernel_mining.logs import log_of

STRAIGHT = Model(frozenset({(1, 2), (2, 3)}), frozenset({1}), frozenset({3}))


@pytest.mark.parametrize(
    ("way", "moves"),
    [
        pytest.param((1, 2, 3), 0, id="as-the-model-says"),
        pytest.param((1, 3), 1, id="a-step-left-out"),
        pytest.param((1, 2, 2, 3), 1, id="a-step-done-again"),
        pytest.param((1, 9, 2, 3), 1, id="a-step-unknown"),
        pytest.param((2, 1, 3), 2, id="two-exchanged"),
        pytest.param((), 3, id="nothing-done"),
        pytest.param((9, 9), 5, id="nothing-that-fits"),
    ],
)
def test_the_fewest_moves_make_a_way_fit(way, moves):
    (fit,) = aligned(STRAIGHT, [way])

    assert (fit.moves, fit.fitness) == (moves, 1 - moves / (3 + len(way)))


def test_a_model_without_an_end_is_refused():
    with pytest.raises(ValueError, match="no way"):
        aligned(Model(frozenset({(1, 2)}), frozenset({1}), frozenset({3})), [(1,)])


def searched(model: Model, way: tuple[int, ...]) -> int:
    """Return the fewest moves by a plain search over pairs of events taken and node reached."""
    ahead, seen = [(0, 0, 0)], set()
    while ahead:
        cost, taken, node = heapq.heappop(ahead)
        if (taken, node) in seen:
            continue
        seen.add((taken, node))
        if taken == len(way) and node in model.ends:
            return cost
        if taken < len(way):
            heapq.heappush(ahead, (cost + 1, taken + 1, node))
        for target in model.starts if node == 0 else {b for a, b in model.arcs if a == node}:
            heapq.heappush(ahead, (cost + 1, taken, target))
            if taken < len(way) and way[taken] == target:
                heapq.heappush(ahead, (cost, taken + 1, target))
    raise AssertionError("no way leads through the model")


STEPS = st.integers(1, 4)
LINES = st.frozensets(st.tuples(STEPS, STEPS), max_size=9)


@given(LINES, st.lists(st.lists(st.integers(1, 5), max_size=7).map(tuple), min_size=1, max_size=12))
def test_alignments_are_those_of_a_plain_search(lines, ways):
    model = Model(lines | {(1, 2)}, frozenset({1}), frozenset({2, 4}))

    assert [fit.moves for fit in aligned(model, ways)] == [searched(model, way) for way in ways]


@given(st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=12))
def test_every_case_fits_the_model_of_its_own_log(ways):
    log = log_of(*ways)
    graph = graph_of(log)
    fits = aligned(model_of(graph.arcs, graph.starts, graph.ends), [way.activities for way in variants(log)])

    assert {(fit.moves, fit.fitness) for fit in fits} == {(0, 1.0)}


def process(*keys: str) -> ProcessDefinition:
    nodes = (Node("start", Kind.START), *(Node(key) for key in keys), Node("end", Kind.END))
    order = [node.key for node in nodes]
    return ProcessDefinition(nodes, tuple(Flow(a, b) for a, b in pairwise(order)))


def side_by_side() -> ProcessDefinition:
    nodes = (
        Node("start", Kind.START), Node("split", Kind.SPLIT), Node("x"), Node("y"), Node("join", Kind.JOIN),
        Node("z"), Node("end", Kind.END),
    )  # fmt: skip
    lines = [
        ("start", "split"),
        ("split", "x"),
        ("split", "y"),
        ("x", "join"),
        ("y", "join"),
        ("join", "z"),
        ("z", "end"),
    ]
    return ProcessDefinition(nodes, tuple(Flow(*line) for line in lines))


def with_choice() -> ProcessDefinition:
    nodes = (
        Node("start", Kind.START), Node("a"), Node("choice", Kind.CHOICE), Node("q"), Node("merge", Kind.MERGE),
        Node("end", Kind.END),
    )  # fmt: skip
    lines = [("start", "a"), ("a", "choice"), ("choice", "q"), ("choice", "merge"), ("q", "merge"), ("merge", "end")]
    return ProcessDefinition(nodes, tuple(Flow(*line) for line in lines))


@pytest.mark.parametrize(
    ("definition", "went", "found"),
    [
        pytest.param(process("a", "b"), Went(("a", "b"), True), [], id="as-prescribed"),
        pytest.param(side_by_side(), Went(("y", "x", "z"), True), [], id="of-two-at-once-either-may-be-first"),
        pytest.param(process("a", "b"), Went(("a",), False), [], id="a-running-case-has-left-out-nothing-yet"),
        pytest.param(with_choice(), Went(("a",), True), [], id="the-answers-may-leave-it-out"),
        pytest.param(with_choice(), Went(("q",), True), [Deviation(Departure.SKIPPED, "a")], id="not-before-a-choice"),
        pytest.param(
            side_by_side(), Went(("x", "z"), True), [Deviation(Departure.SKIPPED, "y")], id="one-of-two-at-once"
        ),
        pytest.param(process("a", "b"), Went(("a",), True), [Deviation(Departure.SKIPPED, "b")], id="left-out"),
        pytest.param(
            process("a", "b"), Went(("a", "a", "b"), True), [Deviation(Departure.REPEATED, "a")], id="done-again"
        ),
        pytest.param(
            process("a", "b"), Went(("a", "q", "b"), True), [Deviation(Departure.DETOUR, "q")], id="not-foreseen"
        ),
        pytest.param(
            process("a", "b"), Went(("b", "a"), True), [Deviation(Departure.REORDERED, "b", "a")], id="out-of-order"
        ),
        pytest.param(
            side_by_side(), Went(("x", "z", "y"), True), [Deviation(Departure.REORDERED, "z", "y")], id="before-a-join"
        ),
    ],
)
def test_departures_from_the_process_are_named(definition, went, found):
    assert list(deviations(definition, went)) == found
