from django.apps import AppConfig


class CasesApp(AppConfig):
    name = "oneseal.cases"
    label = "cases"

    def ready(self) -> None:
        from oneseal.cases.sentences import SENTENCES
        from oneseal.foundation.http import sentences

        sentences.register(SENTENCES)
