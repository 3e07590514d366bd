from django.apps import AppConfig


class SupervisionApp(AppConfig):
    name = "oneseal.supervision"
    label = "supervision"

    def ready(self) -> None:
        from oneseal.cases import events
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outbox.services import subscribe
        from oneseal.foundation.sequences.ports import series_used
        from oneseal.supervision.proving import SERIES
        from oneseal.supervision.receivers import watch_attempt, watch_case
        from oneseal.supervision.sentences import SENTENCES

        sentences.register(SENTENCES)
        series_used(SERIES)
        for touched in (
            events.CaseAccepted, events.CaseDecided, events.CaseDelivered, events.CaseExtended,
            events.CaseForwarded, events.CaseReturned, events.CaseSuspended, events.CorrectionRequested,
            events.HearingArranged,
        ):  # fmt: skip
            subscribe(touched, watch_case)
        subscribe(events.AttemptRefused, watch_attempt)
