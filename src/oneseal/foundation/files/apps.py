from django.apps import AppConfig


class FilesApp(AppConfig):
    name = "oneseal.foundation.files"
    label = "files"
