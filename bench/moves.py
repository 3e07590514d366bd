"""Measure the case engine: moves a second through the services, against bare SQL and against two rivals.

A move is one step of one case by one press: locking and reading the case, asking the policy and the rule, closing the
open task and opening the next, the opinion, the ledger and its timers, the papers with their numbers and seals, the
log's row in its chain of hashes, the events, the key of the press; one commit. Six moves make a life, and whole lives
are measured: submit (freeze and hash the package, number it, receipt), accept (notice, both clocks), recommend
(opinion), send back, recommend again, grant (decision, clock of the delivery). The drafts are copies of one that was
filled in through the services; each process has cases of its own and is warm before it is measured.

The limit writes the very rows of such a life, recorded from the services, with new keys: one prepared statement a row
of psycopg, in one pipeline, one commit a move, after locking and reading the case. It decides nothing, hashes nothing
and encrypts nothing. The rivals run a process of six steps with a parallel join and a timer, and keep their state, one
event and their tasks in the same server (`bench/rivals`). Only equal numbers of processes are compared. Rounds of all
sides alternate; a rate is the median of its rounds, a percentile that of all moves.

Growth is the median time of a move of one process where there are a million cases beside it over that where there are
ten thousand (`bench/engine/copies.py`). Everything happens in databases of its own that are dropped afterwards.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench.engine.databases import (  # noqa: E402 - the checkout is put on the path first
    django_ready,
    environment_of,
    in_a_database_of_its_own,
    rivals_database,
    settled,
    twin_database,
)
from bench.engine.figures import SIDES, Side, report, table  # noqa: E402
from bench.engine.workers import Program, Worker, round_of, started  # noqa: E402

# More than any machine moves in a process and a second; a process without cases left stops the run.
MOVES_A_SECOND_AT_MOST = {"limit": 2400, "service": 900}
MOVES_A_LIFE = 6
WARMING_SECONDS = 1.5


@dataclass(slots=True)
class Prepared:
    """The city, the draft that is copied, who filed it, and how many copies there are."""

    template: Any
    applicant: Any
    plan: Any
    folder: Path
    copies: int = field(default=0)

    def drafts(self, count: int) -> list[UUID]:
        """Make so many more drafts and return their ids."""
        from bench.engine import copies

        first = self.copies + 1
        copies.copied(self.template, first=first, count=count)
        self.copies += count
        return copies.copies_of(self.template.case_id, first=first, count=count)


def prepare(folder: Path) -> Prepared:
    """Make a city and two filled drafts; let one live its life and keep the other to be copied."""
    from bench.engine import copies, life

    world = import_module("tests.factories.world")
    world.city()
    recorded, warm, kept = world.filled_case(), world.filled_case(), world.filled_case()
    life.lived(warm.id, life.Life(warm.applicant))
    plan = life.lived(recorded.id, life.Life(recorded.applicant))
    plan.keep(folder / "plan")
    return Prepared(copies.template_of(kept.id), kept.applicant, plan, folder)


def service_program(made: Prepared, *, seconds: float) -> Program:
    """Return a process that moves drafts of its own through the services."""
    count = _lives("service", seconds)
    path = made.folder / f"service-{made.copies}"
    drafts = [str(case_id) for case_id in made.drafts(count)]
    path.write_text(json.dumps({"applicant": str(made.applicant.account_id), "cases": drafts}))
    return Program((sys.executable, "bench/engine/service.py", str(path)), environment_of())


def limit_program(made: Prepared, *, seconds: float) -> Program:
    """Return a process that writes the same rows for drafts of its own."""
    count = _lives("limit", seconds)
    name = f"B{made.copies}."
    path = made.folder / f"limit-{made.copies}"
    drafts = [str(case_id) for case_id in made.drafts(count)]
    path.write_text(json.dumps({"plan": str(made.folder / "plan"), "name": name, "cases": drafts}))
    return Program((sys.executable, "bench/engine/limit.py", str(path)), environment_of())


def _lives(side: str, seconds: float) -> int:
    return int(MOVES_A_SECOND_AT_MOST[side] * (seconds + WARMING_SECONDS) / MOVES_A_LIFE) + 2


@contextmanager
def all_sides(made: Prepared, *, rounds: int, seconds: float) -> Iterator[dict[str, list[Worker]]]:
    """Start every process that is measured; yield them by side."""
    python = os.environ["ONESEAL_BENCH_PYTHON"]
    both = 2 * rounds * seconds  # the first process of a side moves alone and beside the second
    with ExitStack() as stack:
        rivals = environment_of(stack.enter_context(rivals_database()))
        programs = [
            limit_program(made, seconds=both), limit_program(made, seconds=both / 2),
            service_program(made, seconds=both), service_program(made, seconds=both / 2),
            Program((python, "bench/rivals/spiff.py"), rivals), Program((python, "bench/rivals/flow.py"), rivals),
        ]  # fmt: skip
        settled()
        workers = stack.enter_context(started(*programs))
        yield {
            "limit_1": workers[:1], "limit_2": workers[:2], "service_1": workers[2:3], "service_2": workers[2:4],
            "spiffworkflow": workers[4:5], "viewflow": workers[5:],
        }  # fmt: skip


def measured(made: Prepared, *, rounds: int, seconds: float) -> dict[str, dict[str, float]]:
    """Return what each side did, over alternating rounds."""
    sides = {name: Side() for name in SIDES}
    with all_sides(made, rounds=rounds, seconds=seconds) as workers:
        for turn in range(rounds):
            order = SIDES if turn % 2 == 0 else tuple(reversed(SIDES))
            for name in order:
                round_of(workers[name], seconds=seconds, side=sides[name])
    return {name: side.told() for name, side in sides.items()}


def grown(options: argparse.Namespace) -> float:
    """Return the median time of a move beside many cases over that beside few; their rounds alternate."""
    from bench.engine import growth

    seconds = options.rounds * options.seconds
    with tempfile.TemporaryDirectory() as folder:
        made = prepare(Path(folder))
        ballast = growth.Ballast.of_this_city()
        few = service_program(made, seconds=seconds)
        ballast.grow(options.cases_small)
        with twin_database():
            ballast.grow(options.cases_large)
            many = service_program(made, seconds=seconds)
            sides = (Side(), Side())
            with started(few, many) as workers:
                for _ in range(options.rounds):
                    for worker, side in zip(workers, sides, strict=True):
                        round_of([worker], seconds=options.seconds, side=side)
    small, large = (statistics.median(side.times_ms) for side in sides)
    sys.stderr.write(f"a move takes {small:.2f} ms beside few, {large:.2f} ms beside many\n")
    return large / small


def compared(options: argparse.Namespace) -> tuple[dict[str, dict[str, float]], float]:
    """Return every side of the comparison, and the statements a move sends."""
    with tempfile.TemporaryDirectory() as folder:
        made = prepare(Path(folder))
        sides = measured(made, rounds=options.rounds, seconds=options.seconds)
        return sides, made.plan.statements_per_move


def options_of(arguments: list[str] | None = None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description="moves a second, against bare SQL and against rivals")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--rounds", type=int, default=5, help="alternating rounds of each side (default 5)")
    parser.add_argument("--seconds", type=float, default=2.0, help="how long a round lasts (default 2)")
    parser.add_argument("--without-growth", action="store_true", help="leave the two large databases out")
    parser.add_argument("--cases-small", type=int, default=10_000, help="cases in the small database")
    parser.add_argument("--cases-large", type=int, default=1_000_000, help="cases in the large database")
    return parser.parse_args(arguments)


def main() -> int:
    """Measure and print."""
    options = options_of()
    django_ready()
    sides, statements = in_a_database_of_its_own(lambda: compared(options))
    growth = None if options.without_growth else in_a_database_of_its_own(lambda: grown(options))
    told = report(sides, queries_per_move=statements, growth=growth)
    sys.stdout.write((json.dumps(told) if options.json else table(told)) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
