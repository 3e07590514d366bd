from django.apps import AppConfig


class EvaluationApp(AppConfig):
    name = "oneseal.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from oneseal.cases.events import CaseDelivered, CaseSubmitted
        from oneseal.evaluation import receivers
        from oneseal.evaluation.events import RatingGiven
        from oneseal.evaluation.proving import SERIES
        from oneseal.evaluation.rating_sentences import RATING_SENTENCES
        from oneseal.evaluation.sentences import SENTENCES
        from oneseal.evaluation.services.matter_timing import (
            OVERDUE,
            SETTLED,
            SILENCE,
            end_in_silence,
            settle,
            tell_overdue,
        )
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outbox.services import subscribe
        from oneseal.foundation.sequences.ports import series_used
        from oneseal.workflow.events import CalendarChanged, CalendarLoaded
        from oneseal.workflow.services import timer_received

        sentences.register(SENTENCES)
        sentences.register(RATING_SENTENCES)
        series_used(*SERIES)
        subscribe(CaseSubmitted, receivers.open_visit_of_submission)
        subscribe(CaseDelivered, receivers.open_visit_of_delivery)
        subscribe(RatingGiven, receivers.watch_rating)
        subscribe(CalendarLoaded, receivers.redate_after_loading)
        subscribe(CalendarChanged, receivers.redate_after_change)
        timer_received(OVERDUE, tell_overdue)
        timer_received(SETTLED, settle)
        timer_received(SILENCE, end_in_silence)
