from django.apps import AppConfig


class ViewsKeptApp(AppConfig):
    name = "oneseal.foundation.views_kept"
    label = "views_kept"

    def ready(self) -> None:
        """Say the sentences of this room."""
        from oneseal.foundation.http import sentences
        from oneseal.foundation.views_kept.sentences import SENTENCES

        sentences.register(SENTENCES)
