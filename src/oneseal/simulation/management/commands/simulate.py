"""Give the demo city a past."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from oneseal.kernel.errors import RuleError
from oneseal.simulation.sharing import ShareLost
from oneseal.simulation.simulating import Wanted, history_by_services, history_in_bulk, nothing_said


class Command(BaseCommand):
    """Make a history of cases from a seed, by services or in bulk; both make the same rows."""

    help = "Make a history of cases for the demo city."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take size, period, seed and way."""
        parser.add_argument("--cases", type=int, required=True)
        parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True)
        parser.add_argument("--to", dest="last", type=date.fromisoformat, required=True)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--bulk", action="store_true")
        parser.add_argument("--processes", type=int, default=0, help="share the cases in bulk; 0: as it is worth it")
        parser.add_argument("--progress", action="store_true")

    def handle(self, *_args: object, **options: object) -> None:
        """Make the history; Ctrl-C leaves the database as it was."""
        wanted = Wanted(
            int(str(options["cases"])), _day(options["first"]), _day(options["last"]), int(str(options["seed"]))
        )
        started = time.monotonic()
        said = self._progress(wanted.cases, started) if options["progress"] else nothing_said
        try:
            if options["bulk"]:
                history_in_bulk(wanted, said=said, processes=int(str(options["processes"])) or None)
            else:
                history_by_services(wanted, said=said)
        except (RuleError, ShareLost) as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            raise CommandError("stopped; nothing was changed") from None
        seconds = time.monotonic() - started
        self.stdout.write(f"{wanted.cases} cases in {seconds:.1f} s, {wanted.cases / seconds:.0f} a second")

    def _progress(self, whole: int, started: float) -> Callable[[int], None]:
        def said(done: int) -> None:
            if done % 100 == 0:
                rate = done / (time.monotonic() - started)
                left = (whole - done) / rate
                self.stderr.write(f"\r{done} of {whole}, {rate:.0f} a second, {left:.0f} s left ", ending="")

        return said


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise CommandError("a day is written like 2026-01-31")
    return value
