from django.apps import AppConfig


class EvaluationApp(AppConfig):
    name = "oneseal.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from oneseal.evaluation.sentences import SENTENCES
        from oneseal.foundation.http import sentences

        sentences.register(SENTENCES)
