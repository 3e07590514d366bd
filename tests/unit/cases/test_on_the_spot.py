"""Until when something is decided on the spot: the working day of its receipt, in a table with a reason in each row."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from oneseal.cases.rules.on_the_spot import is_spot_over, promised_after, spot_day
from oneseal.cases.rules.states import State
from oneseal.kernel.clock import Term, Unit
from oneseal.kernel.clock.hours import BEIJING_OFFSET
from tests.journeys.legal_days import official_calendar
from tests.unit.kernel.calendars import open_calendar

DAYS = official_calendar()
HOURLY = open_calendar()
FRIDAY = date(2025, 9, 26)  # Sunday 28 September is made up, 1 to 8 October are off


@pytest.mark.parametrize(
    ("received_on", "last"),
    [
        pytest.param(FRIDAY, FRIDAY, id="the-day-itself"),
        pytest.param(date(2025, 9, 27), date(2025, 9, 28), id="a-saturday-belongs-to-the-made-up-sunday"),
        pytest.param(date(2025, 10, 3), date(2025, 10, 9), id="a-holiday-belongs-to-the-first-day-after-it"),
    ],
)
def test_it_is_decided_within_the_working_day_of_its_receipt(received_on, last):
    assert spot_day(received_on, None, calendar=DAYS) == last


@pytest.mark.parametrize(
    ("hour", "calendar", "last"),
    [
        pytest.param(10, HOURLY, FRIDAY, id="while-offices-are-open"),
        pytest.param(21, HOURLY, date(2025, 9, 28), id="after-closing-it-belongs-to-the-next-day"),
        pytest.param(21, DAYS, FRIDAY, id="where-nobody-registered-hours-the-day-is-whole"),
    ],
)
def test_what_comes_in_after_closing_belongs_to_the_next_working_day(hour, calendar, last):
    received_at = datetime(2025, 9, 26, hour, tzinfo=BEIJING_OFFSET)
    assert spot_day(FRIDAY, received_at, calendar=calendar) == last


@pytest.mark.parametrize(
    ("today", "is_over"), [pytest.param(FRIDAY, False, id="the-day"), pytest.param(date(2025, 9, 27), True, id="over")]
)
def test_the_day_after_it_is_over(today, is_over):
    case = SimpleNamespace(state=State.SUBMITTED, clock_from_on=FRIDAY, received_at=None)
    assert is_spot_over(case, today=today, calendar=DAYS) is is_over


@pytest.mark.parametrize(
    ("at_once", "days"), [pytest.param(True, 20, id="on-the-spot"), pytest.param(False, 0, id="not")]
)
def test_who_accepts_it_to_be_examined_promises_the_limit_of_the_law(at_once, days):
    law = Term(20, Unit.WORKING_DAY)
    case = SimpleNamespace(statutory=law, promised=Term(0, Unit.WORKING_DAY))
    assert promised_after(case, at_once=at_once).length == days
