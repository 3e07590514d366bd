"""Make the bytes of a paper: typeset, signed under its seal, kept once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction

from oneseal.foundation.audit.chain import Head
from oneseal.foundation.audit.services import Act, Subject, link
from oneseal.foundation.encryption import decrypt
from oneseal.foundation.files.services import PDF, FileFacts, open_file, store_bytes
from oneseal.foundation.writes import Update, flush
from oneseal.kernel.access import Actor
from oneseal.papers.errors import PaperNotFound
from oneseal.papers.models import Paper, Seal
from oneseal.papers.rules.sealing import SealLife, require_seal_in_force
from oneseal.papers.selectors import PAPER, PaperFacts, paper_fonts
from oneseal.papers.services.issuing import CONTENT
from oneseal.papers.services.seals import SEAL_KEY
from oneseal.papers.typesetting.fonts import font_files
from oneseal.papers.typesetting.typesetter import Typesetter

if TYPE_CHECKING:
    from oneseal.papers.typesetting.signing import Signer

_when_opened: ContextVar[bool] = ContextVar("papers_made_when_opened", default=False)


@contextmanager
def made_when_opened() -> Iterator[None]:
    """Leave the bytes of this context's papers to whoever opens them first; for simulated history only."""
    token = _when_opened.set(True)
    try:
        yield
    finally:
        _when_opened.reset(token)


def are_made_when_opened() -> bool:
    """Return True when the bytes of papers are not made now."""
    return _when_opened.get()


def are_ready(papers: Iterable[PaperFacts]) -> bool:
    """Return True when every paper can be handed over."""
    return are_made_when_opened() or all(paper.sha256 is not None for paper in papers)


def typesetter() -> Typesetter:
    """Return the one typesetter of this process; made anew when a font was added, or it would print boxes."""
    folders = tuple(paper_fonts())
    return _typesetter(folders, font_files(folders))


@lru_cache(maxsize=1)
def _typesetter(folders: tuple[Path, ...], _files: tuple[tuple[Path, int], ...]) -> Typesetter:
    return Typesetter(fonts=folders, base_url=settings.ONESEAL_BASE_URL)


@cache
def _signer(seal_id: UUID) -> Signer:
    from oneseal.papers.typesetting.signing import Signer  # brings the library of signatures, which few processes need

    seal = Seal.objects.get(pk=seal_id)
    return Signer.from_pem(decrypt(seal.key, context=SEAL_KEY).encode(), seal.certificate.encode())


def _require_in_force(seal_id: UUID, *, issued_at: datetime) -> None:
    """Refuse to sign under a seal that was sealed up already, or not in force yet, when the paper was issued.

    The register is read at each signature: the key that this process keeps loaded outlives the seal.
    """
    seal = Seal.objects.values("name", "in_force_from", "sealed_up_at").get(pk=seal_id)
    require_seal_in_force(SealLife(**seal), issued_at=issued_at)


def render_paper(paper_id: UUID, *, now: datetime) -> str:
    """Make the bytes of a paper unless they exist, and return their SHA-256 (hex).

    May run twice at once or be killed anywhere: the first to record its bytes wins, and bytes that
    nobody recorded are never served.

    Raises:
        PaperNotFound: no such paper. SealOutOfForce: its seal was not in force when it was issued.
    """
    paper = Paper.objects.filter(pk=paper_id).first()
    if paper is None:
        raise PaperNotFound("no such paper")
    if paper.sha256:
        return paper.sha256
    pdf = typesetter().render(paper.kind, json.loads(decrypt(paper.content, context=CONTENT)))
    if paper.seal_id is not None:
        _require_in_force(paper.seal_id, issued_at=paper.issued_at)
        pdf = _signer(paper.seal_id).sign(pdf, signed_at=now, reason=paper.title)
    return _made(paper_id, store_bytes(pdf, media_type=PDF, now=now), now=now)


@transaction.atomic
def _made(paper_id: UUID, stored: FileFacts, *, now: datetime) -> str:
    """Record the bytes of a paper unless others are, with the act that tells their digest; return what counts.

    The act stands in a chain of the paper's own, whose end its row carries: no case is locked for it.
    """
    columns = ("number", "sha256", "audit_sequence", "audit_head")
    paper = Paper.objects.select_for_update().only(*columns).get(pk=paper_id)
    if paper.sha256:
        return paper.sha256
    after = {"number": paper.number, "sha256": stored.sha256, "size": stored.size}
    before = Head(paper.audit_sequence, bytes(paper.audit_head)) if paper.audit_head else Head()
    act, head = link(
        Act("papers.made", after=after), subject=Subject(PAPER, paper_id), actor=Actor.system("制作文书"), now=now,
        head=before,
    )  # fmt: skip
    changes = {
        "sha256": stored.sha256, "size": stored.size, "rendered_at": now, "audit_sequence": head.sequence,
        "audit_head": head.digest,
    }  # fmt: skip
    flush(Update("papers_paper", {"id": paper_id, "audit_sequence": paper.audit_sequence}, changes), act)
    return stored.sha256


def paper_file(paper_id: UUID, *, now: datetime) -> bytes:
    """Return the bytes of a paper, making them when first asked for.

    The caller has decided, by the paper's subject, that the reader may have them.
    """
    with open_file(render_paper(paper_id, now=now)) as file:
        return bytes(file.read())


def paper_pages(paper_id: UUID, *, now: datetime) -> tuple[bytes, ...]:
    """Return the pages of an issued paper as PNG, drawn from the very bytes that are kept; the signed PDF is the paper.

    A layout that a later release changes changes no picture of what was issued. The caller has decided, by the paper's
    subject, that the reader may have them.

    Raises:
        PaperNotFound: no such paper.
    """
    return typesetter().picture_issued(paper_file(paper_id, now=now))


def inspect_pdf(pdf: bytes) -> str | None:
    """Return the identifier a PDF claims to carry, or None; hostile input is survived."""
    from oneseal.papers.typesetting.verification import embedded_identifier  # as above

    return embedded_identifier(pdf)
