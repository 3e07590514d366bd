"""The index of F.3: its example line by line, and what holds for any inputs."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.kernel.scoring import (
    DEFAULT,
    ConstantIndex,
    Group,
    Index,
    Inputs,
    InputsImpossible,
    Scheme,
    Unit,
    WeightOutOfBounds,
    WeightsMissing,
    WeightsNotWhole,
    adjusted,
    constant_score,
    ranked,
    rounded,
    scheme_as_mapping,
    scheme_from_mapping,
    score,
    year_score,
)

EXAMPLE = Inputs(
    required=40, stationed=38, online_able=36, online=30, two_step_known=38, two_step=20, accepted=120,
    most_accepted=400, promise_closed=90, promise_early=80, promise_elapsed=216, promise_promised=Decimal(900),
    closed=110, overdue=1, graded=60, satisfied=57, deductions=Decimal(1), upheld=1,
)  # fmt: skip
SCORES = {
    Index.STATIONED: "9.50", Index.ONLINE: "8.33", Index.TWO_STEP: "7.89", Index.VOLUME: "8.00", Index.EARLY: "12.37",
    Index.OVERDUE: "12.27", Index.SATISFACTION: "14.25", Index.DISCIPLINE: "4.00", Index.COMPLAINTS: "7.50",
}  # fmt: skip


def of(inputs, index):
    """Return the score of one index."""
    return next(line.score for line in score(inputs, DEFAULT).lines if line.index is index)


@pytest.mark.parametrize("index", list(Index))
def test_each_line_of_the_example_comes_out(index):
    assert rounded(of(EXAMPLE, index), places=2) == Decimal(SCORES[index])


def test_the_example_sums_to_its_total_and_groups():
    found = score(EXAMPLE, DEFAULT)

    assert rounded(found.total, places=2) == Decimal("84.11")
    assert {group: str(rounded(points, places=2)) for group, points in found.groups.items()} == {
        Group.FUNCTION: "25.72", Group.EFFICIENCY: "32.64", Group.EFFECT: "25.75",
    }  # fmt: skip


NO_DATA = (
    (Index.STATIONED, {"required": 0, "stationed": 0}),
    (Index.ONLINE, {"online_able": 0, "online": 0}),
    (Index.TWO_STEP, {"two_step_known": 0, "two_step": 0}),
    (Index.VOLUME, {"accepted": 0, "most_accepted": 0}),
    (Index.EARLY, {"promise_closed": 0, "promise_early": 0, "promise_elapsed": 0, "promise_promised": Decimal(0)}),
    (Index.OVERDUE, {"closed": 0, "overdue": 0, "promise_closed": 0, "promise_early": 0}),
    (Index.SATISFACTION, {"graded": 0, "satisfied": 0}),
    (Index.DISCIPLINE, {"deductions": None}),
    (Index.COMPLAINTS, {"upheld": None}),
)


@pytest.mark.parametrize(("index", "without"), NO_DATA)
def test_an_index_without_data_is_dropped_and_the_rest_rescaled(index, without):
    found = score(replace(EXAMPLE, **without), DEFAULT)
    missing = {line.index for line in found.lines if line.score is None}

    assert index in missing
    assert found.weight_counted == 100 - sum(DEFAULT.dynamic[one] for one in missing)
    assert found.total == found.points * 100 / found.weight_counted


def test_a_unit_of_which_nothing_is_known_has_no_total():
    found = score(Inputs(), DEFAULT)

    assert found.total is None
    assert set(found.groups.values()) == {None}


def test_closing_nothing_does_not_help_whoever_is_late():
    late = replace(EXAMPLE, closed=0, promise_closed=0, promise_early=0, overdue=3)

    assert of(late, Index.OVERDUE) == 0


COUNT = st.integers(0, 2_000)


@st.composite
def inputs(draw):
    """Return whatever may have been counted."""
    whole = {name: draw(COUNT) for name in ("two_step_known", "most_accepted", "closed", "graded")}
    promise_closed = draw(st.integers(0, whole["closed"]))
    return Inputs(
        required=draw(COUNT), stationed=draw(COUNT), online_able=draw(COUNT), online=draw(COUNT),
        two_step=draw(st.integers(0, whole["two_step_known"])), accepted=draw(st.integers(0, whole["most_accepted"])),
        promise_closed=promise_closed, promise_early=draw(st.integers(0, promise_closed)),
        promise_elapsed=draw(COUNT), promise_promised=Decimal(draw(COUNT)), overdue=draw(COUNT),
        satisfied=draw(st.integers(0, whole["graded"])), deductions=draw(st.none() | st.decimals(0, 20, places=1)),
        upheld=draw(st.none() | COUNT), **whole,
    )  # fmt: skip


@given(inputs())
def test_each_score_lies_between_nothing_and_its_weight(found):
    result = score(found, DEFAULT)

    assert all(line.score is None or 0 <= line.score <= line.weight for line in result.lines)
    assert result.total is None or 0 <= result.total <= 100


MEANINGS = (
    (Index.STATIONED, "stationed", 1), (Index.ONLINE, "online", 1), (Index.TWO_STEP, "two_step", 1),
    (Index.VOLUME, "accepted", 1), (Index.EARLY, "promise_early", 1), (Index.EARLY, "promise_elapsed", -1),
    (Index.OVERDUE, "overdue", -1), (Index.SATISFACTION, "satisfied", 1), (Index.DISCIPLINE, "deductions", -1),
    (Index.COMPLAINTS, "upheld", -1),
)  # fmt: skip


@pytest.mark.parametrize(("index", "name", "direction"), MEANINGS)
@given(found=inputs(), step=st.integers(1, 50))
def test_more_of_what_is_good_never_scores_less(index, name, direction, found, step):
    try:
        more = replace(found, **{name: (getattr(found, name) or 0) + step})
    except InputsImpossible:
        return
    before, after = of(found, index), of(more, index)

    assert before is None or after is None or (after - before) * direction >= 0


@pytest.mark.parametrize(("index", "name", "direction"), MEANINGS)
def test_one_more_moves_the_example(index, name, direction):
    more = replace(EXAMPLE, **{name: getattr(EXAMPLE, name) + 1})

    assert (of(more, index) - of(EXAMPLE, index)) * direction > 0


IMPOSSIBLE = (
    ("more early than closed", {"promise_early": 91}), ("more promise cases than cases", {"promise_closed": 111}),
    ("more satisfied than asked", {"satisfied": 61}), ("more two-step than items", {"two_step": 39}),
    ("more than the most", {"accepted": 401}), ("a count below zero", {"overdue": -1}),
)  # fmt: skip


@pytest.mark.parametrize("wrong", [pytest.param(wrong, id=why) for why, wrong in IMPOSSIBLE])
def test_what_cannot_have_been_counted_is_refused(wrong):
    with pytest.raises(InputsImpossible):
        replace(EXAMPLE, **wrong)


# --- weights ---------------------------------------------------------------------------------------

WEIGHTS = (
    ("they sum to 101", {Index.STATIONED: Fraction(11)}, WeightsNotWhole),
    ("one vanishes", {Index.STATIONED: Fraction(0), Index.ONLINE: Fraction(20)}, WeightOutOfBounds),
    ("one decides alone", {Index.STATIONED: Fraction(41)}, WeightOutOfBounds),
)


@pytest.mark.parametrize(("change", "refusal"), [pytest.param(*row[1:], id=row[0]) for row in WEIGHTS])
def test_weights_that_are_not_whole_are_refused(change, refusal):
    with pytest.raises(refusal):
        Scheme(dynamic={**DEFAULT.dynamic, **change})


def test_an_index_without_a_weight_is_refused():
    with pytest.raises(WeightsMissing):
        Scheme(dynamic={index: weight for index, weight in DEFAULT.dynamic.items() if index is not Index.VOLUME})


def test_a_version_of_the_weights_is_read_back_as_it_was_stored():
    chosen = Scheme(dynamic={**DEFAULT.dynamic, Index.STATIONED: Fraction(25, 2), Index.ONLINE: Fraction(15, 2)})

    assert scheme_from_mapping(scheme_as_mapping(chosen)) == chosen
    assert scheme_from_mapping(scheme_as_mapping(DEFAULT)) == DEFAULT


# --- places, year ----------------------------------------------------------------------------------

UNITS = [
    Unit("a", Decimal("84.11"), 120), Unit("b", Decimal("90.00"), 30), Unit("c", Decimal("84.11"), 9),
    Unit("d", Decimal("99.00"), 4), Unit("e", None, 50), Unit("f", Decimal("10.00"), 5),
]  # fmt: skip


@given(st.permutations(UNITS))
def test_places_do_not_depend_on_the_order_of_units(units):
    found = ranked(units, fewest_cases=5)

    assert [(row.unit.key, row.place) for row in found] == [
        ("b", 1), ("a", 2), ("c", 2), ("f", 4), ("d", None), ("e", None),
    ]  # fmt: skip


def test_the_year_is_four_fifths_of_its_months_and_one_fifth_of_the_panel():
    panel = {index: [Decimal(80), Decimal(90)] for index in ConstantIndex}
    panel[ConstantIndex.EXCELLENCE] = [Decimal(100)]
    constant = constant_score(panel, DEFAULT)

    assert constant == Fraction("86.5")  # 85 for nine tenths, 100 for one
    assert year_score([Fraction(80), Fraction(90)], constant, DEFAULT) == Fraction("85.3")


def test_a_year_without_a_panel_or_without_months_is_unknown():
    panel = {index: [Decimal(80)] for index in ConstantIndex if index is not ConstantIndex.INNOVATION}

    assert constant_score(panel, DEFAULT) is None
    assert year_score([Fraction(80)], None, DEFAULT) is None
    assert year_score([], Fraction(80), DEFAULT) is None


@pytest.mark.parametrize(
    ("points", "total"), [((), 84), (("5", "-2.5"), Fraction("86.5")), (("30",), 100), (("-99",), 0)]
)
def test_rewards_and_deductions_stay_within_the_scale(points, total):
    assert adjusted(Fraction(84), map(Decimal, points)) == total
    assert adjusted(None, map(Decimal, points)) is None
