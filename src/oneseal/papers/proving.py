"""Prove that the words of every issued paper are those it was issued with, and that its bytes are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from datetime import date
from itertools import starmap
from typing import Any, Final, NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from oneseal.foundation.audit.chain import Head
from oneseal.foundation.audit.selectors import last_act, subjects_since
from oneseal.foundation.encryption import decrypt
from oneseal.foundation.files.services import stored_files
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.sequences.ports import Series
from oneseal.foundation.timekeeping import beijing_instant
from oneseal.papers.models import Paper, SealUse
from oneseal.papers.rules.numbers import SEALED
from oneseal.papers.selectors import PAPER
from oneseal.papers.services.issuing import CONTENT

SHOWN: Final = 12
MADE: Final = "papers.made"
TAKEN_UP: Final = "papers.taken_up"  # written by the upgrade for what was made before acts told of it


def papers(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each paper whose words or bytes are not those it was issued with, or whose seal was not logged."""
    taken_up = 0
    for row in starmap(_Row, _rows(scope).iterator(chunk_size=2000)):
        tally.checked += 1
        taken_up += row.told is not None and row.told["verb"] == TAKEN_UP
        found = _words_sha256(row.content)
        if found != row.content_sha256:
            yield Finding("papers.words", subject=row.number, expected=row.content_sha256[:SHOWN], found=found[:SHOWN])
        if row.sha256 is not None and not row.is_kept:
            yield Finding("papers.bytes_unknown", subject=row.number, expected=row.sha256[:SHOWN])
        yield from _told_otherwise(row)
        if row.kind in SEALED and not row.is_logged:
            yield Finding("papers.seal_unlogged", subject=row.number, expected="1", found="0")
    if taken_up:
        tally.notes.append(("papers.taken_up", {"count": str(taken_up)}))


class _Row(NamedTuple):
    """A paper as it is proved; `told` is what its last act tells of its bytes, None where there is no act."""

    number: str
    kind: str
    content: bytes
    content_sha256: str
    sha256: str | None
    size: int | None
    is_kept: bool
    is_logged: bool
    told: dict[str, Any] | None


def _rows(scope: Scope) -> QuerySet[Paper, Any]:
    rows = Paper.objects.order_by("id").annotate(
        is_kept=Exists(stored_files().filter(sha256=OuterRef("sha256"))),
        is_logged=Exists(SealUse.objects.filter(paper=OuterRef("pk"), seal=OuterRef("seal"))),
        told=Subquery(last_act(PAPER, subject=OuterRef("pk"), verbs=(MADE, TAKEN_UP))),
    )
    if scope.since is not None:
        rows = rows.filter(issued_at__gte=beijing_instant(scope.since))
    return rows.values_list(*_Row._fields)


def _told_otherwise(row: _Row) -> Iterator[Finding]:
    """Yield where the act that tells of a paper's bytes, or its want, does not fit what is kept."""
    if row.told is None:
        if row.sha256 is not None:
            yield Finding("papers.bytes_untold", subject=row.number, expected="1", found="0")
        return
    told = row.told["after"]
    expected, found = _bytes_told(told["sha256"], told["size"]), _bytes_told(row.sha256, row.size)
    if row.sha256 is None:
        yield Finding("papers.bytes_forgotten", subject=row.number, expected=expected)
    elif expected != found:
        yield Finding("papers.bytes_exchanged", subject=row.number, expected=expected, found=found)
    if told["number"] != row.number:
        yield Finding("papers.number_changed", subject=row.number, expected=told["number"], found=row.number)


def _bytes_told(sha256: str | None, size: int | None) -> str:
    return f"{(sha256 or '')[:SHOWN]} ({size})"


def papers_named(paper_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the numbers of papers."""
    return dict(Paper.objects.filter(pk__in=paper_ids).values_list("id", "number"))


def heads_streamed(since: date | None) -> Iterator[tuple[UUID, Head]]:
    """Yield the head of the chain of every paper that has an act."""
    rows = Paper.objects.filter(audit_sequence__gt=0).order_by("id")
    if since is not None:
        rows = rows.filter(pk__in=subjects_since(since))
    for paper_id, sequence, head in rows.values_list("id", "audit_sequence", "audit_head").iterator(chunk_size=5000):
        yield paper_id, Head(sequence, bytes(head or b""))


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
        "papers.bytes_exchanged": _(
            "文书 %(subject)s 的文件被调换：制作时记下的摘要和大小是 %(expected)s，现在登记的是 %(found)s。"
        ),
        "papers.bytes_untold": _(
            "文书 %(subject)s 登记了文件，轨迹里却没有制作它的记录：应有 %(expected)s 条，实际 %(found)s 条。"
        ),
        "papers.bytes_forgotten": _(
            "文书 %(subject)s 制作过，现在却没有登记文件：制作时记下的摘要和大小是 %(expected)s。"
        ),
        "papers.number_changed": _("文书 %(subject)s 的文号被改动：制作时记下的是 %(expected)s，现在是 %(found)s。"),
        "papers.taken_up": _(
            "有 %(count)s 份文书制作时系统还不记文件的摘要，记下的是升级时登记的文件；升级以前的调换无从发现。"
        ),
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
