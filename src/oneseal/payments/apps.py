from django.apps import AppConfig


class PaymentsApp(AppConfig):
    name = "oneseal.payments"
    label = "payments"

    def ready(self) -> None:
        from oneseal.cases.ports import register_fees
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outbox.services import subscribe
        from oneseal.payments.events import RefundAllowed
        from oneseal.payments.receivers import refund_at_gateway
        from oneseal.payments.selectors import Paid
        from oneseal.payments.sentences import SENTENCES

        sentences.register(SENTENCES)
        register_fees(Paid())
        subscribe(RefundAllowed, refund_at_gateway)
