from django.apps import AppConfig


class JobsApp(AppConfig):
    name = "oneseal.foundation.jobs"
    label = "jobs"
