from django.apps import AppConfig


class PapersApp(AppConfig):
    name = "oneseal.papers"
    label = "papers"

    def ready(self) -> None:
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outbox.services import subscribe
        from oneseal.papers.events import PaperIssued
        from oneseal.papers.receivers import make_bytes
        from oneseal.papers.sentences import SENTENCES

        sentences.register(SENTENCES)
        subscribe(PaperIssued, make_bytes)
