"""Load the demo city."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from oneseal.foundation.timekeeping import now
from oneseal.simulation.services import DemoForbidden, demo_city_build


class Command(BaseCommand):
    """Build the fictional city of the demo; where there is a city already, nothing happens."""

    help = "Load the demo city, unless the installation has a city."

    def handle(self, *_args: object, **_options: object) -> None:
        """Build the city and say how many cases it has."""
        try:
            made = demo_city_build(now=now())
        except DemoForbidden as problem:
            raise CommandError(str(problem)) from problem
        said = f"demo city loaded with {made} cases" if made else "a city is there already; nothing loaded"
        self.stdout.write(said)
