from django.apps import AppConfig


class AuditApp(AppConfig):
    name = "oneseal.foundation.audit"
    label = "audit"

    def ready(self) -> None:
        from oneseal.foundation.audit.proving import CHAINS, ROOTS
        from oneseal.foundation.proof.ports import register

        register(CHAINS, ROOTS)
