from django.apps import AppConfig


class CatalogApp(AppConfig):
    name = "oneseal.catalog"
    label = "catalog"

    def ready(self) -> None:
        from oneseal.catalog.proving import SERIES
        from oneseal.catalog.sentences import SENTENCES
        from oneseal.catalog.services.adjusting import EFFECTIVE, adjustment_effective
        from oneseal.foundation.http import sentences
        from oneseal.foundation.sequences.ports import series_used
        from oneseal.workflow.services import timer_received

        sentences.register(SENTENCES)
        series_used(SERIES)
        timer_received(EFFECTIVE, adjustment_effective)
