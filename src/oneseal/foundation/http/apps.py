from django.apps import AppConfig


class HttpApp(AppConfig):
    name = "oneseal.foundation.http"
    label = "foundation_http"
