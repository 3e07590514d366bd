from django.apps import AppConfig


class SequencesApp(AppConfig):
    name = "oneseal.foundation.sequences"
    label = "sequences"

    def ready(self) -> None:
        from oneseal.foundation.proof.ports import register
        from oneseal.foundation.sequences.proving import NUMBERS

        register(NUMBERS)
