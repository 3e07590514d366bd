from django.apps import AppConfig


class EvaluationApp(AppConfig):
    name = "oneseal.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from oneseal.evaluation.proving import SERIES
        from oneseal.evaluation.receivers import redate_after_change, redate_after_loading
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
        series_used(*SERIES)
        subscribe(CalendarLoaded, redate_after_loading)
        subscribe(CalendarChanged, redate_after_change)
        timer_received(OVERDUE, tell_overdue)
        timer_received(SETTLED, settle)
        timer_received(SILENCE, end_in_silence)
