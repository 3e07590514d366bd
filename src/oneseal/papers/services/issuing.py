"""Issue a paper: number it, freeze its words, log the seal; its bytes follow after commit."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings

from oneseal.foundation.encryption import encrypt
from oneseal.foundation.outbox.services import message
from oneseal.foundation.sequences.services import allocate
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Write, asked_once
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.papers.events import PaperIssued
from oneseal.papers.rules.numbers import SEALED, TITLES, paper_number
from oneseal.papers.rules.wordings import SlotName, frozen_slots, number_word
from oneseal.papers.selectors import Letterhead, paper_fonts, wording_texts
from oneseal.papers.typesetting import fonts as typesetting
from oneseal.papers.typesetting.contents import Content, Licence, Remedies, Seal

CONTENT = "paper.content"
UNPUBLISHED = "（本机关尚未公布）"


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A paper before it has its number; `title` replaces the kind's own (licences bear their name).

    What is addressed to somebody else than the applicant, `is_for_others`, is not shown to him.
    """

    content: Content
    subject: tuple[str, UUID]
    title: str = ""
    is_for_others: bool = False


@dataclass(frozen=True, slots=True)
class Sealing:
    """By whom, on whose letterhead and when papers are issued."""

    letterhead: Letterhead
    actor: Actor
    now: datetime


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper as it leaves: its id, number, and the writes that make it."""

    paper_id: UUID
    kind: str
    number: str
    content_sha256: str
    writes: tuple[Write, ...]


def require_drawable(texts: Iterable[str]) -> None:
    """Refuse texts that a later paper will bear when no installed font draws one of their characters.

    Raises:
        GlyphMissing.
    """
    typesetting.require_drawable(list(texts), _drawable())


_FRESH_SECONDS: Final = 1.0
_looked: list[tuple[float, object, frozenset[str]]] = []


def _drawable() -> frozenset[str]:
    return asked_once("papers.drawable", _drawable_now)


def _drawable_now() -> frozenset[str]:
    """Return what the installed fonts draw; their folders are looked through again every second."""
    at, place = time.monotonic(), (settings.ONESEAL_NODE_MODULES, settings.ONESEAL_DATA)
    for looked_at, looked_in, found in _looked[:1]:  # a copy: another thread may look meanwhile
        if looked_in == place and at - looked_at < _FRESH_SECONDS:
            return found
    drawable_now = typesetting.drawable_by(paper_fonts())
    _looked[:] = [(at, place, drawable_now)]
    return drawable_now


def drawable(text: str) -> str:
    """Return a text that is not the house's own, such as a file name, with 〓 for what no installed font draws."""
    return typesetting.with_substitutes(text, _drawable())


def issue(draft: PaperDraft, *, paper_id: UUID, sealing: Sealing) -> Issued:
    """Allocate the number of a paper and return its writes; call it last before the flush.

    Raises:
        GlyphMissing: no installed font draws a character of it, so it could be decided but never be made.
    """
    head, kind, now = sealing.letterhead, draft.content.kind, sealing.now
    year = beijing_date(now).year
    serial = allocate(issuer=str(head.agency_id), kind=f"paper.{kind}", period=str(year))
    wording_id, texts = head.wordings.get(kind), wording_texts(head.wordings.get(kind))
    word = number_word(kind, texts)
    number = paper_number(agency_word=head.document_word, kind_word=word, year=year, serial=serial)
    is_sealed = kind in SEALED
    seal = Seal(agency_name=head.agency_name, code=head.seal_code or None) if is_sealed else None
    content = _numbered(draft.content, number=number, seal=seal, now=now)
    # Its wording is frozen with its words: another one, or another release, never changes an issued paper.
    mapping = {**content.to_mapping(), "slots": frozen_slots(kind, texts)}
    words = json.dumps(mapping, ensure_ascii=False, sort_keys=True)
    # What JSON escapes must be looked at as it is; otherwise the text's own characters tell as much.
    if "\\" in words or not _drawable().issuperset(words):
        typesetting.require_drawable(mapping, _drawable())
    content_sha256 = hashlib.sha256(words.encode()).hexdigest()
    row = {
        "id": paper_id, "subject_kind": draft.subject[0], "subject_id": draft.subject[1],
        "agency_id": head.agency_id, "kind": kind, "number": number,
        "title": draft.title or texts.get(SlotName.TITLE, TITLES[kind]),
        "content": encrypt(words, context=CONTENT), "content_sha256": content_sha256,
        "seal_id": head.seal_id if is_sealed else None, "wording_id": wording_id, "issued_at": now,
        "is_for_others": draft.is_for_others, "audit_sequence": 0,
    }  # fmt: skip
    writes: list[Write] = [Insert("papers_paper", [row]), message(PaperIssued(paper_id=paper_id), now)]
    if is_sealed:
        writes.append(_seal_use(paper_id, sealing))
    return Issued(paper_id, kind, number, content_sha256, tuple(writes))


def _numbered(content: Content, *, number: str, seal: Seal | None, now: datetime) -> Content:
    """Return the content with its number; a licence bears it on its face unless it keeps the one it has."""
    whole_second = now.replace(microsecond=0)
    if isinstance(content, Licence):
        return replace(content, licence_number=content.licence_number or number, seal=seal, issued_at=whole_second)
    return replace(content, document_number=number, seal=seal, issued_at=whole_second)


def _seal_use(paper_id: UUID, sealing: Sealing) -> Write:
    row = {
        "id": new_id(sealing.now),
        "seal_id": sealing.letterhead.seal_id,
        "paper_id": paper_id,
        "used_at": sealing.now,
        "account_id": sealing.actor.account_id,
        "actor_name": sealing.actor.name,
        "post_title": sealing.actor.post_title,
    }
    return Insert("papers_seal_use", [row])


def remedies(head: Letterhead) -> Remedies:
    """Return where an addressee may object; what the agency has not published is shown as such."""
    return Remedies(reconsideration_body=head.reconsideration_body or UNPUBLISHED, court=head.court or UNPUBLISHED)
