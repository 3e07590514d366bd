"""Durations in working days, against an oracle that looks at one minute after another."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oneseal.kernel.mining import WorkingClock, covering_calendar, moment_of
from tests.unit.kernel.calendars import WINTER, open_calendar, oracle_is_working, reference_calendar

BEIJING = timedelta(hours=8)
QUARTER = timedelta(minutes=15)
OPEN_QUARTERS = 26  # nine to twelve, half past one to five
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)


def beijing(*told: int) -> int:
    return moment_of(datetime(*told, tzinfo=UTC) - BEIJING)


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        pytest.param((2026, 3, 2, 9), (2026, 3, 3, 9), 1, id="from-nine-to-nine"),
        pytest.param((2026, 3, 6, 17), (2026, 3, 9, 9), 0, id="a-weekend-is-no-work"),
        pytest.param((2026, 3, 2, 12), (2026, 3, 2, 13, 30), 0, id="noon-is-no-work"),
        pytest.param((2026, 3, 2, 9), (2026, 3, 2, 12, 15), 3 / 6.5, id="the-morning"),
        pytest.param((2026, 9, 30, 17), (2026, 10, 8, 9), 0, id="the-national-day-holiday"),
    ],
)
def test_working_time_is_that_of_office_hours(earlier, later, days):
    clock = WorkingClock(open_calendar())

    assert clock.between(beijing(*earlier), beijing(*later)) == pytest.approx(days)


def test_without_office_hours_a_working_day_is_spread_over_its_24_hours():
    clock = WorkingClock(reference_calendar())

    assert clock.between(beijing(2026, 3, 6, 12), beijing(2026, 3, 9, 12)) == pytest.approx(1)


def test_a_year_without_a_notice_is_guessed_and_known_as_guessed():
    calendar = covering_calendar(reference_calendar(), [beijing(2001, 5, 7), beijing(2026, 3, 2)])

    assert 2001 in calendar.estimated_years
    assert WorkingClock(calendar).between(beijing(2001, 5, 7), beijing(2001, 5, 14)) == pytest.approx(5)


def oracle(earlier: datetime, later: datetime) -> float:
    """Return the working days between two instants in Beijing by counting quarters of hours."""
    quarters = 0
    while earlier < later:
        is_open = any(opens <= earlier.time() < closes for opens, closes in WINTER)
        quarters += oracle_is_working(earlier.date()) and is_open
        earlier += QUARTER
    return quarters / OPEN_QUARTERS


@settings(max_examples=60)
@given(st.integers(0, 96 * 1000), st.integers(0, 96 * 40))
def test_working_time_is_that_of_the_oracle(first, length):
    earlier = BEGIN + first * QUARTER
    later = earlier + length * QUARTER
    naive = earlier.replace(tzinfo=None), later.replace(tzinfo=None)
    clock = WorkingClock(open_calendar())

    assert max(naive[1].date(), date(2024, 1, 1)).year <= 2026
    assert clock.between(moment_of(earlier - BEIJING), moment_of(later - BEIJING)) == pytest.approx(oracle(*naive))
