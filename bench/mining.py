"""Measure process mining beside pm4py: reading XES, the directly-follows graph, variants, conformance, memory.

Both read the same files in the same run, each in a process of its own, and must come to the same figures: an unequal
one ends the measurement. Conformance is the optimal alignment of every case with the same directly-follows model (at
most 60 activities, what our discovery shows of the log), by both once a variant. A log with more than ten thousand
variants is made here; `--log FILE` adds logs of your own, such as the receipt log of Buijs (CoSeLoG) or that of the
BPI Challenge 2015 by van Dongen, which are not part of this repository. Ratios are pm4py's over ours.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench.engine.logs import made_log  # noqa: E402 - the checkout is put on the path first

OURS, RIVAL = "bench/engine/mining_side.py", "bench/rivals/mining_pm4py.py"
CASES = 20_000
MEASURES = ("read_s", "graph_s", "variants_s", "conformance_s", "read_kib", "whole_kib")
EQUAL = ("cases", "events", "variants", "arcs", "most_frequent", "rework")
CLOSE = 1e-9


def side(python: str, program: str, *, log: Path, model: Path) -> dict[str, Any]:
    """Return what one side tells of a log."""
    command = [python, str(ROOT / program), str(log), str(model)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True)  # noqa: S603
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def compared(log: Path, folder: Path) -> dict[str, Any]:
    """Return the figures of both sides for a log and their ratios; RuntimeError when they do not agree."""
    model = folder / "model.json"
    ours = side(sys.executable, OURS, log=log, model=model)
    theirs = side(os.environ["ONESEAL_BENCH_PYTHON"], RIVAL, log=log, model=model)
    unequal = [name for name in EQUAL if ours[name] != theirs[name]]
    if abs(ours["fitness"] - theirs["fitness"]) > CLOSE:
        unequal.append("fitness")
    if unequal:
        raise RuntimeError(f"the two do not agree on {', '.join(unequal)} of {log.name}")
    return {
        "log": log.name, "cases": ours["cases"], "events": ours["events"], "variants": ours["variants"],
        "fitness": round(ours["fitness"], 6), "pm4py": theirs["version"],
        "ours": {name: round(ours[name], 4) for name in MEASURES},
        "theirs": {name: round(theirs[name], 4) for name in MEASURES},
        "ratios": {name: round(theirs[name] / max(ours[name], 1e-6), 2) for name in MEASURES},
    }  # fmt: skip


def measured(logs: list[Path], cases: int) -> list[dict[str, Any]]:
    """Return the comparison of each log, the made one last."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = folder / f"made-{cases}.xes"
        made_log(made, cases=cases)
        return [compared(log, folder) for log in (*logs, made)]


def line(told: dict[str, Any]) -> str:
    """Return one comparison as people read it."""
    ratios = ", ".join(f"{name.rsplit('_', 1)[0]} {value:.1f}x" for name, value in told["ratios"].items())
    return f"{told['log']}: {told['cases']:,} cases, {told['events']:,} events, {told['variants']:,} variants: {ratios}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="process mining beside pm4py: times and memory, and equal figures")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--cases", type=int, default=CASES, help=f"cases of the made log (default {CASES})")
    parser.add_argument("--log", type=Path, action="append", default=[], help="one more log in XES, plain or gzip")
    told = parser.parse_args()
    found = measured(told.log, told.cases)
    sys.stdout.write(json.dumps({"logs": found}) + "\n" if told.json else "\n".join(map(line, found)) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
