from django.apps import AppConfig


class ArchivesApp(AppConfig):
    name = "oneseal.archives"
    label = "archives"
