"""Terms of the handling, and what a finding costs a unit; defaults with their source (domain specification F.2).

The days are our own default (no source); three warnings, yellow and red are those of fsou 17126694. The source names
no black light, so it costs as much as a red one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Final
from uuid import UUID

from oneseal.supervision.rules.handling import HandlingAct
from oneseal.supervision.rules.refusals import TariffUnfit

BOUNDS: Final[Mapping[str, tuple[int, int]]] = {
    "urge_days": (1, 30), "correction_days": (1, 60), "appeal_days": (1, 30), "warn_days": (0, 10),
    "warnings_for_yellow": (1, 31), "points_warnings": (0, 100), "points_yellow": (0, 100), "points_red": (0, 100),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tariff:
    """Working days for answers and appeals, days of warning ahead, and points taken off per mark."""

    urge_days: int = 2
    correction_days: int = 5
    appeal_days: int = 5
    warn_days: int = 1
    warnings_for_yellow: int = 3
    points_warnings: int = 3
    points_yellow: int = 5
    points_red: int = 10

    def days_for(self, act: HandlingAct) -> int | None:
        """Return within how many working days the unit answers after an act; None where no answer is owed."""
        return {
            HandlingAct.URGE: self.urge_days, HandlingAct.CORRECT: self.correction_days,
            HandlingAct.UPHOLD: self.correction_days,
        }.get(act)  # fmt: skip


DEFAULT: Final = Tariff()


def tariff_checked(told: Mapping[str, int]) -> Tariff:
    """Return a tariff whose every value lies within its bounds.

    Raises:
        TariffUnfit.
    """
    values = {**asdict(DEFAULT), **told}
    for name, (least, most) in BOUNDS.items():
        if not least <= values[name] <= most:
            raise TariffUnfit("outside its bounds", name=name, least=least, most=most)
    return Tariff(**{field.name: values[field.name] for field in fields(Tariff)})


class Mark(StrEnum):
    """Name what is put down against a unit: a warning, a yellow, a red."""

    WARNING = "warning"
    YELLOW = "yellow"
    RED = "red"


def mark_of(light: str, follow: str) -> Mark:
    """Return the mark of a finding: red and black are red; yellow is a warning unless its rule asks to correct."""
    if light in {"red", "black"}:
        return Mark.RED
    return Mark.WARNING if follow in {"urge", "review"} else Mark.YELLOW


@dataclass(frozen=True, slots=True)
class Counted:
    """One finding that counts: its unit, rule, month (``2026-03``), light and what follows by its rule."""

    finding_id: UUID
    agency_id: UUID
    rule: str
    month: str
    light: str
    follow: str


@dataclass(frozen=True, slots=True)
class Score:
    """What a month's findings of one rule cost a unit, and from which findings that follows."""

    agency_id: UUID
    month: str
    rule: str
    warnings: int
    from_warnings: int
    yellow: int
    red: int
    points: int
    finding_ids: tuple[UUID, ...]


def scores(counted: Iterable[Counted], tariff: Tariff = DEFAULT) -> tuple[Score, ...]:
    """Return the score of each unit, month and rule, in their order; every point leads to its findings.

    Three warnings of one unit and rule within a month make one yellow, at the price of three warnings.
    """
    groups: dict[tuple[str, str, str], list[Counted]] = {}
    for one in counted:
        groups.setdefault((one.month, str(one.agency_id), one.rule), []).append(one)
    return tuple(_score(found, tariff) for _key, found in sorted(groups.items()))


def _score(found: list[Counted], tariff: Tariff) -> Score:
    marks = Counter(mark_of(one.light, one.follow) for one in found)
    made = marks[Mark.WARNING] // tariff.warnings_for_yellow
    yellow, red = marks[Mark.YELLOW], marks[Mark.RED]
    points = made * tariff.points_warnings + yellow * tariff.points_yellow + red * tariff.points_red
    first = found[0]
    return Score(
        first.agency_id, first.month, first.rule, marks[Mark.WARNING], made, yellow, red, points,
        tuple(one.finding_id for one in found),
    )  # fmt: skip
