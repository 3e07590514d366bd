from django.apps import AppConfig


class ProofApp(AppConfig):
    name = "oneseal.foundation.proof"
    label = "proof"
