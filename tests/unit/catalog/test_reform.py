"""The arithmetic of the reform board gives back the sources' own figures, and nothing over nothing."""

from decimal import Decimal
from fractions import Fraction

import pytest

from oneseal.catalog.rules.concentrating import Standing, verdicts_of
from oneseal.catalog.rules.figures import counted_of
from oneseal.catalog.rules.kinds import is_applied_for
from oneseal.catalog.rules.reform import (
    COUNTS,
    CUTS,
    SHARES,
    Kind,
    Sums,
    figures_of,
    in_working_days,
    mean,
    percent,
    reduction,
    rounded,
    share,
    speed_up,
)
from tests.unit.catalog.shipped import ITEMS

# S0 and S1 tell counts; of S2's two rates the percentage alone is told, so their counts are made up to give it.
REDUCTIONS = [
    pytest.param(186, 115, "38.2", id="S0-items-186-to-115"),
    pytest.param(90, 50, "44.4", id="S1-green-channel-90-to-50-working-days"),
    pytest.param(499, 416, "16.6", id="S2-items-499-to-416"),
    pytest.param(Decimal("12.48"), 7, "43.9", id="S1-average-promise-12.48-to-7"),
    pytest.param(51, 38, "25.5", id="S2-steps-25.5-percent-synthetic-counts"),
    pytest.param(63, 50, "20.6", id="S2-materials-20.6-percent-synthetic-counts"),
    pytest.param(5, 5, "0.0", id="nothing-was-cut"),
    pytest.param(4, 5, "-25.0", id="what-grew-is-negative"),
    pytest.param(3, 0, "100.0", id="all-is-gone"),
]
# A power lists neither materials nor a promise.
APPLIED_FOR = {key: one for key, one in ITEMS.items() if is_applied_for(one.text("item_type"))}


@pytest.mark.parametrize(("before", "now", "told"), REDUCTIONS)
def test_a_reduction_is_measured_against_what_was_before(before, now, told):
    assert percent(reduction(before, now)) == Decimal(told)


def test_the_averages_of_the_source_and_the_days_it_cut_belong_together():
    """S1: 609 items, 3 338 working days cut, averages 12.48 and 7: sums of 7 601 and 4 263 days give all of them."""
    before, now, items = 7_601, 4_263, 609

    assert before - now == 3_338
    assert rounded(mean(before, items), places=2) == Decimal("12.48")
    assert rounded(mean(now, items), places=2) == Decimal("7.00")
    assert percent(reduction(before, now)) == Decimal("43.9")


def test_a_promise_of_seven_days_against_twenty_of_the_law_is_sixty_five_percent_faster():
    """S1 tells "at least 65 %" and an average promise of 7: the law's average is then 20.0."""
    assert percent(speed_up(4_263, 609 * 20)) == Decimal("65.0")
    assert percent(speed_up(7, 20)) == Decimal("65.0")


def test_the_speed_up_is_of_sums_and_not_an_average_of_rates():
    limits = [(1, 20), (18, 40)]  # (promised, statutory)

    of_sums = speed_up(sum(promised for promised, _law in limits), sum(law for _promised, law in limits))
    of_rates = sum(1 - Fraction(promised, law) for promised, law in limits) / len(limits)

    assert percent(of_sums) == Decimal("68.3")
    assert percent(of_rates) == Decimal("75.0")


@pytest.mark.parametrize(
    ("part", "whole", "places", "told"),
    [
        pytest.param(609, 728, 2, "83.65", id="S1-concentration-609-of-728"),
        pytest.param(406, 609, 1, "66.7", id="S1-two-step-66.7-percent-of-609-is-406"),
        pytest.param(416, 416, 1, "100.0", id="S2-all-stationed"),
        pytest.param(0, 9, 1, "0.0", id="none-of-some-is-zero"),
    ],
)
def test_a_share_is_a_part_of_all_items_in_force(part, whole, places, told):
    assert percent(share(part, whole), places=places) == Decimal(told)


@pytest.mark.parametrize(
    "rate",
    [
        pytest.param(reduction(0, 0), id="reduction-of-nothing"),
        pytest.param(reduction(0, 3), id="what-was-not-there-cannot-be-cut"),
        pytest.param(share(0, 0), id="share-of-nothing"),
        pytest.param(mean(0, 0), id="mean-of-nothing"),
        pytest.param(speed_up(0, 0), id="no-limit-of-the-law"),
    ],
)
def test_a_rate_over_nothing_is_not_applicable(rate):
    assert rate is None
    assert percent(rate) is None


def test_no_figure_of_an_empty_catalogue_but_the_counts_has_a_value():
    figures = figures_of(Sums())

    assert {key for key, figure in figures.items() if figure.value is not None} == set(COUNTS)
    assert all(figure.value == 0 for figure in figures.values() if figure.kind is Kind.COUNT)


@pytest.mark.parametrize(
    ("number", "places", "told"),
    [
        pytest.param(Fraction(1, 8), 2, "0.13", id="a-half-goes-up"),
        pytest.param(Fraction(-1, 8), 2, "-0.13", id="a-half-below-zero-goes-away-from-zero"),
        pytest.param(Fraction(2, 3), 1, "0.7", id="up"),
        pytest.param(7, 0, "7", id="whole"),
    ],
)
def test_numbers_are_rounded_halves_away_from_zero(number, places, told):
    assert rounded(number, places=places) == Decimal(told)


@pytest.mark.parametrize(
    ("count", "unit", "told"),
    [
        pytest.param(20, "WD", "20.0000", id="working-days-stay"),
        pytest.param(7, "ND", "5.0000", id="a-week-has-five"),
        pytest.param(60, "ND", "42.8571", id="sixty-natural-days"),
        pytest.param(3, "M", "65.1786", id="three-months"),
        pytest.param(1, "Y", "260.7143", id="a-year"),
        pytest.param(168, "H", "5.0000", id="a-week-round-the-clock"),
        pytest.param(4, "OH", "0.5000", id="half-an-office-day"),
        pytest.param(0, "WD", "0.0000", id="on-the-spot"),
    ],
)
def test_terms_of_other_units_are_converted_by_one_rule(count, unit, told):
    assert in_working_days(count, unit) == Decimal(told)


@pytest.mark.parametrize(("count", "unit"), [(None, "WD"), (5, ""), (5, "weeks")])
def test_an_unknown_term_has_no_days(count, unit):
    assert in_working_days(count, unit) is None


def test_each_figure_carries_the_numbers_it_is_made_of():
    sums = Sums(
        items_before=8, items_now=10, paired=8, steps_before=51, steps_now=38, stationed_before=4, stationed_now=9,
        stationed_unknown=1, limits_now=9, promised_now=Decimal(63), statutory_now=Decimal(180), converted_now=2,
    )  # fmt: skip

    figures = figures_of(sums)

    assert dict(figures["steps"].inputs) == {"before": 51, "now": 38, "cut": 13, "paired": 8}
    assert dict(figures["stationed"].inputs) == {"part": 9, "whole": 10}
    assert (figures["stationed"].value, figures["stationed"].value_before) == (Fraction(9, 10), Fraction(1, 2))
    assert figures["stationed"].unknown == 1
    assert figures["promise_mean"].value == 7
    assert percent(figures["speed_up"].value) == Decimal("65.0")
    assert figures["speed_up"].unknown == 1
    assert [key for key in figures if key in CUTS + SHARES] == [*CUTS, *SHARES]


@pytest.mark.parametrize("content", [pytest.param(one, id=key) for key, one in APPLIED_FOR.items()])
def test_what_is_counted_of_a_version_is_what_it_lists(content):
    counted = counted_of(content)

    assert counted.steps == len(content.steps) > 0
    assert counted.materials == len(content.materials) > 0
    assert counted.certificates <= counted.materials
    assert counted.promise_limit == content.number("promise_limit")
    assert counted.statutory_unit == content.text("stat_limit_unit")
    assert counted.stationed is None, "only the city says whether an item is in its hall"
    assert counted.promise_days is not None
    assert counted.statutory_days is not None
    assert counted.promise_days <= counted.statutory_days


@pytest.mark.parametrize(
    ("standing", "told", "reached"),
    [
        pytest.param(Standing("stationed_department", 1, 2, 9, 9, 1), (True, True, True, True), 4, id="all-four"),
        pytest.param(Standing("stationed_department", 2, 0, 9, 8, 0), (False, None, False, False), 0, id="none"),
        pytest.param(Standing("stationed_department", 0, 1, 0, 0, None), (None, True, None, None), 1, id="not-told"),
        pytest.param(Standing("approval_bureau", 4, 6, 9, 9, None), (True, True, True, True), 4, id="one-body"),
    ],
)
def test_the_two_concentrations_are_answered_or_left_open(standing, told, reached):
    verdicts = verdicts_of(standing)

    assert told == (
        verdicts.powers_in_one_section, verdicts.section_in_the_centre, verdicts.items_stationed,
        verdicts.windows_authorised,
    )  # fmt: skip
    assert verdicts.reached == reached
