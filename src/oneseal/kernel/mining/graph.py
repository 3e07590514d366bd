"""The directly-follows graph: how often one activity came right after another, and how long that took."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from oneseal.kernel.mining.log import UNKNOWN_MOMENT, EventLog

Arc = tuple[int, int]
Measure = Callable[[int, int], float]
_SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Graph:
    """How often each arc was gone, each activity was done, and cases began and ended with which."""

    arcs: dict[Arc, int]
    starts: dict[int, int]
    ends: dict[int, int]
    nodes: dict[int, int]


def graph_of(log: EventLog) -> Graph:
    """Return the directly-follows graph of a log.

    The cases are laid in one row with a nothing (0) between them, so that one count over neighbours finds the arcs,
    the first activities and the last ones.
    """
    row = array("i", [0])
    activity = log.activity
    for begin, end in log.spans():
        if begin < end:
            row.extend(activity[begin:end])
            row.append(0)
    arcs = Counter(pairwise(row))
    starts = {b: arcs.pop((a, b)) for a, b in list(arcs) if a == 0}
    ends = {a: arcs.pop((a, b)) for a, b in list(arcs) if b == 0}
    return Graph(dict(arcs), starts, ends, dict(Counter(activity)))


def seconds_between(earlier: int, later: int) -> float:
    """Return the seconds on the wall between two moments."""
    return (later - earlier) / _SECOND


def passing_times(log: EventLog, measure: Measure = seconds_between) -> dict[Arc, array[float]]:
    """Return how long each passing of each arc took; a passing whose moments are unknown is left out."""
    found: dict[Arc, array[float]] = {}
    for begin, end in log.spans():
        for place in range(begin + 1, end):
            earlier, later = log.moment[place - 1], log.moment[place]
            if UNKNOWN_MOMENT in {earlier, later}:
                continue
            arc = log.activity[place - 1], log.activity[place]
            times = found.get(arc)
            if times is None:
                times = found[arc] = array("d")
            times.append(measure(earlier, later))
    return found


def case_times(log: EventLog, measure: Measure = seconds_between) -> array[float]:
    """Return how long each case took from its first event to its last; cases without two known moments are left out."""
    times = array("d")
    for begin, end in log.spans():
        if begin < end and UNKNOWN_MOMENT not in {log.moment[begin], log.moment[end - 1]}:
            times.append(measure(log.moment[begin], log.moment[end - 1]))
    return times
