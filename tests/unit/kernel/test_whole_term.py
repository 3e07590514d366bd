"""How many days the whole of a term holds, by which a share of it is told: yellow begins at a tenth of it."""

from datetime import date

import pytest

from oneseal.kernel.clock import P0, Pause, Term, Unit, due_on, remaining_days, whole_days
from oneseal.kernel.clock.terms import NO_EXTENSION
from tests.unit.kernel.calendars import reference_calendar

CALENDAR = reference_calendar()
START = date(2025, 3, 3)  # a Monday
TEN = Term(10, Unit.WORKING_DAY)


@pytest.mark.parametrize(
    ("term", "extended", "whole", "yellow"),
    [
        pytest.param(Term(20), NO_EXTENSION, 20, 2, id="working-days"),
        pytest.param(Term(20), TEN, 30, 3, id="working-days-by-working-days"),
        pytest.param(Term(3, Unit.MONTH), NO_EXTENSION, 92, 10, id="three-months-are-no-three-days"),
        pytest.param(Term(3, Unit.MONTH), Term(1, Unit.MONTH), 122, 13, id="months-by-months"),
        pytest.param(Term(3, Unit.MONTH), TEN, 106, 11, id="three-months-and-ten-working-days"),
        pytest.param(Term(20), Term(10, Unit.NATURAL_DAY), 27, 3, id="working-days-by-natural-days"),
        pytest.param(Term(20, Unit.NATURAL_DAY), TEN, 36, 4, id="natural-days-by-working-days"),
    ],
)
def test_the_whole_is_counted_in_the_days_that_are_left(term, extended, whole, yellow):
    told = {"start_on": START, "term": term, "calendar": CALENDAR, "extended_by": extended}

    assert whole_days(on=START, **told) == whole
    assert P0.yellow_from(whole_days(on=START, **told)) == yellow
    assert remaining_days(on=START, **told) == whole
    if extended.length and extended.unit is not term.unit:
        assert remaining_days(on=due_on(**told), **told) == 0


def test_a_pause_makes_the_whole_no_longer():
    paused = Pause(date(2025, 3, 10), date(2025, 4, 10), "hearing")
    told = {"start_on": START, "term": Term(20), "calendar": CALENDAR, "extended_by": Term(10, Unit.NATURAL_DAY)}

    assert whole_days(on=START, pauses=[paused], **told) == remaining_days(on=START, pauses=[paused], **told)
    assert 20 < whole_days(on=START, pauses=[paused], **told) <= 30
