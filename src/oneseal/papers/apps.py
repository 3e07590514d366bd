from django.apps import AppConfig


class PapersApp(AppConfig):
    name = "oneseal.papers"
    label = "papers"

    def ready(self) -> None:
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outbox.services import subscribe
        from oneseal.foundation.proof.ports import register
        from oneseal.foundation.sequences.ports import series_used
        from oneseal.papers.events import PaperIssued
        from oneseal.papers.proving import PAPERS, SERIES
        from oneseal.papers.receivers import make_bytes
        from oneseal.papers.sentences import SENTENCES

        sentences.register(SENTENCES)
        subscribe(PaperIssued, make_bytes)
        register(PAPERS)
        series_used(SERIES)
