from django.apps import AppConfig


class BackofficeApp(AppConfig):
    name = "oneseal.backoffice"
    label = "backoffice"
