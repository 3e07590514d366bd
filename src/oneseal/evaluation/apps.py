from django.apps import AppConfig


class EvaluationApp(AppConfig):
    name = "oneseal.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from oneseal.evaluation.proving import SERIES
        from oneseal.evaluation.sentences import SENTENCES
        from oneseal.foundation.http import sentences
        from oneseal.foundation.sequences.ports import series_used

        sentences.register(SENTENCES)
        series_used(SERIES)
