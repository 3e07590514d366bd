"""What the measurements reckon: percentiles, medians of rounds, ratios of equal numbers of processes, the keys."""

import json

import pytest

from bench.engine.figures import KEYS, SIDE_KEYS, SIDES, Side, percentile, ratio, report, table
from bench.engine.worker import moved_for
from bench.moves import options_of


def side(rate):
    return {"moves_per_s": rate, "p50_ms": 1.0, "p95_ms": 2.0, "p99_ms": 3.0}


RATES = {"limit_1": 1000, "limit_2": 2000, "service_1": 450, "service_2": 800, "spiffworkflow": 300, "viewflow": 100}
SOME = {name: side(rate) for name, rate in RATES.items()}


@pytest.mark.parametrize(
    ("values", "share", "found"),
    [
        pytest.param([7.0], 99, 7.0, id="of-one-value-it-is-that-value"),
        pytest.param([3.0, 1.0, 2.0], 50, 2.0, id="the-middle-of-an-odd-number-whatever-their-order"),
        pytest.param([1.0, 2.0], 50, 1.5, id="between-two-it-lies-in-proportion"),
        pytest.param([float(value) for value in range(101)], 95, 95.0, id="ninety-five-of-a-hundred"),
        pytest.param([0.0, 10.0], 99, 9.9, id="near-the-upper-of-two"),
        pytest.param([1.0, 2.0, 3.0], 100, 3.0, id="the-hundredth-is-the-greatest"),
    ],
)
def test_a_percentile_lies_where_that_share_of_the_values_ends(values, share, found):
    assert percentile(values, share) == pytest.approx(found)


def test_nothing_has_no_percentile():
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 50)


def test_a_side_tells_the_median_of_its_rounds_and_the_percentiles_of_all_moves():
    measured = Side()
    measured.add([1.0] * 10, seconds=1.0)
    measured.add([1.0] * 30, seconds=1.0)
    measured.add([9.0] * 20, seconds=1.0)

    told = measured.told()

    assert tuple(told) == SIDE_KEYS
    assert (told["moves_per_s"], told["p50_ms"], told["p99_ms"]) == (20.0, 1.0, 9.0)


def test_a_round_of_two_processes_counts_the_moves_of_both_in_the_same_time():
    measured = Side()

    measured.add([2.0] * 40, [2.0] * 60, seconds=2.0)

    assert measured.rates == [50.0]


def test_a_report_has_exactly_the_agreed_keys():
    told = report(SOME, queries_per_move=5.1667, growth=1.0534)

    assert tuple(told) == KEYS == tuple(json.loads(json.dumps(told)))
    assert all(tuple(told[name]) == SIDE_KEYS for name in SIDES)
    assert (told["queries_per_move"], told["growth_10k_to_1m"]) == (5.17, 1.053)


def test_only_equal_numbers_of_processes_are_compared():
    told = report(SOME, queries_per_move=5.0, growth=None)

    assert told["ratio_to_limit"] == ratio(800, 2000) == 0.4
    assert told["ratio_to_spiffworkflow"] == ratio(450, 300) == 1.5
    assert told["ratio_to_viewflow"] == ratio(450, 100) == 4.5


def test_growth_that_was_not_measured_is_null_and_said_in_words():
    told = report(SOME, queries_per_move=5.0, growth=None)

    assert told["growth_10k_to_1m"] is None
    assert "not measured" in table(told)


def test_the_table_names_every_side_with_its_rate():
    words = table(report(SOME, queries_per_move=5.0, growth=1.1))

    assert [f"{rate}" in words for rate in RATES.values()] == [True] * len(SIDES)


def test_a_process_stops_when_it_has_nothing_left_to_move():
    left = iter([True, True, False])

    assert len(moved_for(lambda: next(left), seconds=60.0)) == 2


@pytest.mark.parametrize(
    ("arguments", "sizes", "without"),
    [
        pytest.param([], (10_000, 1_000_000), False, id="ten-thousand-and-a-million-unless-told"),
        pytest.param(["--cases-large", "50000"], (10_000, 50_000), False, id="another-large-database"),
        pytest.param(["--without-growth"], (10_000, 1_000_000), True, id="a-quick-run"),
    ],
)
def test_the_sizes_of_the_databases_can_be_told(arguments, sizes, without):
    options = options_of(arguments)

    assert (options.cases_small, options.cases_large) == sizes
    assert options.without_growth == without
