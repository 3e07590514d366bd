from django.apps import AppConfig


class AuditApp(AppConfig):
    name = "oneseal.foundation.audit"
    label = "audit"
