"""The arithmetic of the measurements: percentiles, medians of rounds, ratios, and the keys of the JSON."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SIDES = ("limit_1", "limit_2", "service_1", "service_2", "spiffworkflow", "viewflow")
KEYS = (*SIDES, "queries_per_move", "ratio_to_limit", "ratio_to_spiffworkflow", "ratio_to_viewflow", "growth_10k_to_1m")
SIDE_KEYS = ("moves_per_s", "p50_ms", "p95_ms", "p99_ms")


@dataclass(slots=True)
class Side:
    """What one side of a measurement did: the rate of each round, and the time of each move in milliseconds."""

    rates: list[float] = field(default_factory=list)
    times_ms: list[float] = field(default_factory=list)

    def add(self, *workers: Sequence[float], seconds: float) -> None:
        """Add a round: the times that each process took for its moves, and how long the round lasted."""
        done = [time for times in workers for time in times]
        self.rates.append(len(done) / seconds)
        self.times_ms.extend(done)

    def told(self) -> dict[str, float]:
        """Return moves a second (the median of the rounds) and the percentiles of all moves."""
        return {
            "moves_per_s": round(statistics.median(self.rates), 1),
            "p50_ms": round(percentile(self.times_ms, 50), 3),
            "p95_ms": round(percentile(self.times_ms, 95), 3),
            "p99_ms": round(percentile(self.times_ms, 99), 3),
        }


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` per cent of the values lie, between two neighbours in proportion."""
    if not values:
        raise ValueError("no percentile of nothing")
    ordered = sorted(values)
    place = (len(ordered) - 1) * share / 100
    lower = int(place)
    upper = min(lower + 1, len(ordered) - 1)
    return ordered[lower] + (ordered[upper] - ordered[lower]) * (place - lower)


def ratio(ours: float, other: float) -> float:
    """Return how many times as fast as the other we are."""
    return round(ours / other, 3)


def report(
    sides: Mapping[str, Mapping[str, float]], *, queries_per_move: float, growth: float | None
) -> dict[str, object]:
    """Return everything that a run of `moves` tells; `growth` None: it was not measured.

    Only equal numbers of processes are compared: two with two, one with one.
    """
    rate = {name: sides[name]["moves_per_s"] for name in SIDES}
    return {
        **{name: {key: sides[name][key] for key in SIDE_KEYS} for name in SIDES},
        "queries_per_move": round(queries_per_move, 2),
        "ratio_to_limit": ratio(rate["service_2"], rate["limit_2"]),
        "ratio_to_spiffworkflow": ratio(rate["service_1"], rate["spiffworkflow"]),
        "ratio_to_viewflow": ratio(rate["service_1"], rate["viewflow"]),
        "growth_10k_to_1m": None if growth is None else round(growth, 3),
    }


NAMES = {
    "limit_1": "bare SQL, one process", "limit_2": "bare SQL, two processes",
    "service_1": "services, one process", "service_2": "services, two processes",
    "spiffworkflow": "SpiffWorkflow, one process", "viewflow": "viewflow, one process",
}  # fmt: skip


def table(told: Mapping[str, object]) -> str:
    """Return a report as people read it."""
    lines = [f"{'':<28}{'moves/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}"]
    for side in SIDES:
        row = told[side]
        if isinstance(row, dict):
            figures = f"{row['moves_per_s']:>9.0f}" + "".join(f"{row[key]:>9.2f}" for key in SIDE_KEYS[1:])
            lines.append(f"{NAMES[side]:<28}{figures}")
    growth = told["growth_10k_to_1m"]
    lines += [
        f"statements a move: {told['queries_per_move']}",
        f"to the limit, two processes: {told['ratio_to_limit']}",
        f"to SpiffWorkflow, one process: {told['ratio_to_spiffworkflow']}",
        f"to viewflow, one process: {told['ratio_to_viewflow']}",
        f"a move in the large database over one in the small: {'not measured' if growth is None else growth}",
    ]
    return "\n".join(lines)
