from django.apps import AppConfig


class CreditApp(AppConfig):
    name = "oneseal.credit"
    label = "credit"

    def ready(self) -> None:
        from oneseal.cases.events import CaseSubmitted, PromiseBroken
        from oneseal.cases.ports import register_credit
        from oneseal.credit.receivers import check_credit, record_breach
        from oneseal.credit.selectors import Records
        from oneseal.credit.sentences import SENTENCES
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outbox.services import subscribe

        sentences.register(SENTENCES)
        register_credit(Records())
        subscribe(CaseSubmitted, check_credit)
        subscribe(PromiseBroken, record_breach)
