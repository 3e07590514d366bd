"""How facts of a case are put into papers."""

from __future__ import annotations

from dataclasses import replace
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
END_OF_PAUSE: Final = "停止计算的期间结束"


def deadline(term: Term, due: Due) -> Deadline:
    """Return a deadline for a paper, in the unit of its term.

    A day that rests on guessed holidays, or on the guess that what stands still goes on today, is not printed (domain
    specification C.1, C.2).
    """
    return _deadline(term.length, UNITS[term.unit], due)


def deadline_extended(term: Term, extension: Term, due: Due) -> Deadline:
    """Return a deadline with what it was extended by: one number where both have one unit, else both beside each other.

    What is not printed is as in `deadline`.
    """
    first, *more = term.legs(extension)
    unit = UNITS[first.unit] + "".join(f"另加{in_words(leg)}" for leg in more)
    return _deadline(first.length, unit, due)


def in_words(term: Term) -> str:
    """Return a term as papers print it."""
    return f"{term.length}{UNITS[term.unit]}"


def _deadline(length: int, unit: str, due: Due) -> Deadline:
    told = Deadline(length=length, unit=unit, on=None)
    if due.is_projected:
        return replace(told, awaits=END_OF_PAUSE)
    return told if due.is_provisional else replace(told, on=due.on, at=due.at)
