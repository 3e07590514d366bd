"""What if: the cases of a log once more through queues, with a step out, two at once, or one clerk more.

Assumptions, which every page says: each step is done by the clerk who did it, who takes of the cases before him the one
he really finished first, and never idles while one waits; his work on a case began when the case reached him or when he
finished the one before, whichever was later; it takes no other time than it did. A clerk more at a step takes what
would otherwise wait there. Where nobody is known, or an applicant or a program acts, nobody stands in line. Time is
working time.
"""

from __future__ import annotations

import heapq
from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from oneseal.kernel.mining.bottlenecks import median
from oneseal.kernel.mining.log import UNKNOWN_MOMENT, EventLog

_NINE_TENTHS = 0.9


@dataclass(frozen=True, slots=True)
class Visit:
    """One time at a step: which, how long the work took in working days, and by which clerk (0: nobody in a line).

    ``rank`` orders the work of a clerk as he really finished it.
    """

    step: int
    service: float
    clerk: int = 0
    rank: int = 0


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
        Plan(
            at(log.moment[begin]),
            tuple((Visit(log.activity[e], work[e], clerk[e], log.moment[e]),) for e in range(begin + 1, end)),
        )
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
    line = _Line(office)
    while line.ahead:
        now, _turn, number, clerk = heapq.heappop(line.ahead)
        line.left[number] -= 1
        if not line.left[number]:
            line.go_on(number, now)
        line.freed(clerk, now)
    return line.taken


_MORE: Final = -1  # the clerk more
_ARRIVAL: Final = 0  # nobody becomes free when a case comes in


class _Line:
    """Keep who is busy, what waits before whom, and what ends when; equal moments in the order they were told."""

    def __init__(self, office: Office) -> None:
        self.plans, self.more_at = office.plans, office.more_at
        self.taken = array("d", bytes(8 * len(office.plans)))
        self.place, self.left = [0] * len(office.plans), [1] * len(office.plans)
        self.turns = count()
        self.ahead = [(plan.arrived, next(self.turns), number, _ARRIVAL) for number, plan in enumerate(office.plans)]
        heapq.heapify(self.ahead)
        self.waiting: dict[int, list[tuple[int, int, int, Visit]]] = defaultdict(list)
        self.busy: set[int] = set()
        self.begun: set[int] = set()

    def go_on(self, number: int, now: float) -> None:
        """Let a case reach its next steps, or its end."""
        groups, place = self.plans[number].groups, self.place[number]
        if place == len(groups):
            self.taken[number] = now - self.plans[number].arrived
            return
        self.place[number], self.left[number] = place + 1, len(groups[place])
        for visit in groups[place]:
            waits = (visit.rank, next(self.turns), number, visit)
            if not visit.clerk:
                self._begin(_ARRIVAL, waits, now)
                continue
            heapq.heappush(self.waiting[visit.clerk], waits)
            self.freed(visit.clerk, now, was_busy=False)
            if visit.step == self.more_at and waits[1] not in self.begun:
                heapq.heappush(self.waiting[_MORE], waits)
                self.freed(_MORE, now, was_busy=False)

    def freed(self, clerk: int, now: float, *, was_busy: bool = True) -> None:
        """Let a clerk who is free take what waits before him."""
        if was_busy:
            self.busy.discard(clerk)
        if clerk == _ARRIVAL or clerk in self.busy:
            return
        waiting = self.waiting[clerk]
        while waiting and waiting[0][1] in self.begun:
            heapq.heappop(waiting)
        if waiting:
            self.busy.add(clerk)
            self._begin(clerk, heapq.heappop(waiting), now)

    def _begin(self, clerk: int, waits: tuple[int, int, int, Visit], now: float) -> None:
        _rank, turn, number, visit = waits
        self.begun.add(turn)
        heapq.heappush(self.ahead, (now + visit.service, next(self.turns), number, clerk))


def summed(times: Sequence[float]) -> Summary | None:
    """Return mean, median and nine tenths of durations; None without any."""
    if not times:
        return None
    ordered = sorted(times)
    return Summary(sum(ordered) / len(ordered), median(ordered), ordered[int(_NINE_TENTHS * (len(ordered) - 1))])
