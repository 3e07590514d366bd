"""What if: the cases of a log once more through queues, with a step out, two at once, or one clerk more.

Assumptions, which every page says: each step is done by the clerk who did it, who takes the case that reached him
first; his work on a case began when the case reached him or when he finished the one before, whichever was later; it
takes no other time than it did. A clerk more at a step takes what would otherwise wait there. Where nobody is known,
or an applicant or a program acts, nobody stands in line. Time is working time.
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
    """One time at a step: which, how long the work took in working days, and by which clerk (0: nobody in a line)."""

    step: int
    service: float
    clerk: int = 0


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
    """The cases of a log as plans, how many clerks were seen at each step, and how long the cases really took.

    ``more_at`` is the step with a clerk more (0: none).
    """

    plans: tuple[Plan, ...]
    clerks: Mapping[int, int]
    real: array[float]
    more_at: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """Durations in working days: their mean, their median, and what nine of ten cases stay below."""

    mean: float
    median: float
    most: float


def office_of(log: EventLog, at: Callable[[int], float], *, alone: frozenset[int] = frozenset()) -> Office:
    """Return the office that a log shows; ``at`` gives the working days up to a moment.

    ``alone`` are those in ``people`` who are many or a program, so that nobody waits for them. Cases with a moment
    unknown, or with one event only, are left out.
    """
    usable = [
        (begin, end) for begin, end in log.spans() if end - begin > 1 and UNKNOWN_MOMENT not in log.moment[begin:end]
    ]
    clerk = [0 if person in alone else person for person in log.person]
    work = _work(log, usable, at=at, clerk=clerk)
    plans = [
        Plan(at(log.moment[begin]), tuple((Visit(log.activity[e], work[e], clerk[e]),) for e in range(begin + 1, end)))
        for begin, end in usable
    ]
    people: dict[int, set[int]] = defaultdict(set)
    for plan in plans:
        for (visit,) in plan.groups:
            people[visit.step].add(visit.clerk)
    seen = {step: len(known - {0}) for step, known in people.items()}
    real = array("d", [at(log.moment[end - 1]) - at(log.moment[begin]) for begin, end in usable])
    return Office(tuple(plans), seen, real)


def _work(
    log: EventLog, spans: Sequence[tuple[int, int]], *, at: Callable[[int], float], clerk: Sequence[int]
) -> dict[int, float]:
    """Return how long the work of each event took: since it could begin, or since its clerk was free."""
    reached = [(log.moment[e], e, log.moment[e - 1]) for begin, end in spans for e in range(begin + 1, end)]
    reached.sort()
    free: dict[int, int] = {}
    work: dict[int, float] = {}
    for moment, event, since in reached:
        who = clerk[event]
        began = max(since, free.get(who, since)) if who else since
        work[event] = max(0.0, at(moment) - at(began))
        free[who] = moment
    return work


def changed(office: Office, change: Change) -> Office:
    """Return the office after a change."""
    return replace(office, plans=tuple(_changed(plan, change) for plan in office.plans), more_at=change.clerk_at)


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
    line = _Line(office.more_at)
    taken = array("d", bytes(8 * len(office.plans)))
    ahead = [(plan.arrived, number, 0) for number, plan in enumerate(office.plans)]
    heapq.heapify(ahead)
    while ahead:
        now, number, place = heapq.heappop(ahead)
        plan = office.plans[number]
        if place == len(plan.groups):
            taken[number] = now - plan.arrived
        else:
            done = max(line.done(visit, now) for visit in plan.groups[place])
            heapq.heappush(ahead, (done, number, place + 1))
    return taken


class _Line:
    """Keep when each clerk is free again, and the clerk more at one step."""

    def __init__(self, more_at: int) -> None:
        self.free: dict[int, float] = {}
        self.more_at, self.more_free = more_at, 0.0

    def done(self, visit: Visit, now: float) -> float:
        """Return when the work on a case that comes now is done."""
        if not visit.clerk:
            return now + visit.service
        begin = max(now, self.free.get(visit.clerk, now))
        if visit.step == self.more_at and max(now, self.more_free) < begin:
            self.more_free = max(now, self.more_free) + visit.service
            return self.more_free
        self.free[visit.clerk] = begin + visit.service
        return begin + visit.service


def summed(times: Sequence[float]) -> Summary | None:
    """Return mean, median and nine tenths of durations; None without any."""
    if not times:
        return None
    ordered = sorted(times)
    return Summary(sum(ordered) / len(ordered), median(ordered), ordered[int(_NINE_TENTHS * (len(ordered) - 1))])
