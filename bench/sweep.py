"""Measure the sweep: a thousand of a million open cases reach the last day for their answer, now.

The cases are copies of one that was handed in through the services (`bench/engine/copies.py`): each waits for its
answer under a running clock and has two timers that did not fire. A round lets a part of them, spread over all,
reach their last day; the sweeper (`timers_fire`, in batches of its own until nothing is due) must find them among two
million timers and record for each that it was told: its timer as fired, its event in the outbox. Measured are also a
tenth of the thousand, to show what a change costs, and a sweep that finds nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench.engine.databases import django_ready, in_a_database_of_its_own  # noqa: E402 - the path is set first

_DUE = """
WITH due AS (
    UPDATE workflow_timer SET fires_at = %(now)s
    WHERE subject_id = ANY(%(cases)s) AND kind = 'cases.receipt_due' RETURNING subject_id
) UPDATE cases_case SET due_on = %(day)s FROM due WHERE cases_case.id = due.subject_id
"""


def come_due(cases: Sequence[UUID], *, now: datetime) -> None:
    """Let the last day of some cases be today."""
    from django.db import connection

    from oneseal.foundation.timekeeping import beijing_date

    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"now": now, "day": beijing_date(now), "cases": list(cases)})
        cursor.execute("ANALYZE workflow_timer")


def swept() -> tuple[float, int]:
    """Sweep until nothing is due; return the seconds and how many fired."""
    from oneseal.foundation.timekeeping import now
    from oneseal.workflow.services import timers_fire

    began, whole = time.perf_counter(), 0
    while fired := timers_fire(now=now()):
        whole += fired
    return time.perf_counter() - began, whole


def told() -> int:
    """Return how many events say that an answer is due today."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM outbox_event WHERE name = 'cases.receipt_due_today'")
        return int(cursor.fetchone()[0])


def round_of(cases: Sequence[UUID]) -> float:
    """Return the seconds of a sweep that some cases wait for.

    Raises:
        RuntimeError: not every one of them was found and recorded, once.
    """
    from oneseal.foundation.timekeeping import now

    before = told()
    come_due(cases, now=now())
    seconds, fired = swept()
    if (fired, told() - before) != (len(cases), len(cases)):
        raise RuntimeError(f"{fired} of {len(cases)} timers fired, {told() - before} were told")
    return seconds


def measured(options: argparse.Namespace) -> dict[str, float]:
    """Return the medians over rounds, each with cases of its own."""
    from importlib import import_module

    from bench.engine import copies, growth

    import_module("tests.factories.world").city()
    ballast = growth.Ballast.of_this_city(growth.OPEN)
    ballast.grow(options.cases)
    [(template, _share)] = ballast.templates
    *ids, first, second = copies.copies_of(template.case_id, first=1, count=options.cases)
    few = max(1, options.changing // 10)
    parts = options.rounds * 2
    spread = [ids[part::parts] for part in range(parts)]
    step = len(spread[0]) // options.changing
    if step == 0:
        raise RuntimeError("there are too few cases for so many changes in so many rounds")
    round_of([first, second])  # words and plans of the first sweep
    empty = [swept()[0] for _ in range(options.rounds)]
    many = [round_of(spread[turn][::step][: options.changing]) for turn in range(options.rounds)]
    tenth = [round_of(spread[options.rounds + turn][::step][:few]) for turn in range(options.rounds)]
    seconds = statistics.median(many)
    return {
        "cases": options.cases, "changing": options.changing, "seconds": round(seconds, 4),
        "ms_per_change": round(seconds * 1000 / options.changing, 4),
        "seconds_for_a_tenth": round(statistics.median(tenth), 4),
        "seconds_for_nothing": round(statistics.median(empty), 5), "rounds": options.rounds,
    }  # fmt: skip


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="a sweep that finds what changes among very many open cases")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--cases", type=int, default=1_000_000, help="open cases (default a million)")
    parser.add_argument("--changing", type=int, default=1000, help="how many of them change (default a thousand)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default 3)")
    options = parser.parse_args()
    django_ready()
    found = in_a_database_of_its_own(lambda: measured(options))
    words = "\n".join(f"{name:>20} {value:12.4f}" for name, value in found.items())
    sys.stdout.write((json.dumps(found) if options.json else words) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
