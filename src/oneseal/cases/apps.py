from django.apps import AppConfig


class CasesApp(AppConfig):
    name = "oneseal.cases"
    label = "cases"

    def ready(self) -> None:
        from oneseal.cases.migration_sentences import MIGRATION_SENTENCES
        from oneseal.cases.procedure_sentences import PROCEDURE_SENTENCES
        from oneseal.cases.proving import PROOFS, SERIES, cases_named
        from oneseal.cases.proving.rows import heads_streamed
        from oneseal.cases.receivers import follow_adjustment, recompute_dues, redate_cases
        from oneseal.cases.sentences import SENTENCES
        from oneseal.cases.services.ending import OVER
        from oneseal.cases.services.procedures import DUE_SOON, remind
        from oneseal.cases.services.promising import SUPPLEMENT_DUE, remind_of_supplement
        from oneseal.cases.services.timing import DEEMED, WARNING, deem_accepted, return_unmended, warn_of_receipt
        from oneseal.catalog.events import AdjustmentEffective
        from oneseal.foundation.audit.ports import heads_carried
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outbox.services import subscribe
        from oneseal.foundation.proof.ports import register, register_namer
        from oneseal.foundation.sequences.ports import series_used
        from oneseal.workflow.events import CalendarChanged, CalendarLoaded
        from oneseal.workflow.services import timer_received, timers_received

        sentences.register(SENTENCES)
        sentences.register(PROCEDURE_SENTENCES)
        sentences.register(MIGRATION_SENTENCES)
        subscribe(CalendarLoaded, recompute_dues)
        subscribe(CalendarChanged, redate_cases)
        subscribe(AdjustmentEffective, follow_adjustment)
        timer_received(DEEMED, deem_accepted)
        timers_received(WARNING, warn_of_receipt)
        timer_received(OVER, return_unmended)
        heads_carried("case", heads_streamed)
        series_used(SERIES)
        register(*PROOFS)
        register_namer("case", cases_named)
        timer_received(DUE_SOON, remind)
        timer_received(SUPPLEMENT_DUE, remind_of_supplement)
