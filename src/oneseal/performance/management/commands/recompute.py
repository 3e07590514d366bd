"""Derive published figures again from the event log and name each difference."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from oneseal.foundation.timekeeping import now
from oneseal.performance.errors import IndexNotFound
from oneseal.performance.selectors.recomputing import Difference, figures_differing
from oneseal.performance.selectors.recomputing_index import index_differing
from oneseal.performance.services import facts_rebuild, facts_refresh


class Command(BaseCommand):
    """`recompute figures` and `recompute index --month YYYY-MM`; the exit code is 1 where something differs."""

    help = "derive figures or a month's index again from the event log and compare"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what is to be derived again."""
        parser.add_argument("what", choices=["figures", "index"])
        parser.add_argument("--month", type=_month)
        parser.add_argument("--rebuild", action="store_true", help="throw the facts away first and derive all")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Derive, compare, and tell."""
        if options["what"] == "index" and options["month"] is None:
            raise CommandError("which month? --month YYYY-MM", returncode=2)
        cases = facts_rebuild(now=now()) if options["rebuild"] else facts_refresh(now=now())
        self.stdout.write(f"{cases} cases derived")
        try:
            differing = self._told([*figures_differing(), *self._of_index(options)])
        except IndexNotFound as problem:
            raise CommandError(f"nobody computed the index of {options['month']:%Y-%m}", returncode=2) from problem
        if differing:
            raise CommandError(f"{differing} differences", returncode=1)
        self.stdout.write("every figure follows from the event log")

    def _of_index(self, options: dict[str, Any]) -> Iterator[Difference]:
        return index_differing(options["month"]) if options["what"] == "index" else iter(())

    def _told(self, differences: list[Difference]) -> int:
        for found in differences:
            self.stdout.write(f"{found.what} {found.where}: {found.counted}, kept {found.kept}")
        return len(differences)


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")
