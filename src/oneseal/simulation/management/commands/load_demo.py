"""Load the demo city."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from oneseal.foundation.timekeeping import machine_time, now
from oneseal.identity.selectors import is_set_up
from oneseal.simulation.city_clock import clock_begin, clock_resume
from oneseal.simulation.desk_life import demo_desk_make
from oneseal.simulation.life import demo_life_make
from oneseal.simulation.measuring import demo_index_make
from oneseal.simulation.past import demo_past_make
from oneseal.simulation.rating import demo_ratings_make
from oneseal.simulation.services import DemoForbidden, demo_city_build
from oneseal.simulation.supervising import demo_supervision_make


class Command(BaseCommand):
    """Build the fictional city of the demo; where there is a city already, nothing happens."""

    help = "Load the demo city, unless the installation has a city."

    def handle(self, *_args: object, **_options: object) -> None:
        """Build the city on its opening morning, or let the clock of the one that is there go on."""
        clock_resume(machine=machine_time(now()))
        try:
            made = self._build() if not is_set_up() else 0
        except DemoForbidden as problem:
            raise CommandError(str(problem)) from problem
        said = f"demo city loaded with {made} cases" if made else "a city is there already; nothing loaded"
        self.stdout.write(said)

    def _build(self) -> int:
        """Build the city and its past as one: killed half way, nothing of it is there."""
        opening = clock_begin(machine=machine_time(now()))
        with transaction.atomic():
            made = demo_city_build(now=opening)
            if made:
                made += demo_past_make(now=opening)
                demo_life_make(now=opening)
                demo_desk_make(now=opening)
                demo_supervision_make(now=opening)
                demo_ratings_make(now=opening)
                demo_index_make(now=opening)
            return made
