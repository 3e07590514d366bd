from django.apps import AppConfig


class FilesApp(AppConfig):
    name = "oneseal.foundation.files"
    label = "files"

    def ready(self) -> None:
        from oneseal.foundation.files.proving import FILES
        from oneseal.foundation.proof.ports import register

        register(FILES)
