from django.apps import AppConfig


class OutboxApp(AppConfig):
    name = "oneseal.foundation.outbox"
    label = "outbox"
