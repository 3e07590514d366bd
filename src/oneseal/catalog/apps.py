from django.apps import AppConfig


class CatalogApp(AppConfig):
    name = "oneseal.catalog"
    label = "catalog"

    def ready(self) -> None:
        from oneseal.catalog.sentences import SENTENCES
        from oneseal.foundation.http import sentences

        sentences.register(SENTENCES)
