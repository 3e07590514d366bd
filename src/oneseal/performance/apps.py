from django.apps import AppConfig


class PerformanceApp(AppConfig):
    name = "oneseal.performance"
    label = "performance"

    def ready(self) -> None:
        from oneseal.foundation.http import sentences
        from oneseal.performance.ports import register_complaints
        from oneseal.performance.selectors.upheld import DeskComplaints
        from oneseal.performance.sentences import SENTENCES

        sentences.register(SENTENCES)
        register_complaints(DeskComplaints())
