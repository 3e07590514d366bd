from django.apps import AppConfig


class OutsideApp(AppConfig):
    name = "oneseal.foundation.outside"
    label = "outside"

    def ready(self) -> None:
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outside.sentences import SENTENCES

        sentences.register(SENTENCES)
