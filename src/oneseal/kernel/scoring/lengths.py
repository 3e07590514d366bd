"""Terms of different units in working days: a convention for adding and comparing, never for counting a case.

Five of seven days are worked, holidays are left out, a month is a twelfth of 365 days, and an office is open for eight
hours of a day that is worked (docs/algorithms/reform.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from oneseal.kernel.clock import Term, Unit
from oneseal.kernel.scoring.rates import rounded

PLACES: Final = 4
_WORKED: Final = Fraction(5, 7)
WORKING_DAYS: Final[Mapping[Unit, Fraction]] = {
    Unit.WORKING_DAY: Fraction(1),
    Unit.NATURAL_DAY: _WORKED,
    Unit.MONTH: Fraction(365, 12) * _WORKED,
    Unit.YEAR: 365 * _WORKED,
    Unit.HOUR: _WORKED / 24,
    Unit.OFFICE_HOUR: Fraction(1, 8),
}


def in_working_days(terms: Iterable[Term]) -> Decimal:
    """Return the sum of terms in working days, to four places."""
    return rounded(sum((term.length * WORKING_DAYS[term.unit] for term in terms), Fraction(0)), places=PLACES)
