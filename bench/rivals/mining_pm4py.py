"""Read a log and count what it shows with pm4py; tell times, memory and figures as `bench/engine/mining_side.py`.

Runs in an environment of its own: pm4py is under the AGPL, is measured and asked for its figures, and never shipped.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = 3


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
    warnings.filterwarnings("ignore")
    import pm4py
    from pm4py.util import constants

    constants.SHOW_PROGRESS_BAR = False
    file, model_file = sys.argv[1], Path(sys.argv[2])
    model = json.loads(model_file.read_text(encoding="utf-8"))
    empty = peak_kib()
    began = time.perf_counter()
    log = pm4py.read_xes(file)
    first, read_kib = time.perf_counter() - began, peak_kib()
    read = min(first, best(lambda: len(pm4py.read_xes(file)))[0])
    graph_s, graph = best(lambda: pm4py.discover_dfg(log))
    variants_s, ways = best(lambda: pm4py.get_variants(log))
    arcs = dict.fromkeys(map(tuple, model["arcs"]), 1)
    ends = dict.fromkeys(model["starts"], 1), dict.fromkeys(model["ends"], 1)
    fit_s, fits = best(lambda: pm4py.conformance_diagnostics_alignments(log, arcs, *ends))
    told = {
        "read_s": read, "graph_s": graph_s, "variants_s": variants_s, "conformance_s": fit_s,
        "read_kib": read_kib - empty, "whole_kib": peak_kib(),
        "cases": len(fits), "events": len(log), "variants": len(ways),
        "fitness": sum(each["fitness"] for each in fits) / len(fits),
        "arcs": sorted([a, b, count] for (a, b), count in graph[0].items()),
        "most_frequent": sorted((n if isinstance(n, int) else len(n) for n in ways.values()), reverse=True)[:20],
        "rework": pm4py.get_rework_cases_per_activity(log),
        "version": pm4py.__version__,
    }  # fmt: skip
    sys.stdout.write("\n" + json.dumps(told))


if __name__ == "__main__":
    main()
