"""The lot of blind mode: who takes part, whom a seed meets, and that it is fair."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.cases.rules.drawing import Candidate, Excluded, is_as_recorded, lot, new_seed, place_of

CASE = UUID(int=77)
A, B, C = (UUID(int=number) for number in (1, 2, 3))


def one(account, of_item=0, in_all=0, excluded=None):
    return Candidate(account, of_item, in_all, excluded)


@pytest.mark.parametrize(
    ("candidates", "equals"),
    [
        pytest.param([one(A), one(B)], (A, B), id="all-equal-all-in-the-lot"),
        pytest.param([one(A, 1, 1), one(B)], (B,), id="fewer-of-the-item-goes-first"),
        pytest.param([one(A, 0, 9), one(B, 1, 1)], (A,), id="the-item-counts-before-the-rest"),
        pytest.param([one(A, 1, 5), one(B, 1, 2), one(C, 1, 2)], (B, C), id="between-equals-the-rest-counts"),
        pytest.param([one(A, excluded=Excluded.ABSENT), one(B, 9, 9)], (B,), id="who-is-away-takes-no-part"),
        pytest.param([one(A, excluded=Excluded.INTAKE), one(B, excluded=Excluded.ACTED)], (), id="nobody-is-free"),
        pytest.param([], (), id="nobody-examines"),
    ],
)
def test_whoever_has_the_fewest_cases_is_in_the_lot(candidates, equals):
    drawn = lot(candidates, seed=new_seed(5), case_id=CASE)

    assert drawn.equals == equals
    assert (drawn.account_id in equals) if equals else drawn.account_id is None


def test_a_seed_means_the_same_in_any_program():
    # printf '%s' '00000000000000000000000000000005:00000000-0000-0000-0000-00000000004d' | sha256sum, taken modulo
    assert new_seed(5) == "00000000000000000000000000000005"
    assert [place_of(new_seed(5), case_id=CASE, among=most) for most in (1, 2, 3, 7)] == [0, 1, 2, 0]


loads = st.integers(min_value=0, max_value=20)
candidates = st.lists(
    st.builds(
        Candidate, st.uuids(), loads, loads, st.one_of(st.none(), st.sampled_from(list(Excluded)))
    ),
    unique_by=lambda told: told.account_id, max_size=8,
)  # fmt: skip
seeds = st.integers(min_value=0, max_value=2**128 - 1).map(new_seed)


@given(candidates, seeds, st.randoms())
def test_the_order_of_the_candidates_does_not_matter_and_the_record_plays_again(told, seed, chance):
    drawn = lot(told, seed=seed, case_id=CASE).account_id
    shuffled = list(told)
    chance.shuffle(shuffled)

    assert lot(shuffled, seed=seed, case_id=CASE).account_id == drawn
    assert is_as_recorded([row.to_mapping() for row in told], seed=seed, case_id=CASE, drawn=drawn)


@given(candidates, seeds)
def test_it_meets_nobody_who_takes_no_part_and_nobody_who_has_more_than_another(told, seed):
    drawn = lot(told, seed=seed, case_id=CASE).account_id
    free = [row for row in told if row.excluded is None]

    assert (drawn is None) == (not free)
    assert drawn is None or next(row for row in free if row.account_id == drawn).load == min(row.load for row in free)


@given(st.integers(min_value=1, max_value=7), st.lists(seeds, min_size=1, max_size=60))
def test_where_all_are_equal_and_there_nobody_ever_has_two_more_than_another(people, drawn_by):
    held = dict.fromkeys([UUID(int=number + 1) for number in range(people)], 0)
    for number, seed in enumerate(drawn_by):
        told = [one(account, count, count) for account, count in held.items()]
        met = lot(told, seed=seed, case_id=UUID(int=1000 + number)).account_id
        held[met] += 1

        assert max(held.values()) - min(held.values()) <= 1


@given(st.lists(st.tuples(loads, st.booleans()), min_size=2, max_size=7), st.lists(seeds, min_size=1, max_size=80))
def test_random_loads_only_ever_come_nearer_to_each_other(begun, drawn_by):
    held = {UUID(int=number + 1): count for number, (count, _is_there) in enumerate(begun)}
    apart = max(held.values()) - min(held.values())
    for number, seed in enumerate(drawn_by):
        told = [one(account, count, count) for account, count in held.items()]
        met = lot(told, seed=seed, case_id=UUID(int=1000 + number)).account_id
        held[met] += 1

        now_apart = max(held.values()) - min(held.values())
        assert now_apart <= max(apart, 1)
        apart = now_apart


def test_each_of_the_equals_is_met_about_as_often():
    met = [place_of(new_seed(number), case_id=CASE, among=4) for number in range(4000)]
    counts = [met.count(place) for place in range(4)]
    chi_square = sum((count - 1000) ** 2 / 1000 for count in counts)

    assert chi_square < 16.3  # 3 degrees of freedom, one in a thousand
