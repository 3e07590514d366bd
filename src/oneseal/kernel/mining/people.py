"""What people did: hand-overs between them, work that was done again, waiting against working."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from itertools import pairwise

from oneseal.kernel.mining.graph import Measure, seconds_between
from oneseal.kernel.mining.log import UNKNOWN_MOMENT, EventLog, Phase


@dataclass(frozen=True, slots=True)
class Rework:
    """How often an activity was done again: in how many cases, and how many times beyond the first."""

    activity: int
    cases: int
    again: int
    done_in: int


def handovers(log: EventLog) -> Counter[tuple[int, int]]:
    """Return how often a case went from one person to another, persons known; nobody hands over to himself."""
    found: Counter[tuple[int, int]] = Counter()
    for begin, end in log.spans():
        its = log.person[begin:end]
        found.update((a, b) for a, b in pairwise(its) if a and b and a != b)
    return found


def rework(log: EventLog) -> tuple[Rework, ...]:
    """Return the activities that were done more than once in a case, those of the most cases first."""
    cases: Counter[int] = Counter()
    again: Counter[int] = Counter()
    done_in: Counter[int] = Counter()
    for begin, end in log.spans():
        for activity, times in Counter(log.activity[begin:end]).items():
            done_in[activity] += 1
            if times > 1:
                cases[activity] += 1
                again[activity] += times - 1
    ordered = sorted(cases, key=lambda activity: (-cases[activity], log.name(activity)))
    return tuple(Rework(each, cases[each], again[each], done_in[each]) for each in ordered)


@dataclass(frozen=True, slots=True)
class Spent:
    """What an activity took where beginnings are known: its waiting before and its working, one value a time."""

    waiting: array[float]
    working: array[float]


def waiting_and_working(log: EventLog, measure: Measure = seconds_between) -> dict[int, Spent]:
    """Return waiting and working by activity, of the times whose beginning and end are both known.

    A beginning belongs to the next end of the same activity in the case, the earlier one first. It waited since the
    last end of anything before it.
    """
    found: dict[int, Spent] = defaultdict(lambda: Spent(array("d"), array("d")))
    for begin, end in log.spans():
        begun: dict[int, deque[tuple[int, int]]] = defaultdict(deque)
        ended = UNKNOWN_MOMENT
        for place in range(begin, end):
            activity, moment, phase = log.activity[place], log.moment[place], log.phase[place]
            if phase == Phase.START:
                begun[activity].append((moment, moment if ended == UNKNOWN_MOMENT else ended))
            elif phase == Phase.COMPLETE:
                ended = moment
                if begun[activity]:
                    since, free = begun[activity].popleft()
                    found[activity].waiting.append(measure(free, since))
                    found[activity].working.append(measure(since, moment))
    return dict(found)
