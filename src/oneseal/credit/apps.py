from django.apps import AppConfig


class CreditApp(AppConfig):
    name = "oneseal.credit"
    label = "credit"

    def ready(self) -> None:
        from oneseal.cases.events import CaseSubmitted
        from oneseal.credit.receivers import check_credit
        from oneseal.foundation.outbox.services import subscribe

        subscribe(CaseSubmitted, check_credit)
