from django.apps import AppConfig


class SimulationApp(AppConfig):
    name = "oneseal.simulation"
    label = "simulation"

    def ready(self) -> None:
        from oneseal.foundation.http import sentences
        from oneseal.foundation.timekeeping import run_ahead
        from oneseal.simulation.catching_up import (
            dues_caught_up,
            figures_caught_up,
            supervision_caught_up,
            timers_caught_up,
        )
        from oneseal.simulation.city_clock import clock_file, on_leap
        from oneseal.simulation.sentences import SENTENCES

        sentences.register(SENTENCES)
        on_leap(timers_caught_up)
        on_leap(dues_caught_up)
        on_leap(supervision_caught_up)
        on_leap(figures_caught_up)
        found = clock_file()
        if found is not None:
            run_ahead(found.ahead)
