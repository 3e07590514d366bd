"""How long cases really took: counted in days, told by medians and not by averages, which one slow case moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Final

# Of fewer cases nothing is told: it would say more of single applicants than of the item.
FEWEST: Final = 10
MOST: Final = 0.9


@dataclass(frozen=True, slots=True)
class Taken:
    """How long a number of cases took, in days: half of them at most `half`, nine in ten at most `most`."""

    cases: int
    half: int
    most: int


def taken(counted: Iterable[tuple[int, int]]) -> Taken | None:
    """Return how long cases took from pairs of days and cases; None where there are fewer than `FEWEST`."""
    rows = sorted((days, cases) for days, cases in counted if cases > 0)
    total = sum(cases for _days, cases in rows)
    return Taken(total, _within(rows, total, 0.5), _within(rows, total, MOST)) if total >= FEWEST else None


def _within(rows: list[tuple[int, int]], total: int, share: float) -> int:
    """Return the least number of days within which at least this share of the cases was decided."""
    wanted, reached = ceil(total * share), 0
    for days, cases in rows:
        reached += cases
        if reached >= wanted:
            return days
    return rows[-1][0]
