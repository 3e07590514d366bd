from django.apps import AppConfig


class LicencesApp(AppConfig):
    name = "oneseal.licences"
    label = "licences"

    def ready(self) -> None:
        from oneseal.cases.events import CaseDecided
        from oneseal.cases.ports import register_licences
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outbox.services import subscribe
        from oneseal.foundation.sequences.ports import series_used
        from oneseal.licences.proving import SERIES
        from oneseal.licences.receivers import issue_when_granted
        from oneseal.licences.selectors import Held
        from oneseal.licences.sentences import SENTENCES
        from oneseal.licences.services import REMINDER, TERM_OVER, remind, term_over
        from oneseal.workflow.services import timer_received

        sentences.register(SENTENCES)
        register_licences(Held())
        subscribe(CaseDecided, issue_when_granted)
        series_used(SERIES)
        timer_received(REMINDER, remind)
        timer_received(TERM_OVER, term_over)
