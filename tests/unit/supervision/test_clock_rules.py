"""R01, R02, R06 to R10, R14, R15, R34 by days of March 2026 (the 2nd is a Monday)."""

from datetime import date

import pytest

from oneseal.supervision.rules.facts import Clock, ClockKind, NodeSeen
from tests.unit.supervision.sight import act, clock, day, found, seen, weekdays

RECEIPT, PROMISE, STATUTE, DELIVERY = ClockKind.RECEIPT, ClockKind.PROMISE, ClockKind.STATUTE, ClockKind.DELIVERY


def running(kind, **told):
    return seen(clocks=(clock(kind, due=9, late=10, **told),))


def renewal(**told):
    return seen(accepted_on=day(2), renewal_until=day(20), **told)


def first_examination(*acts, **told):
    return seen(*acts, item={"first_examination": True}, accepted_on=day(2), **told)


IN_APRIL = Clock(STATUTE, day(2), date(2026, 4, 20), date(2026, 4, 21))


@pytest.mark.parametrize(("rule", "case", "hits"), [
    pytest.param("R01", running(RECEIPT), [(6, "yellow")], id="one-working-day-before-monday-is-friday"),
    pytest.param("R01", running(RECEIPT, ended_on=5), [], id="answered-the-day-before"),
    pytest.param("R01", running(RECEIPT, ended_on=6), [(6, "yellow")], id="answered-on-the-day-it-still-ran-at-dawn"),
    pytest.param("R01", running(RECEIPT, is_stopped=True), [], id="waits-for-a-correction"),
    pytest.param("R01", running(PROMISE), [], id="another-clock"),
    pytest.param("R02", seen(act("deem_accepted", 10)), [(10, "black")], id="the-law-accepted"),
    pytest.param("R02", seen(act("accept", 9)), [], id="accepted-on-the-last-day"),
    pytest.param("R06", seen(act("accept", 2), item={"at_once": True}), [(3, "yellow")], id="open-on-the-next-day"),
    pytest.param("R06", seen(act("accept", 6), item={"at_once": True}), [(9, "yellow")], id="friday-then-monday"),
    pytest.param("R06", seen(act("accept", 2), item={"at_once": True}, ended_on=day(2)), [], id="closed-the-same-day"),
    pytest.param("R06", seen(act("accept", 2)), [], id="not-an-item-on-the-spot"),
    pytest.param("R07", running(PROMISE, yellow_on=6), [(6, "yellow")], id="the-light-turns"),
    pytest.param("R07", running(PROMISE, yellow_on=6, ended_on=5), [], id="decided-before-it-turns"),
    pytest.param("R07", running(PROMISE, yellow_on=2), [], id="yellow-from-its-first-day-is-no-warning"),
    pytest.param("R07", running(PROMISE), [], id="the-city-has-no-number-for-yellow"),
    pytest.param("R08", running(PROMISE), [(10, "red")], id="missed"),
    pytest.param("R08", running(PROMISE, ended_on=9), [], id="decided-on-the-last-day"),
    pytest.param("R08", running(PROMISE, ended_on=10), [(10, "red")], id="decided-a-day-late"),
    pytest.param("R08", running(PROMISE, is_stopped=True), [], id="stands-still"),
    pytest.param("R09", running(STATUTE), [(10, "black")], id="past-the-law"),
    pytest.param("R09", running(STATUTE, ended_on=9), [], id="decided-within-the-law"),
    pytest.param("R09", running(PROMISE), [], id="the-promise-is-not-the-law"),
    pytest.param("R14", running(DELIVERY), [(10, "red")], id="not-delivered"),
    pytest.param("R14", running(DELIVERY, ended_on=9), [], id="delivered-on-the-tenth-day"),
    pytest.param("R15", first_examination(), [(31, "red")], id="the-twenty-first-working-day"),
    pytest.param("R15", first_examination(ended_on=day(30)), [], id="forwarded-on-the-twentieth"),
    pytest.param("R15", seen(accepted_on=day(2)), [], id="not-a-first-examination"),
    pytest.param("R15", first_examination(clocks=(IN_APRIL,)), [(31, "red")], id="the-limit-of-the-law-is-another"),
    pytest.param("R15", first_examination(act("suspend", 3), clocks=(IN_APRIL,)), [], id="it-moved-with-that-limit"),
    pytest.param("R15", first_examination(clocks=(clock(STATUTE, due=9, late=10, is_stopped=True),)), [], id="paused"),
    pytest.param("R34", renewal(), [(13, "yellow"), (23, "red")], id="five-days-before-the-end-and-after-it"),
    pytest.param("R34", renewal(ended_on=day(12)), [], id="decided-in-time"),
    pytest.param("R34", renewal(ended_on=day(20)), [(13, "yellow")], id="decided-on-the-last-day"),
    pytest.param("R34", seen(accepted_on=day(2)), [], id="no-renewal"),
])  # fmt: skip
def test_a_clock_is_found_on_the_day_it_turns(rule, case, hits):
    assert found(rule, case, calendar=weekdays()) == hits


NODE = {"label": "审查", "opened_on": day(2), "closed_on": None, "due_on": day(9), "late_on": day(10)}


@pytest.mark.parametrize(("node", "case", "hits"), [
    pytest.param({}, {}, [(10, "yellow"), (12, "red")], id="late-then-later"),
    pytest.param({"closed_on": day(9)}, {}, [], id="done-in-time"),
    pytest.param({"closed_on": day(11)}, {}, [(10, "yellow")], id="done-before-it-turns-red"),
    pytest.param({"is_stopped": True}, {}, [], id="stands-still"),
    pytest.param({}, {"clocks": (clock(PROMISE, due=9, late=10),)}, [], id="the-whole-case-is-late-already"),
    pytest.param({}, {"clocks": (clock(PROMISE, due=11, late=12),)}, [(10, "yellow")],
                 id="the-case-is-late-afterwards"),
])  # fmt: skip
def test_an_overdue_node_of_a_case_in_time_turns_yellow_then_red(node, case, hits):
    assert found("R10", seen(nodes=(NodeSeen(**{**NODE, **node}),), **case), calendar=weekdays()) == hits


@pytest.mark.parametrize(("rule", "case", "limits", "hits"), [
    pytest.param("R01", running(RECEIPT), {"days_left": 2}, [(5, "yellow")], id="two-days-left"),
    pytest.param("R06", seen(act("accept", 2), item={"at_once": True}), {"days_more": 1}, [(4, "yellow")],
                 id="a-day-more"),
    pytest.param("R34", renewal(), {"days_left": 1}, [(19, "yellow"), (23, "red")], id="one-day-before"),
    pytest.param("R10", seen(nodes=(NodeSeen(**NODE),)), {"red_after": 1}, [(10, "yellow"), (11, "red")],
                 id="red-sooner"),
])  # fmt: skip
def test_the_citys_number_moves_the_day(rule, case, limits, hits):
    assert found(rule, case, calendar=weekdays(), **limits) == hits
