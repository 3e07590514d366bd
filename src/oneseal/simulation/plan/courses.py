"""When cases arrive and what becomes of each: filed, mended, examined, decided, handed over, rated, archived."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from oneseal.simulation.plan.office_hours import AFTERNOON, DAY_MINUTES, OfficeHours

WEEKEND_SHARE: Final = 0.12
# Of working days: few before nine, a peak in the morning, a dip at noon, another peak, some in the evening online.
HOURS: Final = ((8, 3), (9, 14), (10, 18), (11, 12), (12, 4), (13, 6), (14, 14), (15, 13), (16, 9), (17, 4), (20, 3))
MONTHS: Final = (0.9, 0.6, 1.15, 1.1, 1.0, 1.05, 1.0, 0.95, 1.1, 0.8, 1.1, 1.2)
NOT_ACCEPTED, CORRECTED, REFUSED, OVERDUE, RATED = 0.015, 0.12, 0.03, 0.008, 0.38
WITHDRAWN, EXTENDED, SURVEYED, IN_PROCEDURE = 0.02, 0.012, 0.7, 0.25
GRADES: Final = ((1, 880), (2, 90), (3, 22), (4, 6), (5, 2))
LONGEST_ANSWER: Final = DAY_MINUTES * 3.5  # an answer after five working days would come too late (APL 32)


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item people apply for: its number in the catalogue, how often, its promised working days, and its ways.

    `procedure_days` is how long its special procedure takes, `extension_days` by how many it can be extended;
    0: not at all. `stages` is how many nodes of its examination follow one another; 0: it is one step. `by_two`: a
    second examiner confirms each record.
    """

    index: int
    weight: float
    promised_days: int
    is_at_once: bool = False
    has_survey: bool = False
    procedure_days: int = 0
    extension_days: int = 0
    stages: int = 0
    by_two: bool = False


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step: when, what, and one number (a grade, the way of handing over, days of a procedure or extension)."""

    at: datetime
    do: str
    told: int = 0


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """One case: its number in the plan, its item, who applies, and its steps in order of time."""

    number: int
    item: int
    party: int
    steps: tuple[PlannedStep, ...]


Shape = tuple[int, str, int]


def shapes_of(case: PlannedCase) -> list[Shape]:
    """Return the shape of each step of a case: its item, the steps up to it, and what it is told."""
    found: list[Shape] = []
    way = ""
    for step in case.steps:
        way += f"{step.do} "
        found.append((case.item, way, step.told))
    return found


def one_of_each(plan: Iterable[PlannedCase]) -> list[PlannedCase]:
    """Return the first case of every course that a plan holds."""
    found: dict[tuple[Shape, ...], PlannedCase] = {}
    for case in plan:
        found.setdefault(tuple(shapes_of(case)), case)
    return list(found.values())


def planned_cases(
    *, seed: int, count: int, period: tuple[date, date], items: Sequence[PlannedItem], parties: int, hours: OfficeHours
) -> Iterator[PlannedCase]:
    """Yield so many cases in the order of their filing; steps after the period are left out, so the last stay open."""
    weights = [item.weight for item in items]
    end = hours.at(period[1] + timedelta(days=1), 0)
    for number, filed_at in enumerate(_arrivals(seed, count, period=period, hours=hours), start=1):
        random = Random(f"{seed}:case:{number}")  # noqa: S311 - a plan, no secret
        item = random.choices(items, weights)[0]
        steps = tuple(step for step in _course(random, filed_at, item=item, hours=hours) if step.at < end)
        yield PlannedCase(number, item.index, random.randrange(parties), steps)


def _arrivals(seed: int, count: int, *, period: tuple[date, date], hours: OfficeHours) -> Iterator[datetime]:
    first, last = period
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    shares = [MONTHS[day.month - 1] * (1.0 if hours.is_worked(day) else WEEKEND_SHARE) for day in days]
    whole, seen, given = sum(shares), 0.0, 0
    for day, share in zip(days, shares, strict=True):
        seen += share
        until = count if day == last else round(count * seen / whole)
        drawn = Random(f"{seed}:day:{day}")  # noqa: S311 - a plan, no secret
        yield from sorted(_instants(drawn, until - given, day=day, hours=hours))
        given = until


def _instants(random: Random, count: int, *, day: date, hours: OfficeHours) -> list[datetime]:
    starts = random.choices([hour for hour, _ in HOURS], [weight for _, weight in HOURS], k=count)
    return [hours.at(day, hour * 3600 + random.randrange(3600)) for hour in starts]


def _minutes(random: Random, median: float, spread: float = 0.8) -> float:
    return max(2.0, random.lognormvariate(math.log(median), spread))


def _course(random: Random, filed_at: datetime, *, item: PlannedItem, hours: OfficeHours) -> Iterator[PlannedStep]:
    yield PlannedStep(filed_at, "submit")
    received_at, at = filed_at, hours.after(filed_at, min(_minutes(random, 120), LONGEST_ANSWER))
    kind = random.random()
    if kind < NOT_ACCEPTED:
        yield PlannedStep(at, "not_accept")
        yield from _handed_over(random, at, hours)
        return
    if kind < NOT_ACCEPTED + CORRECTED:
        yield PlannedStep(at, "request_correction")
        received_at = hours.after(at, _minutes(random, 2 * DAY_MINUTES))
        yield PlannedStep(received_at, "correct")
        at = hours.after(received_at, min(_minutes(random, 120), LONGEST_ANSWER))
    if item.is_at_once:
        at = min(at, _spot_end(received_at, hours))
        yield PlannedStep(at, "refuse_at_once" if random.random() < REFUSED else "grant_at_once")
        yield from _handed_over(random, at, hours)
        return
    yield PlannedStep(at, "accept")
    yield from _examined(random, at, item=item, hours=hours)


def _spot_end(received_at: datetime, hours: OfficeHours) -> datetime:
    """Return until when what was received is decided on the spot: to the end of its working day, if but minutes."""
    day = received_at.date()
    end = hours.at(day if hours.is_worked(day) else hours.next_day(day), AFTERNOON[1] * 60)
    return max(end, received_at + timedelta(minutes=10))


def _examined(random: Random, at: datetime, *, item: PlannedItem, hours: OfficeHours) -> Iterator[PlannedStep]:
    """Yield what happens from the acceptance on: examination with what the item asks for, decision, handing over."""
    whole = item.promised_days * DAY_MINUTES
    if random.random() < WITHDRAWN:
        at = hours.after(at, 0.3 * random.random() * whole)
        yield PlannedStep(at, "withdraw")
        yield PlannedStep(hours.after(at, DAY_MINUTES * random.randint(1, 5)), "archive")
        return
    left = _review(random, item)
    kind = random.random()
    if item.has_survey and kind < SURVEYED:
        at = hours.after(at, 0.3 * left)
        held = hours.after(at, DAY_MINUTES * random.randint(1, 3))
        yield PlannedStep(at, "plan_survey", (held.date() - at.date()).days)
        yield PlannedStep(held, "record_survey")
        at, left = held, 0.7 * left
    elif item.procedure_days and kind < SURVEYED + IN_PROCEDURE:
        at = hours.after(at, 0.3 * left)
        yield PlannedStep(at, "open_procedure", item.procedure_days)
        at = hours.after(at, DAY_MINUTES * item.procedure_days * random.uniform(0.4, 1.0))
        yield PlannedStep(at, "close_procedure")
        left *= 0.7
    elif item.extension_days and random.random() < EXTENDED:
        at = hours.after(at, 0.8 * whole)
        yield PlannedStep(at, "extend", random.randint(1, item.extension_days))
        left = 0.2 * whole
    elif random.random() < OVERDUE:
        left = 1.3 * whole
    for stage in range(item.stages):
        yield PlannedStep(hours.after(at, left * (stage + 1) / (item.stages + 1)), "examine")
    at = hours.after(at, left)
    refused = random.random() < REFUSED
    yield PlannedStep(at, "recommend", int(refused))
    if item.by_two:
        at = hours.after(at, min(_minutes(random, 60), DAY_MINUTES))
        yield PlannedStep(at, "confirm")
    at = hours.after(at, min(_minutes(random, 150), DAY_MINUTES))
    yield PlannedStep(at, "refuse" if refused else "grant")
    yield from _handed_over(random, at, hours)


def _review(random: Random, item: PlannedItem) -> float:
    return min(_minutes(random, 0.25 * item.promised_days * DAY_MINUTES), 0.85 * item.promised_days * DAY_MINUTES)


def _handed_over(random: Random, at: datetime, hours: OfficeHours) -> Iterator[PlannedStep]:
    at = hours.after(at, _minutes(random, DAY_MINUTES, 0.5) + 30)
    yield PlannedStep(at, "deliver", random.randrange(3))
    if random.random() < RATED:
        grade = random.choices([grade for grade, _ in GRADES], [weight for _, weight in GRADES])[0]
        yield PlannedStep(hours.after(at, _minutes(random, 20)), "rate", grade)
    yield PlannedStep(hours.after(at, DAY_MINUTES * random.randint(3, 10)), "archive")
