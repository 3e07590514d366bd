"""Measure the board of supervision: how long a refresh takes among a hundred thousand open cases, and how that grows.

The cases are copies of some that were made through the services (`bench/engine/copies.py`): history that has ended,
and open ones whose due dates are spread over the days around today, so that every light is among them. A refresh is
what a screen asks when nobody asked within the last seconds, an application has just come in, and the board follows it
before it counts the whole city (`board_follow`, `board_now`). The same is measured beside little history, for the
growth; told apart is the first look of a day, when every open case is judged anew.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench.engine.databases import django_ready, in_a_database_of_its_own, settled  # noqa: E402 - the path is set first
from bench.engine.figures import percentile  # noqa: E402

ENDED = (("delivered_case", 1),)
OPEN = (("accepted_case", 1),)
# Due dates of the open cases lie this many days before and after today.
SPREAD_DAYS = 30
_SPREAD = """
UPDATE cases_case SET due_on = %(day)s::date + (hashtext(id::text) %% %(days)s),
       statutory_due_on = %(day)s::date + (hashtext(id::text) %% %(days)s) + 15
WHERE id = ANY(%(ids)s)
"""


def spread(case_id: UUID, count: int) -> None:
    """Let the open copies of a case be due on many days."""
    from django.db import connection

    from bench.engine import copies
    from oneseal.foundation.timekeeping import today

    ids = copies.copies_of(case_id, first=1, count=count)
    with connection.cursor() as cursor:
        cursor.execute(_SPREAD, {"day": today(), "days": SPREAD_DAYS, "ids": ids})
    settled()


def refreshed(times: int) -> tuple[float, list[float]]:
    """Return the seconds of the first look of a day, and the milliseconds of refreshes, each after an application."""
    from oneseal.foundation.timekeeping import now
    from oneseal.supervision.models import BoardMark
    from oneseal.supervision.selectors import Spot, board_now
    from oneseal.supervision.services import board_follow

    world = import_module("tests.factories.world")
    actor = world.staff("supervisor")
    began = time.perf_counter()
    board_follow(now=now(), is_whole=True)
    whole, took = time.perf_counter() - began, []
    for _ in range(times + 1):
        world.submitted_case()
        BoardMark.objects.update(followed_until=now() - timedelta(seconds=10))
        began = time.perf_counter()
        followed = board_follow(now=now())
        board = board_now(actor, Spot(), now=now())
        took.append((time.perf_counter() - began) * 1000)
        if not followed or len(board.lights) < len(("black", "red", "yellow", "green")):
            raise RuntimeError(f"nothing was followed, or too few lights are among the cases: {dict(board.lights)}")
    return whole, took[1:]  # the first reads words and plans


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Return the percentiles of refreshes beside little and beside much history."""
    from bench.engine import growth

    import_module("tests.factories.world").city()
    opened, ended = growth.Ballast.of_this_city(OPEN), growth.Ballast.of_this_city(ENDED)
    opened.grow(options.open)
    spread(opened.templates[0][0].case_id, options.open)
    ended.grow(options.few)
    _whole, little = refreshed(options.times)
    ended.grow(options.cases)
    whole, much = refreshed(options.times)
    return {
        "open": options.open, "history": options.cases, "refreshes": options.times,
        "refresh_p50_ms": round(percentile(much, 50), 2), "refresh_p95_ms": round(percentile(much, 95), 2),
        "first_look_of_a_day_s": round(whole, 2),
        "refresh_growth": round(statistics.median(much) / statistics.median(little), 3),
    }  # fmt: skip


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="the board of supervision among very many cases")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--cases", type=int, default=1_000_000, help="ended cases (default a million)")
    parser.add_argument("--few", type=int, default=10_000, help="ended cases of the comparison (default ten thousand)")
    parser.add_argument("--open", type=int, default=100_000, help="open cases (default a hundred thousand)")
    parser.add_argument("--times", type=int, default=40, help="refreshes (default 40)")
    options = parser.parse_args()
    django_ready()
    found = in_a_database_of_its_own(lambda: measured(options))
    words = "\n".join(f"{name:>20} {value:12}" for name, value in found.items())
    sys.stdout.write((json.dumps(found) if options.json else words) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
