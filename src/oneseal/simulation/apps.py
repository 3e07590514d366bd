from django.apps import AppConfig


class SimulationApp(AppConfig):
    name = "oneseal.simulation"
    label = "simulation"
