from django.apps import AppConfig


class PapersApp(AppConfig):
    name = "oneseal.papers"
    label = "papers"

    def ready(self) -> None:
        from oneseal.foundation.audit.ports import heads_carried
        from oneseal.foundation.http import sentences
        from oneseal.foundation.outbox.services import subscribe
        from oneseal.foundation.proof.ports import register, register_namer
        from oneseal.foundation.sequences.ports import series_used
        from oneseal.papers.events import PaperIssued
        from oneseal.papers.proving import PAPERS, SERIES, heads_streamed, papers_named
        from oneseal.papers.receivers import make_bytes
        from oneseal.papers.selectors import PAPER
        from oneseal.papers.sentences import SENTENCES

        sentences.register(SENTENCES)
        subscribe(PaperIssued, make_bytes)
        register(PAPERS)
        heads_carried(PAPER, heads_streamed)
        register_namer(PAPER, papers_named)
        series_used(SERIES)
