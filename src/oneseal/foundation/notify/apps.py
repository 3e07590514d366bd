from django.apps import AppConfig


class NotifyApp(AppConfig):
    name = "oneseal.foundation.notify"
    label = "notify"
