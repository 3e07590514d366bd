"""Make an installation ready to serve: tables, cache, reference data, and the demo city where wanted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """Bring the database up to date; what is up to date already costs almost nothing."""

    help = "Migrate, load reference data, and load the demo city unless --no-simulate is given."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --no-simulate."""
        parser.add_argument("--no-simulate", action="store_true", help="do not load the demo city")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's options
        """Do each step and say what was done."""
        self.stdout.write(self._migrate())
        if settings.CACHES["default"]["BACKEND"].endswith(DatabaseCache.__name__):
            call_command("createcachetable", verbosity=0)
        call_command("load_reference", stdout=self.stdout)
        if not options["no_simulate"]:
            call_command("load_demo", stdout=self.stdout)

    def _migrate(self) -> str:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not plan:
            return "tables are up to date"
        call_command("migrate", interactive=False, verbosity=0)
        return f"tables brought up to date in {len(plan)} steps"
