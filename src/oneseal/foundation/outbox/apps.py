from django.apps import AppConfig


class OutboxApp(AppConfig):
    name = "oneseal.foundation.outbox"
    label = "outbox"

    def ready(self) -> None:
        from oneseal.foundation.outbox.proving import EVENTS
        from oneseal.foundation.proof.ports import register

        register(EVENTS)
