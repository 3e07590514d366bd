from django.apps import AppConfig


class CasesApp(AppConfig):
    name = "oneseal.cases"
    label = "cases"

    def ready(self) -> None:
        from oneseal.cases.receivers import recompute_dues
        from oneseal.cases.sentences import SENTENCES
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outbox.services import subscribe
        from oneseal.workflow.events import CalendarLoaded

        sentences.register(SENTENCES)
        subscribe(CalendarLoaded, recompute_dues)
