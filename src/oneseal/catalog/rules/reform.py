"""The arithmetic of the reform board: what was cut, how much faster, which share; plain numbers in, figures out.

`docs/algorithms/reform.md` says each formula in words. A rate over nothing is None ("not applicable"), never 0 or 100.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from oneseal.kernel.clock import Unit
from oneseal.kernel.scoring import WORKING_DAYS

Number = int | Decimal | Fraction

# The codes of the catalogue's units; the convention itself stands in the kernel (docs/algorithms/reform.md).
_IN_WORKING_DAYS: Final[Mapping[str, Fraction]] = {
    "WD": WORKING_DAYS[Unit.WORKING_DAY],
    "ND": WORKING_DAYS[Unit.NATURAL_DAY],
    "M": WORKING_DAYS[Unit.MONTH],
    "Y": WORKING_DAYS[Unit.YEAR],
    "H": WORKING_DAYS[Unit.HOUR],
    "OH": WORKING_DAYS[Unit.OFFICE_HOUR],
}
_STORED: Final = Decimal("0.0001")


def in_working_days(count: int | None, unit: str) -> Decimal | None:
    """Return a term in working days, to four places; None where its length or its unit is unknown."""
    factor = _IN_WORKING_DAYS.get(unit)
    if count is None or factor is None:
        return None
    return _decimal(count * factor).quantize(_STORED, rounding=ROUND_HALF_UP)


def reduction(before: Number, now: Number) -> Fraction | None:
    """Return which part of `before` is gone, (before - now) / before; negative where it grew; None before 0."""
    return None if before == 0 else 1 - Fraction(now) / Fraction(before)


def share(part: Number, whole: Number) -> Fraction | None:
    """Return part / whole; None of nothing."""
    return None if whole == 0 else Fraction(part) / Fraction(whole)


def mean(total: Number, count: int) -> Fraction | None:
    """Return total / count; None over nothing."""
    return share(total, count)


def speed_up(promised: Number, statutory: Number) -> Fraction | None:
    """Return how far promises lie below the law, 1 - sum of promised / sum of statutory days; None without a limit."""
    return reduction(statutory, promised)


def percent(rate: Fraction | None, *, places: int = 1) -> Decimal | None:
    """Return a rate in percent, halves rounded away from zero; None stays None."""
    return None if rate is None else rounded(rate * 100, places=places)


def rounded(number: Number, *, places: int) -> Decimal:
    """Return a number with so many places, halves rounded away from zero."""
    exact = Fraction(number)
    whole = int(abs(exact) * 10**places + Fraction(1, 2))
    return Decimal(whole if exact >= 0 else -whole).scaleb(-places)


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


@dataclass(frozen=True, slots=True)
class Sums:
    """What two days have in common and what sets them apart, counted over a city, a department or a type of item.

    `paired` items are in force on both days; cuts are measured on them alone, so that an item that ended is not
    counted as steps cut. Days are working days; a pair whose promise is unknown on one of the days is not in `days_*`.
    """

    items_before: int = 0
    items_now: int = 0
    added: int = 0
    ended: int = 0
    changed: int = 0
    paired: int = 0
    steps_before: int = 0
    steps_now: int = 0
    materials_before: int = 0
    materials_now: int = 0
    certificates_before: int = 0
    certificates_now: int = 0
    days_items: int = 0
    days_before: Decimal = Decimal(0)
    days_now: Decimal = Decimal(0)
    limits_before: int = 0
    limits_now: int = 0
    promised_before: Decimal = Decimal(0)
    promised_now: Decimal = Decimal(0)
    statutory_before: Decimal = Decimal(0)
    statutory_now: Decimal = Decimal(0)
    converted_now: int = 0
    two_step_before: int = 0
    two_step_now: int = 0
    two_step_unknown: int = 0
    at_once_before: int = 0
    at_once_now: int = 0
    stationed_before: int = 0
    stationed_now: int = 0
    stationed_unknown: int = 0
    online_before: int = 0
    online_now: int = 0
    online_unknown: int = 0
    whole_online_before: int = 0
    whole_online_now: int = 0
    no_visit_before: int = 0
    no_visit_now: int = 0
    no_visit_unknown: int = 0
    charged_before: int = 0
    charged_now: int = 0
    moved_down: int = 0
    moved_up: int = 0
    handed_down: int = 0


SUMS: Final = tuple(field.name for field in fields(Sums))


class Kind(StrEnum):
    """How a figure is made from its inputs."""

    COUNT = "count"
    REDUCTION = "reduction"
    SPEED_UP = "speed_up"
    SHARE = "share"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the board: its value now and before (None: not applicable), and the numbers it is made of.

    Of a reduction `value` is what was cut and `value_before` is None; of a share and a mean both days have one.
    """

    key: str
    kind: Kind
    value: Fraction | None
    value_before: Fraction | None
    inputs: tuple[tuple[str, Number], ...]
    unknown: int = 0


CUTS: Final = ("steps", "materials", "certificates", "days")
SHARES: Final = ("two_step", "at_once", "stationed", "online", "whole_online", "no_visit", "charged")
COUNTS: Final = ("added", "changed", "ended", "moved_down", "moved_up", "handed_down")


def figures_of(sums: Sums) -> dict[str, Figure]:
    """Return every figure of the board by its key, in the order in which it is shown."""
    found = [*(_count(sums, key) for key in COUNTS), *(_cut(sums, key) for key in CUTS)]
    found += [_limits(sums), _promise_mean(sums), _statutory_mean(sums)]
    found += [_share(sums, key) for key in SHARES]
    return {figure.key: figure for figure in found}


def _count(sums: Sums, key: str) -> Figure:
    counted: int = getattr(sums, key)
    return Figure(key, Kind.COUNT, Fraction(counted), None, ((key, counted),))


def _cut(sums: Sums, key: str) -> Figure:
    before: Number = getattr(sums, f"{key}_before")
    now: Number = getattr(sums, f"{key}_now")
    paired = sums.days_items if key == "days" else sums.paired
    inputs = (("before", before), ("now", now), ("cut", Fraction(before) - Fraction(now)), ("paired", paired))
    return Figure(key, Kind.REDUCTION, reduction(before, now), None, inputs)


def _limits(sums: Sums) -> Figure:
    inputs: tuple[tuple[str, Number], ...] = (
        ("promised", sums.promised_now), ("statutory", sums.statutory_now), ("limits", sums.limits_now),
        ("converted", sums.converted_now),
    )  # fmt: skip
    before = speed_up(sums.promised_before, sums.statutory_before)
    now = speed_up(sums.promised_now, sums.statutory_now)
    return Figure("speed_up", Kind.SPEED_UP, now, before, inputs, unknown=sums.items_now - sums.limits_now)


def _promise_mean(sums: Sums) -> Figure:
    inputs: tuple[tuple[str, Number], ...] = (("promised", sums.promised_now), ("limits", sums.limits_now))
    now, before = mean(sums.promised_now, sums.limits_now), mean(sums.promised_before, sums.limits_before)
    return Figure("promise_mean", Kind.MEAN, now, before, inputs, unknown=sums.items_now - sums.limits_now)


def _statutory_mean(sums: Sums) -> Figure:
    inputs: tuple[tuple[str, Number], ...] = (("statutory", sums.statutory_now), ("limits", sums.limits_now))
    now, before = mean(sums.statutory_now, sums.limits_now), mean(sums.statutory_before, sums.limits_before)
    return Figure("statutory_mean", Kind.MEAN, now, before, inputs, unknown=sums.items_now - sums.limits_now)


def _share(sums: Sums, key: str) -> Figure:
    before: int = getattr(sums, f"{key}_before")
    now: int = getattr(sums, f"{key}_now")
    return Figure(
        key, Kind.SHARE, share(now, sums.items_now), share(before, sums.items_before),
        (("part", now), ("whole", sums.items_now)), unknown=getattr(sums, f"{key}_unknown", 0),
    )  # fmt: skip
