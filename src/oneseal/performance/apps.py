from django.apps import AppConfig


class PerformanceApp(AppConfig):
    name = "oneseal.performance"
    label = "performance"
