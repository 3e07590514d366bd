"""Where cases wait: the passings that cost the most, each with how sure its median is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb, sqrt
from typing import Final

from oneseal.kernel.mining.graph import Arc

CONFIDENCE: Final = 0.95
_EXACT_UP_TO: Final = 1_000  # beyond it the binomial is a normal one to the last digit that anybody reads
_Z: Final = 1.959964


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which two values the median of all lies, with at least the confidence asked for."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """One passing: how often, the median and the total of its times, its share of all time, how sure the median is.

    ``interval`` is None where there are too few times for any: five or fewer say nothing with 95 % confidence.
    """

    arc: Arc
    count: int
    median: float
    total: float
    share: float
    interval: Interval | None


def bottlenecks(times: Mapping[Arc, Sequence[float]], *, most: int) -> tuple[Bottleneck, ...]:
    """Return the passings that took the most time altogether."""
    whole = sum(map(sum, times.values()))
    found = []
    for arc, values in times.items():
        ordered = sorted(values)
        total = sum(ordered)
        share = total / whole if whole else 0.0
        found.append(Bottleneck(arc, len(ordered), median(ordered), total, share, median_interval(ordered)))
    found.sort(key=lambda each: (-each.total, each.arc))
    return tuple(found[:most])


def median(ordered: Sequence[float]) -> float:
    """Return the middle of values in order; of two middles their mean."""
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else (ordered[half - 1] + ordered[half]) / 2


def median_interval(ordered: Sequence[float]) -> Interval | None:
    """Return the interval of the median by order statistics: exact, whatever the times are distributed like."""
    rank = _rank(len(ordered))
    return None if rank == 0 else Interval(ordered[rank - 1], ordered[-rank])


@lru_cache(maxsize=4096)
def _rank(count: int) -> int:
    """Return the largest rank whose value and its mirror enclose the median with the confidence; 0 for none."""
    if count > _EXACT_UP_TO:
        return max(1, int((count - _Z * sqrt(count)) / 2))
    gathered, whole, rank = 0, 2**count, 0
    while 2 * (gathered + comb(count, rank)) <= (1 - CONFIDENCE) * whole:
        gathered += comb(count, rank)
        rank += 1
    return rank
