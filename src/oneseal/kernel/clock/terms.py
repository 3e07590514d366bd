"""Lengths of time as the law gives them."""

import calendar as gregorian
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from oneseal.kernel.clock.refusals import TermOutOfRange


class Unit(StrEnum):
    """Name the units in which laws give a term."""

    WORKING_DAY = "working_day"
    NATURAL_DAY = "natural_day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    OFFICE_HOUR = "office_hour"


LONGEST: Final = {
    Unit.WORKING_DAY: 36_500,
    Unit.NATURAL_DAY: 36_500,
    Unit.MONTH: 1_200,
    Unit.YEAR: 100,
    Unit.HOUR: 876_000,
    Unit.OFFICE_HOUR: 292_000,
}
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Term:
    """Hold a length and its unit; 0 working days means "on the spot".

    Raises TermOutOfRange for a negative length or one beyond a hundred years.
    """

    length: int
    unit: Unit = Unit.WORKING_DAY

    def __post_init__(self) -> None:
        if not 0 <= self.length <= LONGEST[self.unit]:
            raise TermOutOfRange(
                f"a term must be between 0 and {LONGEST[self.unit]}",
                length=self.length,
                unit=self.unit.value,
            )

    def legs(self, extension: "Term") -> tuple["Term", ...]:
        """Return what is counted one after another: one longer term where the extension has this term's unit."""
        if not extension.length:
            return (self,)
        if extension.unit is self.unit:
            return (Term(self.length + extension.length, self.unit),)
        return self, extension


NO_EXTENSION = Term(0)


def natural_length(start_on: date, term: Term) -> int:
    """Return how many natural days a natural-day, month or year term holds.

    Months and years end on the day of the same number, else on the last day of the
    month (Civil Code art. 202).
    """
    if term.unit is Unit.NATURAL_DAY:
        return term.length
    months = term.length * (_MONTHS_A_YEAR if term.unit is Unit.YEAR else 1)
    years, month_index = divmod(start_on.year * _MONTHS_A_YEAR + start_on.month - 1 + months, 12)
    if years > date.max.year:
        raise TermOutOfRange("the term ends after the year 9999", length=term.length)
    last_of_month = gregorian.monthrange(years, month_index + 1)[1]
    end = date(years, month_index + 1, min(start_on.day, last_of_month))
    return (end - start_on).days
