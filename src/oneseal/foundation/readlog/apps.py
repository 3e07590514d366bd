from django.apps import AppConfig


class ReadLogApp(AppConfig):
    name = "oneseal.foundation.readlog"
    label = "readlog"
