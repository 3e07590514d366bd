"""Who may not apply again for a while (Licensing Law art. 78, 79)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from oneseal.kernel.clock import Term, Unit
from oneseal.kernel.clock.terms import natural_length


class BarGround(StrEnum):
    """Why somebody may not apply again for a licence that touches safety, health, life or property."""

    FALSE_APPLICATION = "false_application"
    FRAUDULENT_LICENCE = "fraudulent_licence"


YEARS: Final = {BarGround.FALSE_APPLICATION: 1, BarGround.FRAUDULENT_LICENCE: 3}
BASES: Final = {
    BarGround.FALSE_APPLICATION: "《行政许可法》第七十八条",
    BarGround.FRAUDULENT_LICENCE: "《行政许可法》第七十九条",
}


def barred_until(ground: BarGround, *, decided_on: date) -> date:
    """Return the last day of a bar that begins on the day of the decision (years as in Civil Code art. 200 to 202)."""
    return decided_on + timedelta(days=natural_length(decided_on, Term(YEARS[ground], Unit.YEAR)))
