"""The design system as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Design system; no models."""

    name = "oneseal.ui"
    label = "ui"
