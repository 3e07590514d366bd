"""Terms in hours: Civil Code art. 201(2) and 203(2), worked by hand and against a count of every minute."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.kernel.clock import (
    P0,
    P2,
    P3,
    Calendar,
    CalendarYearMissing,
    ClockPaused,
    HoursMalformed,
    LocalDay,
    OfficeHours,
    OfficeHoursMissing,
    Paper,
    Pause,
    Term,
    Unit,
    UnitNotInDays,
    UnitNotInHours,
    derivation_as_mapping,
    derive_hours_or_estimate,
    due_at,
    due_at_or_estimate,
    due_on,
    hours_left,
    later_by,
    notice_from_mapping,
)
from oneseal.kernel.clock.hours import BEIJING_OFFSET, beijing_day
from tests.unit.kernel.calendars import WINTER, oracle_is_working, raw_years, reference_calendar

PAPER = Paper("办公时间的通知")
SUMMER = ((time(8, 30), time(12)), (time(14, 30), time(17, 30)))
OFFICE = Unit.OFFICE_HOUR
HOURS = (OfficeHours(date(2024, 10, 1), WINTER, PAPER), OfficeHours(date(2025, 6, 1), SUMMER, PAPER),
         OfficeHours(date(2025, 10, 1), WINTER, PAPER))  # fmt: skip
OPEN = Calendar(map(notice_from_mapping, raw_years().values()), hours=HOURS)
MINUTE = timedelta(minutes=1)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING_OFFSET)


def ends(start, length, unit=OFFICE, **told):
    return due_at(start_at=at(start), term=Term(length, unit), calendar=OPEN, **told)


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        pytest.param("2025-09-30 16:30", 48, Unit.HOUR, "2025-10-02 16:30", id="round-the-clock-over-a-holiday"),
        pytest.param("2025-11-04 09:10", 2, OFFICE, "2025-11-04 11:10", id="within-a-morning"),
        pytest.param("2025-11-04 11:30", 2, OFFICE, "2025-11-04 15:00", id="over-the-midday-break"),
        pytest.param("2025-11-04 16:00", 2, OFFICE, "2025-11-05 10:00", id="into-the-next-morning"),
        pytest.param("2025-11-07 16:00", 2, OFFICE, "2025-11-10 10:00", id="over-a-weekend"),
        pytest.param("2025-09-30 16:30", 2, OFFICE, "2025-10-09 10:00", id="over-a-holiday-and-into-winter-hours"),
        pytest.param("2025-09-27 10:00", 1, OFFICE, "2025-09-28 09:30", id="begun-on-a-saturday-ends-on-a-make-up-day"),
        pytest.param("2025-11-04 12:30", 1, OFFICE, "2025-11-04 14:30", id="begun-at-midday"),
        pytest.param("2025-11-04 10:30", 3, OFFICE, "2025-11-04 15:00", id="ends-in-the-afternoon"),
        pytest.param("2025-11-04 13:30", 3, OFFICE, "2025-11-04 16:30", id="begins-with-the-afternoon"),
        pytest.param("2025-11-04 09:00", 3, OFFICE, "2025-11-04 12:00", id="ends-when-the-office-closes"),
        pytest.param("2025-11-04 20:00", 0, OFFICE, "2025-11-04 20:00", id="of-no-hour"),
    ],
)
def test_a_term_in_hours_ends_where_it_ends(start, length, unit, end):
    assert ends(start, length, unit) == at(end)


def test_days_in_a_pause_hold_no_hours_and_an_extension_adds_days_at_the_same_time():
    pause = Pause(date(2025, 11, 4), date(2025, 11, 6), "hearing", basis="APL 45")

    assert ends("2025-11-04 16:00", 2, pauses=[pause]) == at("2025-11-07 10:00")
    assert ends("2025-11-04 16:00", 24, Unit.HOUR, pauses=[pause]) == at("2025-11-07 16:00")
    assert ends("2025-11-04 16:00", 2, extended_by=Term(3)) == at("2025-11-10 10:00")


def test_instants_of_a_pause_take_out_no_more_than_the_time_between():
    pause = Pause(date(2025, 11, 4), date(2025, 11, 5), "hearing", basis="APL 45", start_at=at("2025-11-04 16:30"),
                  end_at=at("2025-11-05 10:00"))  # fmt: skip
    within = replace(pause, end=date(2025, 11, 4), end_at=at("2025-11-04 16:45"))

    assert ends("2025-11-04 16:00", 2, pauses=[pause]) == at("2025-11-05 11:30")
    assert ends("2025-11-04 16:00", 2, pauses=[within]) == at("2025-11-05 10:15")
    assert ends("2025-11-04 16:00", 2, Unit.HOUR, pauses=[within]) == at("2025-11-04 18:15")
    with pytest.raises(ClockPaused):
        ends("2025-11-04 16:00", 2, pauses=[replace(pause, end=None, end_at=None)])


def test_an_open_pause_leaves_no_end_but_a_projection():
    pause = Pause(date(2025, 11, 4), None, "hearing", basis="APL 45")
    question = {"start_at": at("2025-11-04 16:00"), "term": Term(2, OFFICE), "calendar": OPEN, "pauses": [pause]}

    with pytest.raises(ClockPaused):
        due_at(**question)
    projected = due_at_or_estimate(**question, today=date(2025, 11, 5))
    assert (projected.at, projected.on, projected.is_projected) == (at("2025-11-06 10:00"), date(2025, 11, 6), True)


def test_a_local_closure_takes_its_hours_out():
    closed = OPEN.with_local([LocalDay(date(2025, 11, 5), is_working=False, name="防汛", paper=PAPER)])

    assert due_at(start_at=at("2025-11-04 16:00"), term=Term(2, OFFICE), calendar=closed) == at("2025-11-06 10:00")


def test_what_cannot_be_counted_is_refused():
    naive = at("2025-11-04 09:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="aware"):
        due_at(start_at=naive, term=Term(1, Unit.HOUR), calendar=OPEN)
    with pytest.raises(UnitNotInHours):
        due_at(start_at=at("2025-11-04 09:00"), term=Term(1), calendar=OPEN)
    with pytest.raises(UnitNotInDays):
        due_on(start_on=date(2025, 11, 4), term=Term(1, OFFICE), calendar=OPEN)
    with pytest.raises(OfficeHoursMissing):
        due_at(start_at=at("2025-11-04 09:00"), term=Term(1, OFFICE), calendar=reference_calendar())
    with pytest.raises(CalendarYearMissing):
        ends("2099-11-04 09:00", 1)


def test_a_year_without_a_notice_is_guessed_and_said_to_be():
    found = due_at_or_estimate(start_at=at("2099-11-04 16:00"), term=Term(2, OFFICE), calendar=OPEN)

    assert found.is_provisional
    assert found.at == at("2099-11-05 10:00")


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param(((time(12), time(9)),), id="backwards"),
        pytest.param(((time(9), time(12)), (time(11), time(17))), id="overlapping"),
        pytest.param(((time(9), time(9, 30)),), id="less-than-an-hour"),
        pytest.param((), id="never-open"),
    ],
)
def test_office_hours_that_cannot_be_are_refused(spans):
    with pytest.raises(HoursMalformed):
        OfficeHours(date(2025, 1, 1), spans, PAPER)


@pytest.mark.parametrize(
    ("now", "left"),
    [
        pytest.param("2025-11-04 16:00", 2, id="at-the-start"),
        pytest.param("2025-11-04 16:01", 1, id="a-minute-later"),
        pytest.param("2025-11-05 09:30", 0, id="less-than-an-hour"),
        pytest.param("2025-11-05 10:00", 0, id="to-the-instant"),
        pytest.param("2025-11-05 10:01", -1, id="a-minute-over"),
        pytest.param("2025-11-05 11:30", -2, id="an-hour-and-a-half-over"),
    ],
)
def test_whole_hours_are_left_and_a_started_hour_is_over(now, left):
    end = ends("2025-11-04 16:00", 2)

    assert hours_left(now=at(now), end_at=end, unit=OFFICE, calendar=OPEN) == left


def test_after_closing_time_an_end_that_went_by_stays_missed_although_no_hour_has_counted():
    end = ends("2025-11-04 16:00", 1)

    assert end == at("2025-11-04 17:00")
    assert hours_left(now=at("2025-11-04 21:00"), end_at=end, unit=OFFICE, calendar=OPEN) == -1


def test_presets_that_count_days_warn_of_hours_by_a_tenth():
    assert P2.in_hours().yellow_from(40) == 4
    assert P3.in_hours().yellow_from(2) == 1
    assert P3.in_hours().red_from == -1
    assert P0.in_hours() == P0


def test_the_derivation_says_from_when_to_when_each_day_counted():
    found = derive_hours_or_estimate(
        start_at=at("2025-11-07 16:00"), term=Term(9, OFFICE), calendar=OPEN, extended_by=Term(1)
    )  # fmt: skip

    told = [(day.on.day, day.reason.value, day.number) for day in found.days]
    assert told == [
        (7, "hours", 1), (8, "weekend", None), (9, "weekend", None), (10, "hours", 7), (11, "hours", 9),
        (12, "working_day", 1),
    ]  # fmt: skip
    assert found.days[4].stretches == ((at("2025-11-11 09:00"), at("2025-11-11 10:30")),)
    assert found.due_at == at("2025-11-12 10:30")
    told = derivation_as_mapping(found)
    assert (told["due_at"], told["due"]) == ("2025-11-12T10:30:00+08:00", "2025-11-12")


# --- against a count of every minute ----------------------------------------------------------------


def counts(minute, unit, pauses):
    """Return whether a minute counts, by looking at it alone."""
    day, clock = minute.date(), minute.time()
    if any(start < day <= end for start, end in pauses):
        return False
    if unit is Unit.HOUR:
        return True
    spans = SUMMER if date(2025, 6, 1) <= day < date(2025, 10, 1) else WINTER
    return oracle_is_working(day) and any(opens <= clock < closes for opens, closes in spans)


def end_by_minutes(start, hours, unit, pauses):
    minute, left = start, hours * 60
    while left:
        left -= counts(minute, unit, pauses)
        minute += MINUTE
    return minute


STARTS = st.integers(0, 245 * 24 * 60).map(lambda passed: at("2025-03-01 00:00") + passed * MINUTE)
PAUSES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 5)), max_size=2)


@given(start=STARTS, hours=st.integers(1, 30), unit=st.sampled_from([Unit.HOUR, OFFICE]), told=PAUSES)
def test_it_agrees_with_a_count_of_every_minute(start, hours, unit, told):
    assert 2025 in raw_years()
    spans = [(start.date() + timedelta(after), start.date() + timedelta(after + days)) for after, days in told]
    pauses = [Pause(begin, end, "test", basis="APL 45") for begin, end in spans]

    found = due_at(start_at=start, term=Term(hours, unit), calendar=OPEN, pauses=pauses)

    assert found == end_by_minutes(start, hours, unit, spans)
    derived = derive_hours_or_estimate(start_at=start, term=Term(hours, unit), calendar=OPEN, pauses=pauses)
    assert derived.due_at == found
    assert derived.days[-1].number == hours


@given(now=STARTS, end=STARTS, unit=st.sampled_from([Unit.HOUR, OFFICE]), hours=st.integers(0, 30))
def test_an_end_lies_before_the_instant_of_so_many_hours_exactly_when_no_more_are_left(now, end, unit, hours):
    until = later_by(now=now, hours=hours, unit=unit, calendar=OPEN)

    if now <= end < now + timedelta(60):
        left = hours_left(now=now, end_at=end, unit=unit, calendar=OPEN)
        assert (end < until) == (left <= hours)
        assert beijing_day(end) >= beijing_day(now)
