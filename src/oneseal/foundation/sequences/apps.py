from django.apps import AppConfig


class SequencesApp(AppConfig):
    name = "oneseal.foundation.sequences"
    label = "sequences"
