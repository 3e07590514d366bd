"""The side of a process that is measured: say that it is ready, then move for as long as it is told.

Only the standard library, so that a rival in another environment speaks the same way. One line comes in, one goes
out: `go 2.0` answers a list of milliseconds, one for each move; the end of the input ends the process.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

Move = Callable[[], bool]


def moved_for(move: Move, *, seconds: float) -> list[float]:
    """Return the milliseconds of each move of a stretch; a move that answers False finds nothing left to do."""
    clock = time.perf_counter
    times: list[float] = []
    end = clock() + seconds
    before = clock()
    while before < end and move():
        after = clock()
        times.append((after - before) * 1000)
        before = after
    return times


def serve(move: Move) -> None:
    """Warm up, then answer each line until the input ends."""
    moved_for(move, seconds=1.0)
    _say("ready")
    for line in sys.stdin:
        _say(json.dumps(moved_for(move, seconds=float(line.split()[1]))))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
