"""Score one unit for one month by the nine dynamic indices (F.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Context, Decimal
from fractions import Fraction
from typing import Final

from oneseal.kernel.scoring.indices import GROUPS, Group, Index
from oneseal.kernel.scoring.rates import share, speed_up
from oneseal.kernel.scoring.refusals import InputsImpossible
from oneseal.kernel.scoring.weights import WHOLE, Scheme

_LOGARITHM: Final = Context(prec=28)
_ONE, _HALF, _ZERO = Fraction(1), Fraction(1, 2), Fraction(0)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is counted of one unit in one month.

    `deductions` and `upheld` are None while nobody records them. `most_accepted` is the most of any unit of the
    peer group, this one included.
    """

    required: int = 0
    stationed: int = 0
    online_able: int = 0
    online: int = 0
    two_step_known: int = 0
    two_step: int = 0
    accepted: int = 0
    most_accepted: int = 0
    promise_closed: int = 0
    promise_early: int = 0
    promise_elapsed: int = 0
    promise_promised: Decimal = Decimal(0)
    closed: int = 0
    overdue: int = 0
    graded: int = 0
    satisfied: int = 0
    deductions: Decimal | None = None
    upheld: int | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot have been counted.

        Raises:
            InputsImpossible.
        """
        below = [name.name for name in fields(self) if (getattr(self, name.name) or 0) < 0]
        parts = (
            (self.accepted, self.most_accepted), (self.promise_early, self.promise_closed),
            (self.promise_closed, self.closed), (self.satisfied, self.graded), (self.two_step, self.two_step_known),
        )  # fmt: skip
        if below or any(part > whole for part, whole in parts):
            raise InputsImpossible("a part exceeds its whole, or a count is below zero", names=", ".join(below) or "-")


@dataclass(frozen=True, slots=True)
class Line:
    """One index of one unit: its weight, and its score; None where there is no data."""

    index: Index
    weight: Fraction
    score: Fraction | None


@dataclass(frozen=True, slots=True)
class Score:
    """The nine lines of one unit; `total` is rescaled to 100 over the lines that have data, None without any."""

    lines: tuple[Line, ...]

    @property
    def weight_counted(self) -> Fraction:
        """Return the sum of the weights that have data; below 100 the total is rescaled."""
        return sum((line.weight for line in self.lines if line.score is not None), _ZERO)

    @property
    def total(self) -> Fraction | None:
        """Return the sum of the scores, rescaled to 100; None where no index has data."""
        if not self.weight_counted:
            return None
        return self.points * WHOLE / self.weight_counted

    @property
    def points(self) -> Fraction:
        """Return the sum of the scores as they are, not rescaled."""
        return sum((line.score for line in self.lines if line.score is not None), _ZERO)

    @property
    def groups(self) -> Mapping[Group, Fraction | None]:
        """Return the points of each group as they are; None where none of its indices has data."""
        known = {line.index: line.score for line in self.lines}
        found = {group: [known[index] for index in indices] for group, indices in GROUPS.items()}
        return {
            group: sum((points for points in scores if points is not None), _ZERO) if any_known(scores) else None
            for group, scores in found.items()
        }


def any_known(scores: Iterable[Fraction | None]) -> bool:
    """Return whether at least one score has data."""
    return any(points is not None for points in scores)


def score(inputs: Inputs, scheme: Scheme) -> Score:
    """Return the nine lines of a unit by a version of the weights."""
    lines = []
    for index, weight in scheme.dynamic.items():
        found = _OF[index](inputs, scheme, weight)
        lines.append(Line(index, weight, found))
    return Score(tuple(lines))


def adjusted(total: Fraction | None, points: Iterable[Decimal]) -> Fraction | None:
    """Return a total with rewards (above zero) and deductions (below), within 0 and 100; None stays None."""
    if total is None:
        return None
    return max(_ZERO, min(WHOLE, total + sum(map(Fraction, points), _ZERO)))


def _capped(part: int, whole: int, weight: Fraction) -> Fraction | None:
    found = share(part, whole)
    return None if found is None else weight * min(_ONE, found)


def _stationed(inputs: Inputs, _scheme: Scheme, weight: Fraction) -> Fraction | None:
    return _capped(inputs.stationed, inputs.required, weight)


def _online(inputs: Inputs, _scheme: Scheme, weight: Fraction) -> Fraction | None:
    return _capped(inputs.online, inputs.online_able, weight)


def _two_step(inputs: Inputs, scheme: Scheme, weight: Fraction) -> Fraction | None:
    found = share(inputs.two_step, inputs.two_step_known)
    return None if found is None else weight * min(_ONE, found / scheme.two_step_target)


def _volume(inputs: Inputs, _scheme: Scheme, weight: Fraction) -> Fraction | None:
    found = share(_log_above(inputs.accepted), _log_above(inputs.most_accepted))
    return None if found is None else weight * found


def _log_above(count: int) -> Decimal:
    """Return ln(1 + n) to 28 digits, the same on every machine."""
    return Decimal(1 + count).ln(_LOGARITHM)


def _early(inputs: Inputs, _scheme: Scheme, weight: Fraction) -> Fraction | None:
    early = share(inputs.promise_early, inputs.promise_closed)
    gained = speed_up(elapsed=inputs.promise_elapsed, promised=inputs.promise_promised)
    if early is None or gained is None:
        return None
    return weight * (_HALF * early + _HALF * max(_ZERO, gained))


def _overdue(inputs: Inputs, scheme: Scheme, weight: Fraction) -> Fraction | None:
    if not inputs.closed:
        return _ZERO if inputs.overdue else None
    return weight * max(_ZERO, 1 - scheme.overdue_factor * Fraction(inputs.overdue, inputs.closed))


def _satisfaction(inputs: Inputs, _scheme: Scheme, weight: Fraction) -> Fraction | None:
    return _capped(inputs.satisfied, inputs.graded, weight)


def _discipline(inputs: Inputs, _scheme: Scheme, weight: Fraction) -> Fraction | None:
    return None if inputs.deductions is None else max(_ZERO, weight - Fraction(inputs.deductions))


def _complaints(inputs: Inputs, scheme: Scheme, weight: Fraction) -> Fraction | None:
    return None if inputs.upheld is None else weight * max(_ZERO, 1 - scheme.complaint_factor * inputs.upheld)


_OF: Final[Mapping[Index, Callable[[Inputs, Scheme, Fraction], Fraction | None]]] = {
    Index.STATIONED: _stationed,
    Index.ONLINE: _online,
    Index.TWO_STEP: _two_step,
    Index.VOLUME: _volume,
    Index.EARLY: _early,
    Index.OVERDUE: _overdue,
    Index.SATISFACTION: _satisfaction,
    Index.DISCIPLINE: _discipline,
    Index.COMPLAINTS: _complaints,
}
