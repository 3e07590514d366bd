"""The worked examples of the specification: National Day 2025 and Spring Festival 2026."""

from datetime import date, timedelta

import pytest

from oneseal.kernel.clock import (
    CalendarYearMissing,
    ClockPaused,
    Due,
    Light,
    Pause,
    PauseInverted,
    Term,
    TermOutOfRange,
    Unit,
    derive,
    derive_or_estimate,
    due_on,
    due_or_estimate,
    early_days,
    elapsed,
    light,
    overdue_days,
    projected_due_on,
    remaining_days,
    stopping_statutory,
    total_days,
    used_days,
)
from tests.unit.kernel.calendars import reference_calendar

ACCEPTED = date(2025, 9, 26)
EXPERT_REVIEW = Pause(date(2025, 9, 29), date(2025, 10, 10), "expert review", basis="APL 45")
TESTING = Pause(date(2025, 10, 9), date(2025, 10, 14), "testing", basis="APL 45")
CALENDAR = reference_calendar()


def due(start, length, unit=Unit.WORKING_DAY, **more):
    return due_on(start_on=start, term=Term(length, unit), calendar=CALENDAR, **more)


@pytest.mark.parametrize(
    ("start", "length", "more", "expected"),
    [
        pytest.param(ACCEPTED, 7, {}, date(2025, 10, 13), id="promise-of-7"),
        pytest.param(ACCEPTED, 20, {}, date(2025, 10, 30), id="statutory-20"),
        pytest.param(ACCEPTED, 20, {"extended_by": Term(10)}, date(2025, 11, 13), id="statutory-20-extended-by-10"),
        pytest.param(ACCEPTED, 45, {}, date(2025, 12, 4), id="joint-45"),
        pytest.param(ACCEPTED, 45, {"extended_by": Term(15)}, date(2025, 12, 25), id="joint-45-extended-by-15"),
        pytest.param(ACCEPTED, 7, {"pauses": [EXPERT_REVIEW]}, date(2025, 10, 16), id="promise-with-review"),
        pytest.param(ACCEPTED, 20, {"pauses": [EXPERT_REVIEW]}, date(2025, 11, 4), id="statutory-with-review"),
        pytest.param(
            ACCEPTED,
            7,
            {"pauses": [EXPERT_REVIEW, TESTING]},
            date(2025, 10, 21),
            id="pauses-are-joined",
        ),
        pytest.param(date(2025, 9, 30), 10, {}, date(2025, 10, 21), id="delivery-clock"),
        pytest.param(date(2026, 2, 12), 5, {}, date(2026, 2, 26), id="correction-notice-due"),
        pytest.param(date(2026, 2, 12), 20, {}, date(2026, 3, 18), id="deemed-acceptance-statutory"),
        pytest.param(date(2026, 2, 14), 5, {}, date(2026, 2, 28), id="received-on-make-up-saturday"),
        pytest.param(date(2026, 2, 15), 5, {}, date(2026, 2, 28), id="received-on-a-holiday"),
        pytest.param(date(2026, 3, 6), 1, {}, date(2026, 3, 9), id="friday-plus-one-is-monday"),
        pytest.param(ACCEPTED, 0, {}, ACCEPTED, id="on-the-spot"),
    ],
)
def test_due_date_of_the_worked_examples(start, length, more, expected):
    assert due(start, length, **more) == expected
    assert derive(start_on=start, term=Term(length), calendar=CALENDAR, **more).due_on == expected


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(date(2025, 10, 7), id="monday-to-friday-only"),
        pytest.param(date(2025, 10, 15), id="holidays-without-make-up-days"),
        pytest.param(date(2025, 10, 11), id="acceptance-day-counted-as-day-1"),
    ],
)
def test_known_wrong_answers_are_not_given(wrong):
    assert due(ACCEPTED, 7) != wrong


def test_pauses_subtracted_twice_would_give_another_date():
    assert due(ACCEPTED, 7, pauses=[EXPERT_REVIEW, TESTING]) != date(2025, 10, 22)


def test_receipt_on_saturday_and_sunday_of_spring_festival_are_due_together():
    assert due(date(2026, 2, 14), 5) == due(date(2026, 2, 15), 5)


@pytest.mark.parametrize(
    ("on", "remaining", "shown"),
    [
        pytest.param(date(2025, 10, 10), 2, Light.GREEN, id="two-left-is-green"),
        pytest.param(date(2025, 10, 11), 1, Light.YELLOW, id="one-left-is-yellow"),
        pytest.param(date(2025, 10, 13), 0, Light.YELLOW, id="last-day-is-yellow"),
        pytest.param(date(2025, 10, 14), -1, Light.RED, id="one-late-is-red"),
    ],
)
def test_lights_around_the_promised_date(on, remaining, shown):
    left = remaining_days(start_on=ACCEPTED, term=Term(7), on=on, calendar=CALENDAR)

    assert left == remaining
    assert light(remaining=left, promised_days=7, statutory_remaining=13) is shown


def test_decision_on_10_october_used_five_days_and_is_two_early():
    used = elapsed(start_on=ACCEPTED, decided_on=date(2025, 10, 10), calendar=CALENDAR)

    assert used == 5
    assert early_days(promised_days=7, elapsed_days=used) == 2
    assert overdue_days(promised_days=7, elapsed_days=used) == 0
    assert round((1 - used / 7) * 100, 2) == 28.57


def test_decision_on_14_october_is_one_day_overdue():
    used = elapsed(start_on=ACCEPTED, decided_on=date(2025, 10, 14), calendar=CALENDAR)

    assert overdue_days(promised_days=7, elapsed_days=used) == 1
    assert early_days(promised_days=7, elapsed_days=used) == -1


def test_decision_on_the_day_of_acceptance_used_nothing():
    assert elapsed(start_on=ACCEPTED, decided_on=ACCEPTED, calendar=CALENDAR) == 0


def test_a_missed_notice_has_used_six_days_on_27_february():
    assert used_days(start_on=date(2026, 2, 12), on=date(2026, 2, 27), calendar=CALENDAR) == 6


def test_expert_review_excludes_30_september_9_and_10_october():
    derivation = derive(start_on=ACCEPTED, term=Term(7), calendar=CALENDAR, pauses=[EXPERT_REVIEW])

    paused = [day.on for day in derivation.days if day.pause]

    assert paused == [date(2025, 9, 30), date(2025, 10, 9), date(2025, 10, 10)]


def test_only_pauses_with_a_law_stop_the_statutory_clock():
    survey = Pause(date(2025, 10, 13), date(2025, 10, 20), "site survey", stops_statutory=False)

    assert stopping_statutory([EXPERT_REVIEW, survey]) == (EXPERT_REVIEW,)


@pytest.mark.parametrize(
    ("start", "length", "unit", "expected"),
    [
        pytest.param(date(2025, 9, 1), 30, Unit.NATURAL_DAY, date(2025, 10, 9), id="ends-in-holiday"),
        pytest.param(date(2025, 11, 3), 5, Unit.NATURAL_DAY, date(2025, 11, 10), id="ends-on-saturday"),
        pytest.param(date(2025, 9, 26), 2, Unit.NATURAL_DAY, date(2025, 9, 28), id="ends-on-make-up-sunday"),
        pytest.param(date(2025, 11, 3), 4, Unit.NATURAL_DAY, date(2025, 11, 7), id="ends-on-friday"),
        pytest.param(date(2025, 1, 31), 1, Unit.MONTH, date(2025, 2, 28), id="no-31-february"),
        pytest.param(date(2024, 1, 31), 1, Unit.MONTH, date(2024, 2, 29), id="leap-february"),
        pytest.param(date(2025, 6, 16), 6, Unit.MONTH, date(2025, 12, 16), id="same-number"),
        pytest.param(date(2024, 2, 29), 1, Unit.YEAR, date(2025, 2, 28), id="leap-day-plus-a-year"),
        pytest.param(date(2025, 9, 3), 1, Unit.MONTH, date(2025, 10, 9), id="month-ends-in-national-day"),
        pytest.param(date(2025, 10, 4), 0, Unit.NATURAL_DAY, date(2025, 10, 4), id="nothing-to-wait-for"),
    ],
)
def test_natural_days_months_and_years_follow_the_civil_code(start, length, unit, expected):
    assert due(start, length, unit) == expected
    assert derive(start_on=start, term=Term(length, unit), calendar=CALENDAR).due_on == expected


def test_nothing_is_overdue_while_a_last_day_is_moved_past_a_holiday():
    term = Term(30, Unit.NATURAL_DAY)
    left = {
        day: remaining_days(start_on=date(2025, 9, 1), term=term, on=date(2025, 10, day), calendar=CALENDAR)
        for day in (1, 5, 9, 10)
    }

    assert left == {1: 0, 5: 0, 9: 0, 10: -1}


def test_nothing_is_overdue_while_a_pause_holds_up_the_last_day():
    paused = Pause(date(2025, 11, 9), None, "hearing")
    question = {"start_on": date(2025, 11, 3), "term": Term(5, Unit.NATURAL_DAY), "pauses": [paused]}

    with pytest.raises(ClockPaused):
        due_on(**question, calendar=CALENDAR)
    assert remaining_days(**question, on=date(2025, 11, 10), calendar=CALENDAR) == 0


def test_a_pause_takes_natural_days_out_of_a_month():
    pause = Pause(date(2025, 6, 20), date(2025, 6, 25), "appraisal")

    assert due(date(2025, 6, 16), 1, Unit.MONTH) == date(2025, 7, 16)
    assert due(date(2025, 6, 16), 1, Unit.MONTH, pauses=[pause]) == date(2025, 7, 21)


def test_an_open_pause_leaves_no_due_date_but_a_projection():
    open_pause = Pause(date(2025, 9, 29), None, "hearing")

    with pytest.raises(ClockPaused) as refusal:
        due(ACCEPTED, 7, pauses=[open_pause])
    assert refusal.value.facts == {"paused_on": "2025-09-29"}
    with pytest.raises(ClockPaused):
        derive(start_on=ACCEPTED, term=Term(7), calendar=CALENDAR, pauses=[open_pause])
    assert projected_due_on(
        start_on=ACCEPTED, term=Term(7), calendar=CALENDAR, pauses=[open_pause], today=date(2025, 10, 10)
    ) == date(2025, 10, 16)


def test_a_pause_opened_after_the_last_day_does_not_lift_the_missed_date():
    late = Pause(date(2025, 10, 20), None, "testing")

    assert due(ACCEPTED, 7, pauses=[late]) == date(2025, 10, 13)


def test_days_of_an_open_pause_are_not_used():
    open_pause = Pause(date(2025, 9, 29), None, "hearing")

    assert used_days(start_on=ACCEPTED, on=date(2025, 10, 20), calendar=CALENDAR, pauses=[open_pause]) == 2


def test_a_year_without_a_notice_is_refused_and_never_guessed():
    with pytest.raises(CalendarYearMissing) as refusal:
        due(date(2026, 12, 20), 20)
    assert refusal.value.year == 2027


def test_the_last_days_of_a_known_year_need_no_next_notice():
    assert due(date(2026, 12, 28), 3) == date(2026, 12, 31)


def test_a_guess_is_marked_as_provisional():
    guess = due_or_estimate(start_on=date(2026, 12, 20), term=Term(20), calendar=CALENDAR)

    assert guess == Due(on=date(2027, 1, 15), is_provisional=True)


def test_a_date_that_needs_no_guess_is_not_provisional():
    assert due_or_estimate(start_on=ACCEPTED, term=Term(7), calendar=CALENDAR) == Due(date(2025, 10, 13), False)


def test_a_calendar_that_already_guesses_stays_provisional():
    calendar = CALENDAR.with_estimates([2027])

    assert due_or_estimate(start_on=date(2026, 12, 20), term=Term(20), calendar=calendar).is_provisional
    assert not due_or_estimate(start_on=date(2026, 12, 1), term=Term(5), calendar=calendar).is_provisional


def test_a_projection_is_marked_as_projected():
    open_pause = Pause(date(2025, 9, 29), None, "hearing")

    due_date = due_or_estimate(
        start_on=ACCEPTED, term=Term(7), calendar=CALENDAR, pauses=[open_pause], today=date(2025, 10, 10)
    )

    assert due_date == Due(on=date(2025, 10, 16), is_provisional=False, is_projected=True)


@pytest.mark.parametrize("year", [1940, 2301, 9998])
def test_years_beyond_reason_are_refused_even_as_a_guess(year):
    with pytest.raises(CalendarYearMissing) as refusal:
        due_or_estimate(start_on=date(year, 1, 5), term=Term(1), calendar=CALENDAR)
    assert refusal.value.year == year


def test_a_term_that_runs_beyond_reason_is_refused_and_not_counted_for_ever():
    with pytest.raises(CalendarYearMissing) as refusal:
        due_or_estimate(start_on=date(2290, 1, 5), term=Term(36_500), calendar=CALENDAR)
    assert refusal.value.year == 2301


@pytest.mark.parametrize("unit", [Unit.WORKING_DAY, Unit.NATURAL_DAY])
def test_the_last_day_of_time_is_refused_with_a_reason(unit):
    with pytest.raises((CalendarYearMissing, TermOutOfRange)):
        due_or_estimate(start_on=date(9999, 12, 31), term=Term(1, unit), calendar=CALENDAR)
    with pytest.raises((CalendarYearMissing, TermOutOfRange)):
        derive_or_estimate(start_on=date(9999, 12, 31), term=Term(1, unit), calendar=CALENDAR)


@pytest.mark.parametrize(
    ("length", "unit"),
    [
        pytest.param(-1, Unit.WORKING_DAY, id="negative"),
        pytest.param(36_501, Unit.NATURAL_DAY, id="over-a-hundred-years"),
        pytest.param(1_201, Unit.MONTH, id="over-1200-months"),
    ],
)
def test_a_term_out_of_range_is_refused(length, unit):
    with pytest.raises(TermOutOfRange):
        Term(length, unit)


@pytest.mark.parametrize(
    ("term", "extension", "expected", "left"),
    [
        pytest.param(Term(3, Unit.MONTH), Term(10), "2026-01-12", 37, id="months-and-working-days"),
        pytest.param(Term(15, Unit.NATURAL_DAY), Term(10), "2025-10-24", -43, id="natural-and-working-days"),
        pytest.param(Term(4), Term(30, Unit.NATURAL_DAY), "2025-11-10", -19, id="working-and-natural-days"),
        pytest.param(
            Term(60, Unit.NATURAL_DAY), Term(30, Unit.NATURAL_DAY), "2025-12-25", 19, id="one-longer-term-of-one-unit"
        ),
        pytest.param(Term(20), Term(0, Unit.NATURAL_DAY), "2025-10-30", -26, id="no-extension"),
    ],
)
def test_an_extension_in_another_unit_is_counted_from_the_end_of_the_term(term, extension, expected, left):
    told = {"start_on": ACCEPTED, "term": term, "calendar": CALENDAR, "extended_by": extension}
    end, later = date.fromisoformat(expected), date(2025, 12, 6)

    assert due_on(**told) == derive(**told).due_on == due_or_estimate(**told).on == end
    assert remaining_days(**told, on=end) == 0
    assert remaining_days(**told, on=later) == left


@pytest.mark.parametrize(
    ("opened", "left"),
    [
        pytest.param(date(2025, 10, 24), [0, 0, 0], id="on-the-last-day"),
        pytest.param(date(2025, 10, 27), [-3, -3, -3], id="three-days-too-late"),
        pytest.param(date(2025, 10, 17), [6, 5, 7], id="the-end-is-supposed-as-if-it-ended-today"),
    ],
)
def test_a_pause_stops_an_extended_term(opened, left):
    told = {
        "start_on": ACCEPTED, "term": Term(15, Unit.NATURAL_DAY), "calendar": CALENDAR, "extended_by": Term(10),
        "pauses": [Pause(opened, None, "hearing")],
    }  # fmt: skip

    assert [remaining_days(**told, on=opened + timedelta(days)) for days in (1, 2, 3)] == left


def test_a_pause_cannot_end_before_it_begins():
    with pytest.raises(PauseInverted):
        Pause(date(2025, 10, 2), date(2025, 10, 1), "x")


def test_total_days_of_a_month_is_its_natural_days():
    assert total_days(start_on=date(2025, 2, 10), term=Term(1, Unit.MONTH)) == 28
