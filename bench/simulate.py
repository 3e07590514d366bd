"""Measure cases a second of a simulated history: through the services, and the same history in bulk."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
FIRST, LAST = date(2026, 1, 5), date(2026, 10, 30)


class _Undone(Exception):
    """Takes back what a round wrote, so that the next begins alike."""


def rate(make: Callable[..., int], *, cases: int) -> float:
    """Return the cases a second of one way."""
    from django.db import transaction

    from oneseal.simulation.simulating import Wanted

    started = time.perf_counter()
    seconds = 0.0
    try:
        with transaction.atomic():
            make(Wanted(cases, FIRST, LAST, seed=1))
            seconds = time.perf_counter() - started
            raise _Undone
    except _Undone:
        return cases / seconds


def measured(options: argparse.Namespace) -> dict[str, float]:
    """Return the medians of both ways and their ratio, in a city that is founded on the first day."""
    from django.core.management import call_command

    from oneseal.foundation.timekeeping import BEIJING
    from oneseal.simulation.founding import city_found
    from oneseal.simulation.simulating import history_by_services, history_in_bulk

    call_command("load_reference", verbosity=0, stdout=sys.stderr)
    city_found(now=datetime.combine(FIRST, datetime.min.time(), tzinfo=BEIJING) + timedelta(minutes=10))
    served = [rate(history_by_services, cases=options.cases) for _ in range(options.rounds)]
    loaded = [rate(history_in_bulk, cases=options.bulk_cases) for _ in range(options.rounds)]
    told = {"services": statistics.median(served), "bulk": statistics.median(loaded)}
    return told | {"ratio": told["bulk"] / told["services"]}


def main() -> int:
    """Print medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--bulk-cases", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from bench.engine.databases import in_a_database_of_its_own

    told = in_a_database_of_its_own(lambda: measured(options))
    words = "\n".join(f"{name:>9} {value:8.1f}" for name, value in told.items())
    sys.stdout.write((json.dumps(told) if options.json else words) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
