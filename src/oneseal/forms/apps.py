from django.apps import AppConfig


class FormsApp(AppConfig):
    name = "oneseal.forms"
    label = "forms"
