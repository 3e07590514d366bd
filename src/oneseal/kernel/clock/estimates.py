"""Guesses for years whose notice has not appeared yet."""

from collections.abc import Callable
from typing import TypeVar

from oneseal.kernel.clock.calendar import Calendar
from oneseal.kernel.clock.refusals import CalendarYearMissing
from oneseal.kernel.clock.terms import Term, Unit

FIRST_YEAR = 1949
LAST_YEAR = 2300
_FEWEST_WORKING_DAYS_A_YEAR = 240

_Result = TypeVar("_Result")


def estimating(compute: Callable[[Calendar], _Result], *, calendar: Calendar, term: Term) -> _Result:
    """Return ``compute(calendar)``, guessing each year it misses as Monday to Friday.

    Years outside 1949 to 2300 are not guessed: CalendarYearMissing passes through.
    """
    is_working = term.unit is Unit.WORKING_DAY
    ahead = term.length // _FEWEST_WORKING_DAYS_A_YEAR if is_working else 0
    while True:
        try:
            return compute(calendar)
        except CalendarYearMissing as missing:
            if not FIRST_YEAR <= missing.year <= LAST_YEAR:
                raise
            last = min(missing.year + ahead, LAST_YEAR)
            calendar = calendar.with_estimates(range(missing.year, last + 1))
