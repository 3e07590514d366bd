"""The steps of a history taken in memory, by one process or by one of several that share the cases.

Cases touch one another in one thing only: the numbers they take from series that all of them share. Every process
therefore follows the whole plan. It takes the steps of its own cases; of the others it takes only the numbers.
Which numbers a step takes is learned from the steps taken before, and checked at every step that is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from random import Random
from typing import Final

from oneseal.simulation.driving import Cast, Stage, Walk
from oneseal.simulation.loading import Loader
from oneseal.simulation.memory import Memory, NotInMemory, Series
from oneseal.simulation.plan import PlannedCase, Shape, shapes_of

PERIODS: Final = ("%Y", "%Y%m%d")
NOBODY: Final = Random(0)  # noqa: S311 - a case of another process draws nothing


@dataclass(frozen=True, slots=True)
class Taken:
    """What one step takes from series: (issuer, kind, how the period is written), and from counters of rows."""

    series: tuple[Series, ...]
    serials: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Numbers:
    """What each step takes, by item, the way to it, and what it is told."""

    known: dict[Shape, Taken] = field(default_factory=dict)

    def foresees(self, shapes: Sequence[Shape]) -> bool:
        """Return True when it is known what every step of a case takes."""
        return all(shape in self.known for shape in shapes)

    def learn(self, shape: Shape, taken: Taken) -> None:
        """Keep what a step took.

        Raises:
            NotInMemory: an earlier step of the shape took something else, so that none can be foreseen.
        """
        if self.known.setdefault(shape, taken) != taken:
            raise NotInMemory(f"the numbers of {shape} depend on more than its shape")


class MemoryStage(Stage):
    """Takes every step in memory, and learns what it takes."""

    def __init__(self, cast: Cast, seed: int, *, memory: Memory, numbers: Numbers) -> None:
        """Write to one memory."""
        super().__init__(cast, seed)
        self.memory = memory
        self.numbers = numbers

    def take(self, walk: Walk, index: int) -> None:
        """Take one step, looking at the rows of its case only."""
        memory = self.memory
        at = walk.plan.steps[index].at
        memory.open(walk.plan.number, at)
        memory.taken.clear()
        before = dict(memory.serials)
        super().take(walk, index)
        series = tuple((issuer, kind, _written(period, at.date())) for issuer, kind, period in memory.taken)
        serials = tuple((table, value - before[table]) for table, value in memory.serials.items())
        self.numbers.learn(walk.shapes[index], Taken(series, serials))

    def enters(self, case: PlannedCase) -> Walk:
        """Return the walk of a case, with the shapes of its steps."""
        walk = super().enters(case)
        walk.shapes = shapes_of(case)
        return walk


class Share(MemoryStage):
    """Takes the steps of every so-manieth case and hands their rows to a loader; of the others it takes the numbers."""

    def __init__(self, part: tuple[int, int], stage: MemoryStage, loader: Loader) -> None:
        """Take of `part` = (share, number of shares) the cases whose number leaves `share` over."""
        super().__init__(stage.cast, stage.seed, memory=stage.memory, numbers=stage.numbers)
        self._loader = loader
        self._share, self._of = part
        self._foreseen: set[int] = set()

    def _is_own(self, case: PlannedCase) -> bool:
        return case.number % self._of == self._share

    def enters(self, case: PlannedCase) -> Walk:
        """Return the walk of a case; one of others is walked too when its numbers cannot be foreseen."""
        if self._is_own(case):
            return super().enters(case)
        shapes = shapes_of(case)
        if not self.numbers.foresees(shapes):
            return super().enters(case)
        self._foreseen.add(case.number)
        applicant, terms = self.cast.applicants[case.party], self.cast.items[case.item]
        return Walk(case, applicant, terms, NOBODY, self.cast.staff, shapes=shapes)

    def take(self, walk: Walk, index: int) -> None:
        """Take one step, or only its numbers."""
        if walk.plan.number not in self._foreseen:
            super().take(walk, index)
            return
        on = walk.plan.steps[index].at.date()
        taken = self.numbers.known[walk.shapes[index]]
        for issuer, kind, period in taken.series:
            self.memory.allocate((issuer, kind, _period(period, on)))
        for table, count in taken.serials:
            self.memory.serials[table] += count

    def leaves(self, walk: Walk) -> bool:
        """Send the rows of an own case on; forget the others."""
        number = walk.plan.number
        if self._is_own(walk.plan):
            self._loader.closed(number)
            return True
        if number in self._foreseen:
            self._foreseen.remove(number)
        else:
            self.memory.take(number)
        return False


@lru_cache(maxsize=1000)
def _written(period: str, on: date) -> str:
    for form in PERIODS:
        if on.strftime(form) == period:
            return form
    raise NotInMemory(f"the period {period} on {on}")


@lru_cache(maxsize=1000)
def _period(form: str, on: date) -> str:
    return on.strftime(form)
