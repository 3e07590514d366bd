"""The kinds of adjustment: what each needs, and what a day makes of an item."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.catalog.rules.adjusting import (
    DECIDED,
    KIND_RULES,
    AdjustmentTold,
    Document,
    Group,
    Kind,
    OpenCases,
    bodies_of,
    is_level_right,
    problem_of,
)
from oneseal.catalog.rules.standing import Bar, InUse, bar_ahead, bar_on
from oneseal.catalog.rules.stationing import Station, is_bound, may_follow

TODAY = date(2026, 3, 4)
HERE, THERE = UUID(int=1), UUID(int=2)
ONE, TWO, THREE, FOUR = (UUID(int=number) for number in (11, 12, 13, 14))
DOCUMENT = Document("演示〔2026〕1号", date(2026, 3, 2), "《优化营商环境条例》第四十条")
GROUPS = {
    Kind.SPLIT: Group(HERE, (ONE,), None, (TWO, THREE)),
    Kind.MERGE: Group(HERE, (ONE, TWO), None, (THREE,)),
    Kind.DELEGATE_DOWN: Group(HERE, (ONE,), THERE),
    Kind.TAKE_OVER: Group(HERE, (ONE,), THERE),
    Kind.ENTRUST: Group(HERE, (ONE,), THERE),
    Kind.CHANGE_LEVEL: Group(HERE, (ONE,), THERE),
}


def told(kind, **changed):
    group = GROUPS.get(kind, Group(HERE, (ONE,)))
    return replace(AdjustmentTold(kind, DOCUMENT, TODAY, "不再需要。", (group,)), **changed)


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in DECIDED])
def test_each_kind_is_whole_with_what_it_needs(kind):
    assert problem_of(told(kind), today=TODAY) == ""


@pytest.mark.parametrize(
    ("kind", "changed", "problem"),
    [
        pytest.param(Kind.NEW, {}, "by_publication", id="a-new-item-comes-by-its-publication"),
        pytest.param(Kind.ABOLISH, {"document": replace(DOCUMENT, number=" ")}, "document", id="no-number"),
        pytest.param(Kind.ABOLISH, {"document": replace(DOCUMENT, basis="")}, "document", id="no-basis"),
        pytest.param(
            Kind.ABOLISH, {"document": replace(DOCUMENT, on=date(2026, 3, 5))}, "document_day", id="not-yet-written"
        ),
        pytest.param(Kind.ABOLISH, {"reason": " "}, "reason", id="no-reason"),
        pytest.param(Kind.ABOLISH, {"effective_on": date(2026, 3, 3)}, "effective_on", id="in-the-past"),
        pytest.param(Kind.ABOLISH, {"until_on": date(2026, 4, 1)}, "until_on", id="abolished-for-a-time"),
        pytest.param(Kind.SUSPEND, {"until_on": date(2026, 3, 3)}, "until_on", id="ends-before-it-begins"),
        pytest.param(Kind.SUSPEND, {"open_cases": OpenCases.END}, "open_cases", id="a-suspension-ends-no-case"),
        pytest.param(Kind.ABOLISH, {"open_cases": OpenCases.HAND_OVER}, "open_cases", id="handed-to-nobody"),
        pytest.param(Kind.ABOLISH, {"groups": ()}, "items", id="nothing"),
        pytest.param(Kind.MERGE, {"groups": (Group(HERE, (ONE,), None, (THREE,)),)}, "items", id="merging-one"),
        pytest.param(Kind.SPLIT, {"groups": (Group(HERE, (ONE,), None, (TWO,)),)}, "successors", id="split-into-one"),
        pytest.param(
            Kind.SPLIT, {"groups": (Group(HERE, (ONE,), None, (ONE, TWO)),)}, "successors", id="split-into-itself"
        ),
        pytest.param(Kind.DELEGATE_DOWN, {"groups": (Group(HERE, (ONE,)),)}, "to_body", id="to-nobody"),
        pytest.param(Kind.DELEGATE_DOWN, {"groups": (Group(HERE, (ONE,), HERE),)}, "to_body", id="to-itself"),
        pytest.param(Kind.ABOLISH, {"groups": (Group(HERE, (ONE,), THERE),)}, "to_body", id="abolished-to-somebody"),
    ],
)
def test_what_is_missing_or_strange_is_named(kind, changed, problem):
    assert problem_of(told(kind, **changed), today=TODAY) == problem


@pytest.mark.parametrize(
    ("kind", "giving", "receiving", "is_right"),
    [
        pytest.param(Kind.DELEGATE_DOWN, "3", "4", True, id="down-one"),
        pytest.param(Kind.DELEGATE_DOWN, "3", "3", False, id="down-to-the-same"),
        pytest.param(Kind.DELEGATE_DOWN, "3", "2", False, id="down-is-not-up"),
        pytest.param(Kind.DELEGATE_DOWN, "3", "", False, id="an-unknown-level"),
        pytest.param(Kind.CHANGE_LEVEL, "3", "2", True, id="up"),
        pytest.param(Kind.CHANGE_LEVEL, "3", "3", False, id="no-other-level"),
        pytest.param(Kind.TAKE_OVER, "3", "3", True, id="taken-over-beside"),
        pytest.param(Kind.ENTRUST, "3", "4", True, id="entrusted-to-any"),
    ],
)
def test_levels_fit_the_kind(kind, giving, receiving, is_right):
    assert is_level_right(KIND_RULES[kind], giving=giving, receiving=receiving) == is_right


def test_a_batch_concerns_every_body_it_names():
    assert bodies_of([Group(HERE, (ONE,), THERE), Group(THREE, (FOUR,))]) == {HERE, THERE, THREE}


def test_every_kind_says_what_becomes_of_open_cases_and_on_what_it_rests():
    for rule in KIND_RULES.values():
        assert rule.open_cases[0] is OpenCases.FINISH
        assert rule.basis
        assert rule.moves <= rule.names_body


# --- standing ----------------------------------------------------------------------------------------


def bar(standing, from_on, until_on=None, lifted_on=None):
    return Bar(UUID(int=from_on + 100), InUse(standing), day(from_on), day(until_on), day(lifted_on), UUID(int=9))


def day(number):
    return date.fromordinal(TODAY.toordinal() + number) if number is not None else None


@pytest.mark.parametrize(
    ("bars", "on", "standing"),
    [
        pytest.param([], 0, None, id="nothing-recorded"),
        pytest.param([bar("suspended", 1)], 0, None, id="tomorrow-is-not-today"),
        pytest.param([bar("suspended", 0)], 0, "suspended", id="from-today"),
        pytest.param([bar("suspended", 0, 2)], 2, "suspended", id="on-its-last-day"),
        pytest.param([bar("suspended", 0, 2)], 3, None, id="over"),
        pytest.param([bar("suspended", 0, None, 5)], 4, "suspended", id="lifted-tomorrow"),
        pytest.param([bar("suspended", 0, None, 5)], 5, None, id="lifted-today"),
        pytest.param([bar("suspended", 0, None, 5), bar("suspended", 4)], 6, "suspended", id="suspended-twice"),
        pytest.param([bar("suspended", 0), bar("abolished", 3)], 3, "abolished", id="abolished-while-suspended"),
        pytest.param([bar("abolished", 0)], 9999, "abolished", id="for-good"),
    ],
)
def test_an_item_is_in_use_unless_a_bar_holds(bars, on, standing):
    found = bar_on(bars, day(on))
    assert (found.standing.value if found else None) == standing


def test_what_is_coming_is_known_and_what_is_lifted_before_never_comes():
    assert bar_ahead([bar("suspended", 3), bar("abolished", 8)], TODAY).from_on == day(3)
    assert bar_ahead([bar("suspended", 3, None, 2)], TODAY) is None


STRETCH = st.tuples(st.sampled_from(["suspended", "abolished"]), st.integers(-20, 20), st.none() | st.integers(0, 20))


@given(st.lists(STRETCH), st.randoms())
def test_the_order_of_the_rows_does_not_matter_and_an_abolition_is_never_hidden(stretches, luck):
    bars = [
        bar(standing, start, None if standing == "abolished" or length is None else start + length)
        for standing, start, length in stretches
    ]
    mixed = luck.sample(bars, len(bars))

    found = bar_on(bars, TODAY)

    is_abolished = any(one.standing is InUse.ABOLISHED and one.from_on <= TODAY for one in bars)
    assert (found is not None and found.standing is InUse.ABOLISHED) == is_abolished
    assert (bar_on(mixed, TODAY) is None) == (found is None)


# --- stations ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("present", "then", "may"),
    [
        pytest.param(None, Station.STATIONED, True, id="comes-in"),
        pytest.param(None, Station.EXCEPTED, True, id="never-came-in-by-approval"),
        pytest.param(Station.STATIONED, Station.STATIONED, False, id="comes-in-twice"),
        pytest.param(Station.LEFT, Station.STATIONED, True, id="comes-back"),
        pytest.param(Station.LEFT, Station.EXCEPTED, False, id="left-is-left"),
    ],
)
def test_a_station_follows_from_what_holds(present, then, may):
    assert may_follow(present, then) == may


def test_an_item_is_bound_to_the_centre_unless_it_left_or_is_excepted():
    assert [is_bound(one) for one in (None, *Station)] == [True, True, False, False]
