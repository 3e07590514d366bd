"""Prove that the words of every issued paper are those it was issued with, and that its bytes are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

from cryptography.exceptions import InvalidTag
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from oneseal.foundation.encryption import decrypt
from oneseal.foundation.files.services import stored_files
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.sequences.ports import Series
from oneseal.foundation.timekeeping import beijing_instant
from oneseal.papers.models import Paper, SealUse
from oneseal.papers.rules.numbers import SEALED
from oneseal.papers.services.issuing import CONTENT

SHOWN: Final = 12


def papers(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each paper whose words or bytes are not those it was issued with, or whose seal was not logged."""
    rows = Paper.objects.order_by("id").annotate(
        is_kept=Exists(stored_files().filter(sha256=OuterRef("sha256"))),
        is_logged=Exists(SealUse.objects.filter(paper=OuterRef("pk"), seal=OuterRef("seal"))),
    )
    if scope.since is not None:
        rows = rows.filter(issued_at__gte=beijing_instant(scope.since))
    columns = ("number", "kind", "content", "content_sha256", "sha256", "is_kept", "is_logged")
    for number, kind, content, expected, sha256, is_kept, is_logged in rows.values_list(*columns).iterator(
        chunk_size=2000
    ):
        tally.checked += 1
        found = _words_sha256(content)
        if found != expected:
            yield Finding("papers.words", subject=number, expected=expected[:SHOWN], found=found[:SHOWN])
        if sha256 is not None and not is_kept:
            yield Finding("papers.bytes_unknown", subject=number, expected=sha256[:SHOWN])
        if kind in SEALED and not is_logged:
            yield Finding("papers.seal_unlogged", subject=number, expected="1", found="0")


def _words_sha256(content: bytes) -> str:
    try:
        return hashlib.sha256(decrypt(bytes(content), context=CONTENT).encode()).hexdigest()
    except (InvalidTag, ValueError):
        return "—"  # not what was ever encrypted here


PAPERS: Final = Proof(
    "papers.words",
    _("文书"),
    papers,
    {
        "papers.words": _("文书 %(subject)s 的内容被改动：印发时的摘要是 %(expected)s，现在算出的是 %(found)s。"),
        "papers.bytes_unknown": _("文书 %(subject)s 的文件没有登记：应有摘要为 %(expected)s 的文件。"),
        "papers.seal_unlogged": _("文书 %(subject)s 盖了章但没有用印记录：应有 %(expected)s 条，实际 %(found)s 条。"),
    },
)
SERIES: Final = Series(
    "papers",
    _("文号"),
    "paper.%",
    """
    SELECT agency_id::text AS issuer, 'paper.' || kind AS kind, substring(number from '〔([0-9]{4})〕') AS period,
           substring(number from '〔[0-9]{4}〕([0-9]+)号$')::int AS serial, number
    FROM papers_paper
    """,
)
