"""How a due date is told line by line: its term, the days an extension gave, and a term of no days."""

from datetime import date

import pytest

from oneseal.cases.selectors.clocks import derivation_lines
from oneseal.kernel.clock import Term, Unit
from oneseal.kernel.clock.derivation import derive
from tests.unit.kernel.calendars import reference_calendar

CALENDAR = reference_calendar()
ARTICLE = "《行政许可法》第四十二条"
START = date(2025, 9, 26)


def told(length, *, unit=Unit.WORKING_DAY, more=0, more_unit=Unit.WORKING_DAY, start=START, **under):
    made = derive(start_on=start, term=Term(length, unit), calendar=CALENDAR, extended_by=Term(more, more_unit))
    return made, derivation_lines(made, **under)


@pytest.mark.parametrize(
    ("unit", "more_unit"),
    [
        pytest.param(Unit.WORKING_DAY, Unit.WORKING_DAY, id="one-unit"),
        pytest.param(Unit.NATURAL_DAY, Unit.WORKING_DAY, id="two-units"),
        pytest.param(Unit.WORKING_DAY, Unit.NATURAL_DAY, id="and-the-other-way"),
        pytest.param(Unit.MONTH, Unit.WORKING_DAY, id="a-month-and-days"),
    ],
)
def test_every_day_that_an_extension_gave_bears_its_article(unit, more_unit):
    length = 1 if unit is Unit.MONTH else 7
    made, lines = told(length, unit=unit, more=10, more_unit=more_unit)

    given = [line for line in lines if line.basis == ARTICLE]

    assert len(given) == 10
    assert all(line.counted and "延长的期限" in line.reason for line in given)
    assert min(line.date for line in given) > told(length, unit=unit)[0].due_on
    assert made.due_on >= given[-1].date
    assert "经批准延长" in lines[0].reason


def test_without_an_extension_no_day_bears_its_article():
    _made, lines = told(20)

    assert lines[0].reason == "期限20个工作日；开始的当日不计入"
    assert not [line for line in lines if line.basis == ARTICLE]


def test_what_is_extended_by_another_rule_bears_that_rule():
    lines = told(20, more=20, extended_under="《政府信息公开条例》第三十三条")[1]

    assert sum(line.basis == "《政府信息公开条例》第三十三条" for line in lines) == 20


def test_what_is_decided_on_the_spot_on_a_day_off_ends_on_the_next_working_day():
    made, lines = told(0, start=date(2025, 10, 1))

    assert made.due_on == date(2025, 10, 9)
    assert "当场决定" in lines[0].reason
    assert lines[-1].date == date(2025, 10, 9)
