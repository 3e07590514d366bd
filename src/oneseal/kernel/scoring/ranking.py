"""Give units their places: by published total, equal totals share a place, too few cases have none (F.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that may be ranked: its key, its total as published (None: no data), and how many cases it handled."""

    key: str
    total: Decimal | None
    cases: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit and its place; None without one."""

    unit: Unit
    place: int | None


def ranked(units: Iterable[Unit], *, fewest_cases: int) -> list[Ranked]:
    """Return the units in the order of their places; those without one follow in the order of their keys."""
    every = sorted(units, key=lambda unit: unit.key)
    placed = [unit for unit in every if unit.total is not None and unit.cases >= fewest_cases]
    placed.sort(key=lambda unit: -(unit.total or Decimal(0)))
    totals = [unit.total for unit in placed]
    inside = {unit.key for unit in placed}
    found = [Ranked(unit, totals.index(unit.total) + 1) for unit in placed]
    return found + [Ranked(unit, None) for unit in every if unit.key not in inside]
