"""A procedure that is open for longer than its law: the clock of the law runs again, and its light is shown (APL 45).

Accepted on Friday 26 September 2025, 20 working days by law, 7 promised; make-up days on 28 September and 11 October,
off from 1 to 8 October. The procedure is open since 29 September.
"""

from datetime import date, datetime

import pytest

from oneseal.cases.rules.clock import clock_face, derivation_of, main_dues, worst_met
from oneseal.cases.rules.dues import dues_changed
from oneseal.cases.rules.joint import law_clock
from oneseal.cases.rules.law_days import pauses_told, runs_beyond_law
from oneseal.kernel.clock import P0, ClockPaused
from oneseal.kernel.clock.hours import BEIJING_OFFSET
from tests.unit.cases.facts import case_facts, pause
from tests.unit.kernel.calendars import open_calendar, reference_calendar

BY_LAW = date(2025, 11, 4)  # 20 working days and the three that the law gives the procedure


def at(text):
    return datetime.fromisoformat(f"{text} 09:00").replace(tzinfo=BEIJING_OFFSET)


def limited(days, start="2025-09-29", end=None, **more):
    return {**pause(start, end), "law_days": days, **more}


def face(day, *pauses, **known):
    return clock_face(case_facts(pauses=[*pauses], **known), calendar=reference_calendar(), now=at(day))


@pytest.mark.parametrize(
    ("day", "light", "remaining", "by_law"),
    [
        pytest.param("2025-09-30", "blue", 5, False, id="first-day-of-the-procedure"),
        pytest.param("2025-10-08", "blue", 5, False, id="days-off-do-not-use-up-the-law"),
        pytest.param("2025-10-10", "blue", 5, False, id="third-and-last-day-that-the-law-gives"),
        pytest.param("2025-10-11", "green", 17, True, id="day-after-is-a-make-up-day-and-counts"),
        pytest.param("2025-10-12", "green", 17, True, id="sunday-takes-nothing"),
        pytest.param("2025-10-30", "green", 3, True, id="last-green-day"),
        pytest.param("2025-10-31", "yellow", 2, True, id="a-tenth-of-the-law-left"),
        pytest.param("2025-11-04", "yellow", 0, True, id="last-day-of-the-law"),
        pytest.param("2025-11-05", "black", -1, True, id="past-the-law-while-still-open"),
    ],
)
def test_the_light_is_that_of_the_law_from_the_day_after_its_maximum(day, light, remaining, by_law):
    shown = face(day, limited(3))

    assert (shown.light.value, shown.remaining, shown.is_by_law) == (light, remaining, by_law)
    assert shown.stands_still is (not by_law)
    if by_law:
        assert (shown.due_on, shown.statutory_due_on) == (BY_LAW, BY_LAW)


@pytest.mark.parametrize(
    ("days", "last", "first"),
    [
        pytest.param(1, "2025-10-08", "2025-10-09", id="days-off-after-the-last-belong-to-it"),
        pytest.param(2, "2025-10-09", "2025-10-10", id="between-two-working-days"),
        pytest.param(4, "2025-10-12", "2025-10-13", id="over-a-weekend-with-a-make-up-day"),
    ],
)
def test_the_clock_of_the_law_runs_from_the_day_after_the_last(days, last, first):
    assert face(last, limited(days)).stands_still
    assert face(first, limited(days)).is_by_law


@pytest.mark.parametrize(
    ("pauses", "by_law"),
    [
        pytest.param([pause("2025-09-29")], False, id="a-law-that-names-no-maximum"),
        pytest.param([limited(3, end="2025-10-20")], False, id="closed-procedures-follow-their-own-rule"),
        pytest.param([limited(3), pause("2025-10-09")], False, id="another-law-still-stops-it"),
        pytest.param([limited(3), pause("2025-10-09", stops_statutory=False)], True, id="a-survey-stops-no-law"),
        pytest.param([limited(3), limited(20, "2025-10-09", cause="test")], False, id="another-kind-has-days-left"),
        pytest.param([limited(3), limited(2, "2025-10-09", cause="test")], True, id="both-kinds-used-up"),
        pytest.param([limited(20), limited(20, "2025-10-09")], False, id="two-of-a-kind-with-days-left"),
        pytest.param([limited(3), limited(3, "2025-10-09")], True, id="two-of-a-kind-share-their-days"),
    ],
)
def test_something_else_may_keep_the_clock_of_the_law_stopped(pauses, by_law):
    facts = case_facts(pauses=pauses)

    assert runs_beyond_law(facts, today=date(2025, 10, 21), calendar=reference_calendar()) is by_law
    assert face("2025-10-21", *pauses).is_by_law is by_law


def test_what_a_closed_procedure_of_the_kind_took_is_not_given_again():
    before = pause("2025-09-26", "2025-09-28")  # one working day
    told = pauses_told(case_facts(pauses=[before, limited(3)]), today=date(2025, 10, 20), calendar=reference_calendar())

    assert told[1].law_end == date(2025, 10, 9)


def test_a_promise_that_was_missed_before_stays_missed():
    known = {"promised_days": 1, "due_on": date(2025, 9, 28)}

    assert face("2025-10-11", limited(3), **known).light.value == "red"
    assert face("2025-11-05", limited(3), **known).light.value == "black"


def test_the_derivation_of_the_law_stands_again_and_that_of_the_promise_does_not():
    facts, calendar = case_facts(pauses=[limited(3)]), open_calendar()
    derived = derivation_of(facts, calendar=reference_calendar(), promised=False, on=date(2025, 10, 11))

    assert (derived.due_on, derived.days[-1].on) == (BY_LAW, BY_LAW)
    assert [day.on.day for day in derived.days if day.pause is not None and day.on.month == 9] == [30]
    for promised, on in ((True, date(2025, 10, 11)), (False, date(2025, 10, 10))):
        with pytest.raises(ClockPaused):
            derivation_of(facts, calendar=calendar, promised=promised, on=on)


def test_the_nightly_sweep_puts_the_date_of_the_law_on_the_row():
    facts = case_facts(pauses=[limited(3)])
    for day in (date(2025, 10, 11), date(2025, 11, 3)):
        assert main_dues(facts, calendar=reference_calendar(), today=day).statutory.on == BY_LAW
        assert dues_changed(facts, calendar=reference_calendar(), today=day)["statutory_due_on"] == BY_LAW


def test_an_act_beyond_the_law_remembers_its_light_and_joint_bodies_show_it():
    facts, now = case_facts(pauses=[limited(3)]), at("2025-11-05")
    joint = law_clock(facts, calendar=reference_calendar(), now=now, preset=P0)

    assert worst_met(facts, calendar=reference_calendar(), now=now) == "black"
    assert (joint.light.value, joint.due_on) == ("black", BY_LAW)
