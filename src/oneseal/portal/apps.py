from django.apps import AppConfig


class PortalApp(AppConfig):
    name = "oneseal.portal"
    label = "portal"
