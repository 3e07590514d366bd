from django.apps import AppConfig


class SupervisionApp(AppConfig):
    name = "oneseal.supervision"
    label = "supervision"

    def ready(self) -> None:
        from oneseal.cases import events
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outbox.services import subscribe
        from oneseal.foundation.sequences.ports import series_used
        from oneseal.supervision import handling_receivers
        from oneseal.supervision.events import FindingHandled, FindingMade, FindingRaised
        from oneseal.supervision.handling_sentences import HANDLING_SENTENCES
        from oneseal.supervision.ports import register_source
        from oneseal.supervision.proving import SERIES
        from oneseal.supervision.receivers import watch_attempt, watch_case
        from oneseal.supervision.rules.registry import Source
        from oneseal.supervision.selectors.follow_up import FollowUp
        from oneseal.supervision.sentences import SENTENCES

        sentences.register(SENTENCES)
        sentences.register(HANDLING_SENTENCES)
        series_used(SERIES)
        register_source(Source.RATINGS, FollowUp())
        subscribe(FindingMade, handling_receivers.tell_found)
        subscribe(FindingRaised, handling_receivers.tell_raised)
        subscribe(FindingHandled, handling_receivers.tell_handled)
        for touched in (
            events.CaseAccepted, events.CaseDecided, events.CaseDelivered, events.CaseExtended,
            events.CaseForwarded, events.CaseReturned, events.CaseSuspended, events.CorrectionRequested,
            events.HearingArranged,
        ):  # fmt: skip
            subscribe(touched, watch_case)
        subscribe(events.AttemptRefused, watch_attempt)
