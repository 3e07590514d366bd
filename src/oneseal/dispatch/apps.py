from django.apps import AppConfig


class DispatchApp(AppConfig):
    name = "oneseal.dispatch"
    label = "dispatch"

    def ready(self) -> None:
        from oneseal.dispatch.sentences import SENTENCES
        from oneseal.foundation.http import sentences

        sentences.register(SENTENCES)
