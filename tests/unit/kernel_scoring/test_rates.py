"""Rates of C.6 against the figures of the sources."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.kernel.scoring import (
    CountersDisagree,
    Flow,
    completion,
    overdue,
    percent,
    reduction,
    rounded,
    share,
    speed_up,
)

PERCENTAGES = (
    ("S1, all cases so far: 99.116 %", completion(closed=519_922, accepted=524_559), 1, "99.1"),
    ("S1, all cases so far, three places", completion(closed=519_922, accepted=524_559), 3, "99.116"),
    ("S1, January to May: 96.808 %", completion(closed=4_549, accepted=4_699), 1, "96.8"),
    ("S1, January to May, three places", completion(closed=4_549, accepted=4_699), 3, "96.808"),
    ("S1, speed-up of 19 cases", speed_up(elapsed=47, promised=225), 2, "79.11"),
    ("S1, speed-up of 200 cases", speed_up(elapsed=494, promised=2_365), 2, "79.11"),
    ("S1, promises against the law: 7 of 20 days", speed_up(elapsed=7, promised=20), 0, "65"),
    ("S0, items 186 to 115", reduction(186, 115), 1, "38.2"),
    ("S1, green channel 90 to 50 days", reduction(90, 50), 1, "44.4"),
    ("S1, 609 items of 728", share(609, 728), 2, "83.65"),
    ("S1, nothing overdue", overdue(closed_late=0, closed=4_549, open_late=0), 1, "0.0"),
    ("a case in hand past its promise is late although nothing was closed",
     overdue(closed_late=0, closed=0, open_late=1), 1, "100.0"),
    ("a half is rounded away from zero", Fraction(1, 16), 1, "6.3"),
    ("a half below zero too", Fraction(-1, 16), 1, "-6.3"),
)  # fmt: skip


@pytest.mark.parametrize(("rate", "places", "told"), [pytest.param(*row[1:], id=row[0]) for row in PERCENTAGES])
def test_each_figure_of_the_sources_comes_out(rate, places, told):
    assert percent(rate, places=places) == Decimal(told)


def test_the_average_of_the_days_goes_with_the_speed_up():
    assert rounded(Fraction(47, 19), places=2) == Decimal("2.47")
    assert rounded(Fraction(494, 200), places=2) == Decimal("2.47")


def test_s1_concentrates_609_of_728_items():
    assert rounded(609 / Fraction("0.8365"), places=0) == 728


def test_the_mean_of_each_cases_ratio_is_another_number():
    """19 cases with 47 of 225 days: one of 45 of 45 days pulls the sums, and hardly the mean."""
    cases = [(45, 45), *[(1, 10)] * 2, *[(0, 10)] * 16]
    assert (sum(used for used, _ in cases), sum(told for _, told in cases)) == (47, 225)
    mean = sum(1 - Fraction(used, told) for used, told in cases) / len(cases)

    assert percent(speed_up(elapsed=47, promised=225), places=2) == Decimal("79.11")
    assert percent(mean, places=2) == Decimal("93.68")


@pytest.mark.parametrize(
    "rate", [share(0, 0), completion(closed=0, accepted=0), speed_up(elapsed=0, promised=0), reduction(0, 0),
             overdue(closed_late=0, closed=0, open_late=0)],
)  # fmt: skip
def test_a_rate_over_nothing_is_neither_zero_nor_a_hundred(rate):
    assert rate is None
    assert percent(rate) is None


@given(st.fractions(min_value=-10_000, max_value=10_000), st.integers(0, 6))
def test_rounding_is_off_by_half_a_place_at_most(number, places):
    assert abs(Fraction(rounded(number, places=places)) - number) <= Fraction(1, 2 * 10**places)


def test_the_source_loses_fifty_three_cases_and_the_fourth_counter_holds_them():
    Flow(in_hand_before=0, accepted=4_699, closed=4_549, ended_otherwise=53, in_hand_after=97).require_whole()
    lost = Flow(in_hand_before=0, accepted=4_699, closed=4_549, ended_otherwise=0, in_hand_after=97)

    with pytest.raises(CountersDisagree) as refusal:
        lost.require_whole()
    assert refusal.value.facts == {"missing": 53}
