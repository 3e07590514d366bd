"""Variants: the different ways in which cases went, and how many went each."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from oneseal.kernel.mining.log import EventLog


@dataclass(frozen=True, slots=True)
class Variant:
    """One way: the activities in order, and the cases that went it, in the order of the log."""

    activities: tuple[int, ...]
    cases: tuple[int, ...]

    @property
    def count(self) -> int:
        """Return how many cases went this way."""
        return len(self.cases)


def variants(log: EventLog) -> tuple[Variant, ...]:
    """Return the ways of a log, the most frequent first, equal ones in the order in which the log shows them."""
    found: dict[bytes, list[int]] = {}
    activity = log.activity
    for case, (begin, end) in enumerate(log.spans()):
        found.setdefault(activity[begin:end].tobytes(), []).append(case)
    ordered = sorted(found.items(), key=lambda pair: -len(pair[1]))
    return tuple(Variant(tuple(array("i", way)), tuple(cases)) for way, cases in ordered)


def covering(ways: tuple[Variant, ...], share: float) -> int:
    """Return how many of the most frequent variants hold at least a share of all cases."""
    total, gathered = sum(way.count for way in ways), 0
    for number, way in enumerate(ways, start=1):
        gathered += way.count
        if gathered >= share * total:
            return number
    return len(ways)
