"""How facts of a case are put into papers."""

from __future__ import annotations

from typing import Final

from oneseal.kernel.clock import Due, Term, Unit
from oneseal.papers.services import Deadline

UNITS: Final = {
    Unit.WORKING_DAY: "个工作日",
    Unit.NATURAL_DAY: "日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.HOUR: "小时",
    Unit.OFFICE_HOUR: "个工作小时",
}


def deadline(term: Term, due: Due) -> Deadline:
    """Return a deadline for a paper, in the unit of its term.

    A provisional date is not printed (domain specification C.1).
    """
    on = None if due.is_provisional else due.on
    return Deadline(length=term.length, unit=UNITS[term.unit], on=on, at=None if on is None else due.at)
