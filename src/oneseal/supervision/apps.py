from django.apps import AppConfig


class SupervisionApp(AppConfig):
    name = "oneseal.supervision"
    label = "supervision"

    def ready(self) -> None:
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outbox.services import subscribe
        from oneseal.foundation.sequences.ports import series_used
        from oneseal.supervision import receivers
        from oneseal.supervision.events import FindingHandled, FindingMade, FindingRaised
        from oneseal.supervision.handling_sentences import HANDLING_SENTENCES
        from oneseal.supervision.proving import SERIES
        from oneseal.supervision.sentences import SENTENCES

        sentences.register(SENTENCES)
        sentences.register(HANDLING_SENTENCES)
        series_used(SERIES)
        subscribe(FindingMade, receivers.tell_found)
        subscribe(FindingRaised, receivers.tell_raised)
        subscribe(FindingHandled, receivers.tell_handled)
