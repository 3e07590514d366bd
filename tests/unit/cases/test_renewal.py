"""From which day a renewal may be asked for."""

from datetime import date

import pytest

from oneseal.cases.rules.renewal import renewal_opens_on
from oneseal.kernel.clock import Unit
from tests.unit.kernel.calendars import reference_calendar


@pytest.mark.parametrize(
    ("until_on", "days", "unit", "opens_on"),
    [
        pytest.param(date(2026, 4, 13), 120, Unit.NATURAL_DAY, date(2025, 12, 14), id="natural-days"),
        pytest.param(date(2026, 4, 13), 1, Unit.WORKING_DAY, date(2026, 4, 10), id="over-a-weekend"),
        pytest.param(date(2026, 10, 9), 3, Unit.WORKING_DAY, date(2026, 9, 29), id="over-the-national-day"),
        pytest.param(date(2031, 4, 13), 90, Unit.WORKING_DAY, date(2030, 12, 9), id="in-years-without-a-notice"),
        pytest.param(date(2031, 4, 13), 0, Unit.WORKING_DAY, date(2031, 4, 13), id="none"),
    ],
)
def test_a_renewal_opens_so_many_days_before_the_licence_ends(until_on, days, unit, opens_on):
    assert renewal_opens_on(until_on, days=days, unit=unit, calendar=reference_calendar()) == opens_on
