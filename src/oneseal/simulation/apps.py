from django.apps import AppConfig


class SimulationApp(AppConfig):
    name = "oneseal.simulation"
    label = "simulation"

    def ready(self) -> None:
        from oneseal.foundation.http import sentences
        from oneseal.foundation.timekeeping import run_ahead
        from oneseal.simulation.city_clock import clock_file
        from oneseal.simulation.sentences import SENTENCES

        sentences.register(SENTENCES)
        found = clock_file()
        if found is not None:
            run_ahead(found.ahead)
