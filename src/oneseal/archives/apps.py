from django.apps import AppConfig


class ArchivesApp(AppConfig):
    name = "oneseal.archives"
    label = "archives"

    def ready(self) -> None:
        from oneseal.archives.proving import ARCHIVES
        from oneseal.foundation.proof.ports import register

        register(ARCHIVES)
