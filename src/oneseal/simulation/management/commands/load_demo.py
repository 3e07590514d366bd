"""Load the demo city."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from oneseal.foundation.timekeeping import now
from oneseal.identity.selectors import is_set_up
from oneseal.simulation.city_clock import clock_begin, clock_resume, machine_time
from oneseal.simulation.services import DemoForbidden, demo_city_build


class Command(BaseCommand):
    """Build the fictional city of the demo; where there is a city already, nothing happens."""

    help = "Load the demo city, unless the installation has a city."

    def handle(self, *_args: object, **_options: object) -> None:
        """Build the city on its opening morning, or let the clock of the one that is there go on."""
        clock_resume(machine=machine_time())
        try:
            made = demo_city_build(now=clock_begin(machine=machine_time()) if not is_set_up() else now())
        except DemoForbidden as problem:
            raise CommandError(str(problem)) from problem
        said = f"demo city loaded with {made} cases" if made else "a city is there already; nothing loaded"
        self.stdout.write(said)
