from django.apps import AppConfig


class SupervisionApp(AppConfig):
    name = "oneseal.supervision"
    label = "supervision"

    def ready(self) -> None:
        from oneseal.foundation.http import sentences
        from oneseal.foundation.sequences.ports import series_used
        from oneseal.supervision.proving import SERIES
        from oneseal.supervision.sentences import SENTENCES

        sentences.register(SENTENCES)
        series_used(SERIES)
