"""The cases once more through queues: what a change would have saved."""

from array import array

import pytest

from oneseal.kernel.mining import (
    Change,
    Event,
    LogBuilder,
    Office,
    Plan,
    Visit,
    changed,
    office_of,
    played,
    summed,
)
from tests.unit.kernel_mining.logs import at

DAY = 86_400_000_000


def plain(moment: int) -> float:
    return moment / DAY


def office(*plans: tuple[float, str], work: float = 1.0) -> Office:
    """Return cases whose every step is done by a clerk of its own, named like the step."""
    made = tuple(
        Plan(arrived, tuple((Visit(ord(step), work, ord(step)),) for step in way)) for arrived, way in plans
    )  # fmt: skip
    return Office(made, {}, array("d"))


@pytest.mark.parametrize(
    ("change", "taken"),
    [
        pytest.param(Change(), [2, 3, 4], id="as-it-is-three-stand-in-line"),
        pytest.param(Change(clerk_at=ord("a")), [2, 3, 4], id="a-clerk-more-where-nothing-is-gained"),
        pytest.param(Change(without=ord("a")), [1, 2, 3], id="without-the-first-step"),
        pytest.param(Change(at_once=(ord("b"), ord("a"))), [1, 2, 3], id="both-at-once"),
        pytest.param(Change(without=ord("z")), [2, 3, 4], id="a-step-that-nobody-does"),
    ],
)
def test_a_change_moves_the_line(change, taken):
    assert list(played(changed(office((0, "ab"), (0, "ab"), (0, "ab")), change))) == taken


def test_a_clerk_more_takes_what_would_wait():
    waiting = office((0, "a"), (0, "a"), (0, "a"), (0, "a"))

    assert list(played(waiting)) == [1, 2, 3, 4]
    assert list(played(changed(waiting, Change(clerk_at=ord("a"))))) == [1, 1, 2, 2]


def test_one_clerk_at_two_steps_does_one_thing_at_a_time():
    plans = tuple(Plan(0.0, ((Visit(step, 1.0, 7),),)) for step in (1, 2))

    assert list(played(Office(plans, {}, array("d")))) == [1, 2]


def test_nobody_stands_in_line_for_those_who_are_many():
    plans = tuple(Plan(0.0, ((Visit(1, 1.0),),)) for _case in range(2))

    assert list(played(Office(plans, {}, array("d")))) == [1, 1]


def test_nobody_waits_where_nobody_else_is():
    assert list(played(office((0, "ab"), (10, "ab")))) == [2, 2]


def test_only_neighbours_go_on_at_once():
    plans = changed(office((0, "acb")), Change(at_once=(ord("a"), ord("b")))).plans

    assert [len(group) for group in plans[0].groups] == [1, 1, 1]


def log(*events: tuple[str, str, float, str]):
    builder = LogBuilder()
    for case, activity, days, person in events:
        builder.add(Event(case, activity, at(24 * days), person))
    return builder.log()


def test_work_began_when_the_case_came_or_when_its_clerk_was_free():
    found = office_of(
        log(
            ("A", "收件", 0, "前台"), ("A", "审查", 2, "甲"),
            ("B", "收件", 1, "前台"), ("B", "审查", 5, "甲"),
            ("C", "收件", 1, "前台"), ("C", "审查", 5, "乙"),
        ),
        plain,
    )  # fmt: skip
    work = [[round(visit.service, 6) for group in plan.groups for visit in group] for plan in found.plans]

    assert work == [[2], [3], [4]]
    assert list(found.clerks.values()) == [2]
    assert office_of(log(("A", "收件", 0, "甲"), ("A", "补正", 4, "申请人")), plain, alone=frozenset({2})).clerks == {
        2: 0
    }
    assert [round(days, 6) for days in found.real] == [2, 4, 4]


def test_a_replay_of_what_was_takes_as_long_as_it_took():
    found = office_of(log(*((f"c{n}", step, n + k, f"p{k}") for n in range(5) for k, step in enumerate("abc"))), plain)

    assert [round(days, 6) for days in played(found)] == [round(days, 6) for days in found.real]


def test_durations_are_summed_up_and_nothing_is_made_of_none():
    assert summed([]) is None
    assert (summed([3.0, 1.0, 2.0]).mean, summed([3.0, 1.0, 2.0]).median) == (2.0, 2.0)
