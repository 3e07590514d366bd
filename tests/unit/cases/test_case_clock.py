"""The clocks of one case: domain specification C.2 to C.5, worked by hand."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from oneseal.cases.rules.clock import (
    clock_face,
    delivery_derivation,
    delivery_dues,
    delivery_term,
    derivation_of,
    main_dues,
    promise_extension,
    receipt_due,
    statutory_start,
)
from oneseal.cases.rules.dues import dues_changed
from oneseal.cases.rules.states import State
from oneseal.kernel.clock import Term, Unit, used_days
from oneseal.kernel.clock.hours import BEIJING_OFFSET
from tests.unit.cases.facts import case_facts, pause
from tests.unit.kernel.calendars import open_calendar, reference_calendar

REVIEW = pause("2025-09-29", "2025-10-10")
OVERLAPPING = pause("2025-10-09", "2025-10-14")


def day(text):
    return date.fromisoformat(text)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING_OFFSET)


def morning(text):
    return at(f"{text} 09:00")


@pytest.mark.parametrize(
    ("known", "promised", "statutory"),
    [
        pytest.param({}, "2025-10-13", "2025-10-30", id="national-day-with-two-make-up-days"),
        pytest.param({"extended_days": 10}, "2025-10-27", "2025-11-13", id="extended-by-ten"),
        pytest.param({"pauses": [REVIEW]}, "2025-10-16", "2025-11-04", id="expert-review-takes-three-days-out"),
        pytest.param({"pauses": [REVIEW, OVERLAPPING]}, "2025-10-21", "2025-11-07", id="overlap-counts-once"),
        pytest.param(
            {"pauses": [pause("2025-09-29", "2025-10-10", stops_statutory=False)]}, "2025-10-16", "2025-10-30",
            id="management-pause-leaves-the-statutory-clock-running",
        ),
        pytest.param(
            {"statutory_from_on": date(2025, 9, 24)}, "2025-10-13", "2025-10-28",
            id="statutory-day-zero-at-receipt",
        ),
    ],
)  # fmt: skip
def test_both_due_dates_follow_from_ledger_calendar_and_term(known, promised, statutory):
    dues = main_dues(case_facts(**known), calendar=reference_calendar(), today=day("2025-10-20"))

    assert (dues.promised.on, dues.statutory.on) == (day(promised), day(statutory))
    assert not dues.promised.is_provisional
    assert not dues.statutory.is_provisional


SCHOOL = {"statutory_length": 3, "statutory_unit": "month", "promised_days": 30}
RESIDENCE = {"statutory_length": 15, "statutory_unit": "natural_day", "promised_days": 4}
IDENTITY = {"statutory_length": 60, "statutory_unit": "natural_day", "promised_days": 5, "extended_unit": "natural_day"}
CLOSE = {"statutory_length": 7, "promised_days": 7, "statutory_from_on": date(2025, 9, 24)}


@pytest.mark.parametrize(
    ("known", "days", "promised", "statutory", "grown"),
    [
        pytest.param(SCHOOL, 0, "2025-11-13", "2025-12-26", 0, id="three-months"),
        pytest.param(SCHOOL, 10, "2025-11-27", "2026-01-12", 10, id="three-months-and-ten-working-days"),
        pytest.param(RESIDENCE, 10, "2025-10-22", "2025-10-24", 10, id="fifteen-days-and-ten-working-days"),
        pytest.param(IDENTITY, 30, "2025-11-10", "2025-12-25", 30, id="sixty-days-and-thirty-natural-days"),
        pytest.param(CLOSE, 0, "2025-10-13", "2025-10-10", 0, id="a-law-that-began-earlier"),
        pytest.param(CLOSE, 3, "2025-10-14", "2025-10-14", 1, id="the-promise-grows-up-to-the-end-of-the-law"),
    ],
)  # fmt: skip
def test_an_extension_counts_in_its_own_unit_and_the_promise_never_ends_after_the_law(
    known, days, promised, statutory, grown
):
    facts, calendar = case_facts(**known, extended_days=days), reference_calendar()

    dues = main_dues(facts, calendar=calendar, today=day("2025-10-20"))

    assert (dues.promised.on, dues.statutory.on) == (day(promised), day(statutory))
    assert promise_extension(facts, calendar=calendar, today=day("2025-10-20")).length == grown
    explained = [derivation_of(facts, calendar=calendar, promised=one) for one in (True, False)]
    assert [one.due_on for one in explained] == [day(promised), day(statutory)]
    assert [one.extended_by.length for one in explained] == [grown, days]
    left = used_days(start_on=facts.clock_from_on, on=day(promised), calendar=calendar)
    assert clock_face(facts, calendar=calendar, now=morning("2025-09-26")).remaining == left
    assert clock_face(facts, calendar=calendar, now=morning(promised)).remaining == 0


def test_the_main_clock_has_no_due_date_before_it_starts():
    with pytest.raises(ValueError, match="not started"):
        main_dues(case_facts(clock_from_on=None), calendar=reference_calendar(), today=day("2025-10-01"))


@pytest.mark.parametrize(
    ("received_on", "due"),
    [
        pytest.param("2026-02-12", "2026-02-26", id="spring-festival-with-make-up-saturday"),
        pytest.param("2026-02-14", "2026-02-28", id="received-on-a-make-up-saturday"),
        pytest.param("2026-02-15", "2026-02-28", id="received-on-a-sunday-off"),
        pytest.param("2026-03-02", "2026-03-09", id="an-ordinary-monday"),
    ],
)
def test_an_application_is_answered_within_five_working_days(received_on, due):
    answer = receipt_due(day(received_on), reference_calendar())

    assert (answer.on, answer.is_provisional) == (day(due), False)


def test_a_receipt_clock_into_a_year_without_notice_is_provisional():
    answer = receipt_due(day("2026-12-30"), reference_calendar())

    assert answer.is_provisional


@pytest.mark.parametrize(
    ("today", "light", "remaining"),
    [
        pytest.param("2025-09-26", "green", 7, id="accepted-today"),
        pytest.param("2025-10-10", "green", 2, id="two-days-left"),
        pytest.param("2025-10-11", "yellow", 1, id="make-up-saturday-one-left"),
        pytest.param("2025-10-13", "yellow", 0, id="due-today"),
        pytest.param("2025-10-14", "red", -1, id="one-day-over-the-promise"),
        pytest.param("2025-10-30", "red", -13, id="last-day-of-the-law"),
        pytest.param("2025-10-31", "black", -14, id="over-the-law"),
    ],
)
def test_the_light_follows_the_promise_and_turns_black_with_the_law(today, light, remaining):
    face = clock_face(case_facts(), calendar=reference_calendar(), now=morning(today))

    assert (face.light, face.remaining) == (light, remaining)
    assert (face.due_on, face.statutory_due_on) == (day("2025-10-13"), day("2025-10-30"))


@pytest.mark.parametrize(
    ("known", "today", "light"),
    [
        pytest.param({}, "2025-10-01", "red", id="the-holiday-after-the-last-day-uses-nothing"),
        pytest.param({}, "2025-10-08", "red", id="the-last-day-of-the-holiday"),
        pytest.param({}, "2025-10-09", "black", id="the-first-working-day-after-it"),
        pytest.param({"pauses": [pause("2025-09-30")]}, "2025-10-20", "red", id="stopped-on-the-last-day-of-the-law"),
        pytest.param(
            {"pauses": [pause("2025-09-30", stops_statutory=False)]}, "2025-10-09", "black",
            id="a-pause-that-does-not-stop-the-law",
        ),
        pytest.param(
            {"statutory_length": 27, "statutory_unit": "natural_day"}, "2025-10-01", "black",
            id="natural-days-are-over-with-the-next-day",
        ),
    ],
)  # fmt: skip
def test_black_begins_when_less_than_nothing_is_left_of_the_law(known, today, light):
    accepted = {"clock_from_on": day("2025-09-03"), "statutory_from_on": day("2025-09-03"), **known}
    facts = case_facts(**accepted)
    facts = replace(facts, **dues_changed(facts, calendar=reference_calendar(), today=day("2025-09-30")))

    assert facts.statutory_due_on == day("2025-09-30")
    assert clock_face(facts, calendar=reference_calendar(), now=morning(today)).light == light


@pytest.mark.parametrize(
    ("known", "light", "remaining"),
    [
        pytest.param({"state": State.DRAFT, "clock_from_on": None, "accepted_at": None}, "grey", None, id="draft"),
        pytest.param({"state": State.CORRECTION_PENDING, "accepted_at": None}, "blue", None, id="correction"),
        pytest.param({"state": State.GRANTED}, "grey", None, id="granted-before-deliveries-were-timed"),
        pytest.param({"state": State.REFUSED}, "grey", None, id="refused"),
        pytest.param({"state": State.NOT_ACCEPTED, "accepted_at": None}, "grey", None, id="not-accepted"),
        pytest.param({"state": State.ARCHIVED}, "grey", None, id="archived"),
        pytest.param({"state": State.SUBMITTED, "accepted_at": None}, "green", 2, id="receipt-clock-before-acceptance"),
        pytest.param({"pauses": [pause("2025-09-28")]}, "blue", 6, id="an-open-pause"),
    ],
)
def test_a_clock_that_does_not_run_shows_no_colour_of_haste(known, light, remaining):
    face = clock_face(case_facts(**known), calendar=reference_calendar(), now=morning("2025-09-30"))

    assert (face.light, face.remaining) == (light, remaining)


def test_an_unanswered_receipt_turns_black_because_five_days_are_the_law():
    facts = case_facts(state=State.SUBMITTED, accepted_at=None, due_on=day("2025-10-09"))

    on_time = clock_face(facts, calendar=reference_calendar(), now=morning("2025-10-10"))
    too_late = clock_face(facts, calendar=reference_calendar(), now=morning("2025-10-11"))

    assert (on_time.light, on_time.remaining) == ("yellow", 0)
    assert (too_late.light, too_late.remaining) == ("black", -1)


def test_a_case_that_runs_into_a_year_without_notice_still_has_a_light():
    facts = case_facts(
        clock_from_on=day("2026-12-29"), statutory_from_on=day("2026-12-29"), due_on=day("2027-01-07"),
        statutory_due_on=day("2027-01-26"), due_is_provisional=True,
    )  # fmt: skip

    face = clock_face(facts, calendar=reference_calendar(), now=morning("2027-01-04"))

    assert face.is_provisional
    assert face.remaining is not None


@pytest.mark.parametrize(
    ("channel", "corrections", "lower", "start"),
    [
        pytest.param("online", 0, None, "2025-09-24", id="online-without-correction-runs-from-receipt"),
        pytest.param("online", 1, None, "2025-09-26", id="online-corrected-runs-from-acceptance"),
        pytest.param("window", 0, None, "2025-09-26", id="window-runs-from-acceptance"),
        pytest.param("window", 2, None, "2025-09-26", id="window-corrected-runs-from-acceptance"),
        pytest.param("online", 0, UUID(int=9), "2025-09-26", id="received-from-below-runs-from-acceptance"),
    ],
)
def test_the_statutory_term_of_an_online_case_without_correction_runs_from_its_receipt(
    channel, corrections, lower, start
):
    facts = case_facts(channel=channel, corrections=corrections, lower_case_id=lower)

    found = statutory_start(facts, received_on=day("2025-09-24"), accepted_on=day("2025-09-26"))

    assert found == day(start)


@pytest.mark.parametrize(
    ("known", "promised", "end"),
    [
        pytest.param({}, True, "2025-10-13", id="promised"),
        pytest.param({}, False, "2025-10-30", id="statutory"),
        pytest.param({"accepted_at": None}, True, "2025-10-10", id="receipt-clock"),
        pytest.param({"pauses": [REVIEW]}, True, "2025-10-16", id="promised-with-pause"),
    ],
)
def test_the_derivation_ends_on_the_day_that_the_clock_says(known, promised, end):
    derivation = derivation_of(case_facts(**known), calendar=reference_calendar(), promised=promised)

    assert derivation.due_on == day(end)
    counted = [line.number for line in derivation.days if line.counted]
    assert counted == list(range(1, len(counted) + 1))


def test_nothing_is_derived_before_receipt():
    assert derivation_of(case_facts(clock_from_on=None), calendar=reference_calendar(), promised=True) is None


# --- the delivery of a grant (APL art. 44) ---------------------------------------------------------


@pytest.mark.parametrize(
    ("decided_on", "length", "own", "law"),
    [
        pytest.param("2025-09-30", 10, "2025-10-21", "2025-10-21", id="ten-days-of-the-law-over-national-day"),
        pytest.param("2025-09-30", 5, "2025-10-14", "2025-10-21", id="five-of-the-item-ten-of-the-law"),
        pytest.param("2025-09-30", None, "2025-10-21", "2025-10-21", id="no-days-of-its-own"),
        pytest.param("2025-09-30", 15, "2025-10-21", "2025-10-21", id="a-longer-term-ends-with-that-of-the-law"),
        pytest.param("2026-02-12", 10, "2026-03-04", "2026-03-04", id="over-the-spring-festival"),
    ],
)
def test_a_grant_is_delivered_in_the_items_own_days_and_at_the_latest_in_ten(decided_on, length, own, law):
    own_term, calendar = length and Term(length, Unit.WORKING_DAY), reference_calendar()
    term = delivery_term(own_term, decided_on=day(decided_on), calendar=calendar)
    dues = delivery_dues(day(decided_on), term, calendar=calendar)

    assert (dues.promised.on, dues.statutory.on) == (day(own), day(law))


def granted(**known):
    return case_facts(
        **{
            "state": State.ISSUING, "outcome": "granted", "delivery_from_on": day("2025-09-30"), "delivery_length": 5,
            "delivery_unit": "working_day", "due_on": day("2025-10-14"), "statutory_due_on": day("2025-10-21"),
            "decision_due_on": day("2025-10-13"), "decision_statutory_due_on": day("2025-10-30"), **known,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("today", "light", "remaining"),
    [
        pytest.param("2025-09-30", "green", 5, id="the-day-of-the-decision-does-not-count"),
        pytest.param("2025-10-13", "yellow", 1, id="the-last-day-but-one"),
        pytest.param("2025-10-14", "yellow", 0, id="the-last-day"),
        pytest.param("2025-10-15", "red", -1, id="past-the-items-own-term"),
        pytest.param("2025-10-22", "black", -6, id="past-the-term-of-the-law"),
    ],
)
def test_the_light_of_a_grant_is_that_of_its_delivery(today, light, remaining):
    face = clock_face(granted(), calendar=reference_calendar(), now=morning(today))

    assert (face.light, face.remaining, face.due_on) == (light, remaining, day("2025-10-14"))


def test_what_is_delivered_is_timed_no_more():
    face = clock_face(granted(state=State.DELIVERED), calendar=reference_calendar(), now=morning("2025-12-01"))

    assert (face.light, face.remaining) == ("grey", None)


def test_the_delivery_explains_itself_day_by_day_and_the_decision_still_does():
    derivation = delivery_derivation(granted(), calendar=reference_calendar())

    assert derivation.due_on == day("2025-10-14")
    assert [line.on for line in derivation.days if line.counted] == [
        day(text) for text in ("2025-10-09", "2025-10-10", "2025-10-11", "2025-10-13", "2025-10-14")
    ]
    kept = derivation_of(granted(), calendar=reference_calendar(), promised=True)
    assert kept.due_on == granted().decision_due_on
    assert delivery_derivation(case_facts(), calendar=reference_calendar()) is None


# --- a promise in hours -------------------------------------------------------------------------------


def hourly(**known):
    """Return a case accepted on Tuesday 4 November 2025 at 16:00 with a promise of two office hours."""
    start = at("2025-11-04 16:00")
    facts = case_facts(
        promised_days=2, promised_unit="office_hour", clock_from_on=day("2025-11-04"), clock_from_at=start,
        statutory_from_on=day("2025-11-04"), statutory_from_at=start, accepted_at=start, **known,
    )  # fmt: skip
    return replace(facts, **dues_changed(facts, calendar=open_calendar(), today=day("2025-11-04")))


@pytest.mark.parametrize(
    ("now", "light", "remaining"),
    [
        pytest.param("2025-11-04 16:00", "green", 2, id="accepted"),
        pytest.param("2025-11-04 16:59", "yellow", 1, id="an-hour-and-a-minute"),
        pytest.param("2025-11-05 10:00", "yellow", 0, id="to-the-instant"),
        pytest.param("2025-11-05 10:01", "red", -1, id="a-minute-late"),
        pytest.param("2025-12-03 09:00", "black", -129, id="past-the-law"),
    ],
)
def test_the_light_of_a_promise_in_hours_changes_with_the_hour(now, light, remaining):
    face = clock_face(hourly(), calendar=open_calendar(), now=at(now))

    assert (face.light, face.remaining, face.is_hourly) == (light, remaining, True)
    assert (face.due_at, face.due_on) == (at("2025-11-05 10:00"), day("2025-11-05"))


def test_a_law_in_hours_turns_the_light_black_at_the_instant():
    facts = hourly(statutory_length=24, statutory_unit="hour")

    assert facts.statutory_due_at == at("2025-11-05 16:00")
    assert clock_face(facts, calendar=open_calendar(), now=at("2025-11-05 16:00")).light == "red"
    assert clock_face(facts, calendar=open_calendar(), now=at("2025-11-05 16:01")).light == "black"


def test_a_pause_takes_its_days_out_of_a_promise_in_hours():
    paused = hourly(pauses=[pause("2025-11-04", None)])
    resumed = hourly(pauses=[pause("2025-11-04", "2025-11-06")])

    assert clock_face(paused, calendar=open_calendar(), now=at("2025-11-05 15:00")).light == "blue"
    assert resumed.due_at == at("2025-11-07 10:00")


def test_a_promise_in_hours_is_explained_by_the_function_that_counts_it():
    found = derivation_of(hourly(), calendar=open_calendar(), promised=True)

    assert (found.due_at, [line.number for line in found.days]) == (at("2025-11-05 10:00"), [1, 2])
    assert derivation_of(hourly(), calendar=open_calendar(), promised=False).due_at is None


def test_a_promise_in_hours_without_an_instant_is_a_fault():
    with pytest.raises(ValueError, match="instant"):
        main_dues(case_facts(promised_unit="hour"), calendar=open_calendar(), today=day("2025-11-04"))
