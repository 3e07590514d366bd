from django.apps import AppConfig


class CasesApp(AppConfig):
    name = "oneseal.cases"
    label = "cases"

    def ready(self) -> None:
        from oneseal.cases.receivers import recompute_dues, redate_cases
        from oneseal.cases.sentences import SENTENCES
        from oneseal.cases.services.ending import OVER
        from oneseal.cases.services.timing import DEEMED, WARNING, deem_accepted, return_unmended, warn_of_receipt
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outbox.services import subscribe
        from oneseal.workflow.events import CalendarChanged, CalendarLoaded
        from oneseal.workflow.services import timer_received

        sentences.register(SENTENCES)
        subscribe(CalendarLoaded, recompute_dues)
        subscribe(CalendarChanged, redate_cases)
        timer_received(DEEMED, deem_accepted)
        timer_received(WARNING, warn_of_receipt)
        timer_received(OVER, return_unmended)
