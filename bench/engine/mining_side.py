"""Read a log and count what it shows with our own kernel; tell times, memory and figures as JSON.

Used as `python mining_side.py LOG MODEL`: MODEL is written by it, with what the conformance is measured against, so
that the rival measures against the very same.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src")]
BLOCK = 1 << 20
ROUNDS = 3
LARGEST_MODEL = 60


def blocks(path: Path) -> Iterator[bytes]:
    """Yield a file in pieces."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def best(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the shortest of some rounds, and what came of the last."""
    times, found = [], None
    for _round in range(ROUNDS):
        began = time.perf_counter()
        found = work()
        times.append(time.perf_counter() - began)
    return min(times), found


def peak_kib() -> int:
    """Return the most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Measure and print."""
    from oneseal.kernel import mining

    file, model_file = map(Path, sys.argv[1:3])
    empty = peak_kib()
    began = time.perf_counter()
    log = mining.read_xes(blocks(file)).log
    first, read_kib = time.perf_counter() - began, peak_kib()
    read = min(first, best(lambda: len(mining.read_xes(blocks(file)).log))[0])
    graph_s, graph = best(lambda: mining.graph_of(log))
    variants_s, ways = best(lambda: mining.variants(log))
    shown = mining.simplified(graph, most=LARGEST_MODEL).graph
    name = log.name
    model = {
        "arcs": [[name(a), name(b)] for a, b in shown.arcs], "starts": [*map(name, shown.starts)],
        "ends": [*map(name, shown.ends)],
    }  # fmt: skip
    model_file.write_text(json.dumps(model), encoding="utf-8")
    what = mining.model_of(shown.arcs, shown.starts, shown.ends)
    fit_s, fits = best(lambda: mining.aligned(what, [way.activities for way in mining.variants(log)]))
    told = {
        "read_s": read, "graph_s": graph_s, "variants_s": variants_s, "conformance_s": fit_s,
        "read_kib": read_kib - empty, "whole_kib": peak_kib(),
        "cases": len(log), "events": log.events, "variants": len(ways),
        "fitness": sum(way.count * fit.fitness for way, fit in zip(ways, fits, strict=True)) / len(log),
        "arcs": sorted([name(a), name(b), count] for (a, b), count in graph.arcs.items()),
        "most_frequent": [way.count for way in ways[:20]],
        "rework": {name(each.activity): each.cases for each in mining.rework(log)},
    }  # fmt: skip
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
