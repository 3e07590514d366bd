"""What if: the cases of a log once more through queues, with a step out, two at once, or one clerk more.

Assumptions, which every page says: whoever does a step takes the next case that reached it, the earliest first; as many
clerks work at a step as the log names; a clerk's work on a case began when the case reached him or when he finished
the one before, whichever was later; nobody's work takes another time than it did. Time is working time.
"""

from __future__ import annotations

import heapq
from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from oneseal.kernel.mining.bottlenecks import median
from oneseal.kernel.mining.log import UNKNOWN_MOMENT, EventLog

_NINE_TENTHS = 0.9


@dataclass(frozen=True, slots=True)
class Visit:
    """One time at a step: which, and how long the work took, in working days."""

    step: int
    service: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What a case needs: when it came, in working days, and its steps; those of one group go on at once."""

    arrived: float
    groups: tuple[tuple[Visit, ...], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed: a step taken out, two that follow each other done at once, a clerk more at a step (0: none)."""

    without: int = 0
    at_once: tuple[int, int] = (0, 0)
    clerk_at: int = 0


@dataclass(frozen=True, slots=True)
class Office:
    """The cases of a log as plans, how many clerks work at each step, and how long the cases really took."""

    plans: tuple[Plan, ...]
    clerks: Mapping[int, int]
    real: array[float]


@dataclass(frozen=True, slots=True)
class Summary:
    """Durations in working days: their mean, their median, and what nine of ten cases stay below."""

    mean: float
    median: float
    most: float


def office_of(log: EventLog, at: Callable[[int], float]) -> Office:
    """Return the office that a log shows; ``at`` gives the working days up to a moment.

    Cases with a moment unknown, or with one event only, are left out.
    """
    usable = [
        (begin, end) for begin, end in log.spans() if end - begin > 1 and UNKNOWN_MOMENT not in log.moment[begin:end]
    ]
    work = _work(log, usable, at)
    plans = [
        Plan(at(log.moment[begin]), tuple((Visit(log.activity[e], work[e]),) for e in range(begin + 1, end)))
        for begin, end in usable
    ]
    people: dict[int, set[int]] = defaultdict(set)
    for begin, end in usable:
        for event in range(begin + 1, end):
            people[log.activity[event]].add(log.person[event])
    clerks = {step: max(1, len(known - {0})) for step, known in people.items()}
    real = array("d", [at(log.moment[end - 1]) - at(log.moment[begin]) for begin, end in usable])
    return Office(tuple(plans), clerks, real)


def _work(log: EventLog, spans: Sequence[tuple[int, int]], at: Callable[[int], float]) -> dict[int, float]:
    """Return how long the work of each event took: since it could begin, or since its clerk was free."""
    reached = [(log.moment[e], e, log.moment[e - 1]) for begin, end in spans for e in range(begin + 1, end)]
    reached.sort()
    free: dict[tuple[int, int], int] = {}
    work: dict[int, float] = {}
    for moment, event, since in reached:
        # Where nobody is known, the step itself is taken for one clerk.
        who = (log.person[event], 0 if log.person[event] else log.activity[event])
        work[event] = max(0.0, at(moment) - at(max(since, free.get(who, since))))
        free[who] = moment
    return work


def changed(office: Office, change: Change) -> Office:
    """Return the office after a change."""
    clerks = dict(office.clerks)
    if change.clerk_at:
        clerks[change.clerk_at] = clerks.get(change.clerk_at, 0) + 1
    return replace(office, plans=tuple(_changed(plan, change) for plan in office.plans), clerks=clerks)


def _changed(plan: Plan, change: Change) -> Plan:
    groups = [group for group in plan.groups if group[0].step != change.without]
    joined: list[tuple[Visit, ...]] = []
    for group in groups:
        if joined and len(joined[-1]) == 1 and {joined[-1][0].step, group[0].step} == set(change.at_once):
            joined[-1] = (joined[-1][0], group[0])
        else:
            joined.append(group)
    return replace(plan, groups=tuple(joined))


def played(office: Office) -> array[float]:
    """Return how long each case takes when all go through the queues, in the order of the plans."""
    clerks = {step: [float("-inf")] * count for step, count in office.clerks.items()}
    taken = array("d", bytes(8 * len(office.plans)))
    ahead = [(plan.arrived, number, 0) for number, plan in enumerate(office.plans)]
    heapq.heapify(ahead)
    while ahead:
        now, number, place = heapq.heappop(ahead)
        plan = office.plans[number]
        if place == len(plan.groups):
            taken[number] = now - plan.arrived
            continue
        done = now
        for visit in plan.groups[place]:
            free = clerks[visit.step]
            end = max(now, free[0]) + visit.service
            heapq.heapreplace(free, end)
            done = max(done, end)
        heapq.heappush(ahead, (done, number, place + 1))
    return taken


def summed(times: Sequence[float]) -> Summary | None:
    """Return mean, median and nine tenths of durations; None without any."""
    if not times:
        return None
    ordered = sorted(times)
    return Summary(sum(ordered) / len(ordered), median(ordered), ordered[int(_NINE_TENTHS * (len(ordered) - 1))])
