"""What a log shows: variants, the graph, work done again, hand-overs, waiting, bottlenecks, the picture."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.kernel.mining import (
    Phase,
    bottlenecks,
    case_times,
    covering,
    drawn,
    finished,
    graph_of,
    handovers,
    median_interval,
    only,
    passing_times,
    rework,
    simplified,
    variants,
    waiting_and_working,
)
from tests.unit.kernel_mining.logs import log_of, named, phased

WAYS = st.lists(st.text("abcd", min_size=1, max_size=8), min_size=1, max_size=30)


def test_variants_are_counted_and_the_most_frequent_comes_first():
    found = variants(log_of("ab", "abc", "ab", "ac"))

    assert [(way.count, way.cases) for way in found] == [(2, (0, 2)), (1, (1,)), (1, (3,))]
    assert [covering(found, share) for share in (0.5, 0.51, 0.75, 1.0)] == [1, 2, 2, 3]


@given(WAYS)
def test_every_event_and_passing_is_counted_once(ways):
    log = log_of(*ways)
    graph = graph_of(log)

    assert sum(graph.nodes.values()) == sum(map(len, ways)) == log.events
    assert sum(graph.arcs.values()) == sum(len(way) - 1 for way in ways)
    assert sum(graph.starts.values()) == sum(graph.ends.values()) == len(ways)
    assert sum(way.count for way in variants(log)) == len(ways)


def test_the_graph_tells_what_follows_what():
    log = log_of("abb", "ac")
    graph = graph_of(log)

    assert named(log, graph.arcs) == {("a", "b"): 1, ("b", "b"): 1, ("a", "c"): 1}
    assert named(log, graph.starts) == {"a": 2}
    assert named(log, graph.ends) == {"b": 1, "c": 1}


def test_passings_and_cases_take_their_time():
    log = log_of("abc")

    assert {arc: list(times) for arc, times in named(log, passing_times(log)).items()} == {
        ("a", "b"): [3600.0], ("b", "c"): [3600.0],
    }  # fmt: skip
    assert list(case_times(log)) == [7200.0]


def test_work_done_again_is_told_by_case_and_time():
    log = log_of("abab", "abb", "a")

    assert [(log.name(r.activity), r.cases, r.again, r.done_in) for r in rework(log)] == [
        ("b", 2, 2, 2),
        ("a", 1, 1, 3),
    ]


def test_nobody_hands_over_to_himself_or_to_nobody():
    log = log_of("abcd", people="xxy")

    assert {tuple(map(log.people.__getitem__, pair)): n for pair, n in handovers(log).items()} == {("x", "y"): 1}


def test_waiting_ends_where_working_begins():
    log = phased(
        ("A", "收件", 0, Phase.COMPLETE),
        ("A", "审查", 3, Phase.START),
        ("A", "审查", 5, Phase.COMPLETE),
        ("A", "决定", 6, Phase.COMPLETE),
    )
    spent = {log.name(activity): each for activity, each in waiting_and_working(log).items()}

    assert list(spent) == ["审查"]
    assert (list(spent["审查"].waiting), list(spent["审查"].working)) == ([3 * 3600.0], [2 * 3600.0])


def test_what_was_begun_is_no_step_of_its_own():
    log = finished(phased(("A", "a", 0, Phase.START), ("A", "a", 1, Phase.COMPLETE), ("B", "b", 2, Phase.COMPLETE)))

    assert ([*log.activity], [*log.bounds]) == ([1, 2], [0, 1, 2])


def test_a_log_of_some_cases_keeps_their_order_and_events():
    log = only(log_of("ab", "c", "de"), [2, 0])

    assert log.cases == ("c2", "c0")
    assert [[log.name(a) for a in log.activity[b:e]] for b, e in log.spans()] == [["d", "e"], ["a", "b"]]


def coverage(count: int, rank: int) -> float:
    """Return how probable it is that the median lies between the value of a rank and its mirror."""
    return 1 - 2 * sum(comb(count, k) for k in range(rank)) / 2**count


@pytest.mark.parametrize("count", [6, 9, 20, 101, 999, 1001])
def test_the_interval_of_a_median_covers_it_with_the_confidence_and_no_more_than_needed(count):
    interval = median_interval([float(value) for value in range(1, count + 1)])
    rank = int(interval.low)

    assert interval.high == count + 1 - rank
    assert coverage(count, rank) >= 0.95 - 1e-3
    assert coverage(count, rank + 1) < 0.95 + 1e-3


@pytest.mark.parametrize("count", range(6))
def test_few_values_say_nothing_with_confidence(count):
    assert median_interval([float(value) for value in range(count)]) is None


def test_the_passing_with_the_most_time_altogether_comes_first():
    found = bottlenecks({(1, 2): [1.0] * 10, (2, 3): [8.0, 2.0, 5.0]}, most=5)

    assert [(each.arc, each.total, each.median) for each in found] == [((2, 3), 15.0, 5.0), ((1, 2), 10.0, 1.0)]
    assert found[0].share == pytest.approx(0.6)


@given(WAYS, st.integers(1, 4))
def test_every_picture_holds_what_was_kept_and_its_forward_lines_lead_forward(ways, most):
    log = log_of(*ways)
    shown = simplified(graph_of(log), most=most)
    picture = drawn(shown.graph, log.activities)
    at = {box.node.key: box for box, _count, _again in picture.boxes}

    assert len(picture.boxes) == len(shown.graph.nodes) + 2
    assert 0 < shown.share_of_events <= 1
    assert all(at[s.source].x < at[s.target].x for s in picture.strokes if not s.is_back)
    loops = sum(a == b for a, b in shown.graph.arcs)
    ends = len(shown.graph.starts) + len(shown.graph.ends)
    assert len(picture.strokes) == len(shown.graph.arcs) - loops + ends


@given(WAYS)
def test_nothing_is_left_out_of_a_small_log_when_nothing_need_be(ways):
    graph = graph_of(log_of(*ways))
    shown = simplified(graph, most=4, strong=0.0)

    assert shown.graph == type(graph)(
        dict(sorted(graph.arcs.items())), graph.starts, graph.ends, dict(sorted(graph.nodes.items()))
    )
    assert (shown.share_of_events, shown.share_of_passings) == (1.0, 1.0)
