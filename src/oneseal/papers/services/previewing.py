"""Show the papers a service would issue, without issuing them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from oneseal.foundation.encryption import decrypt
from oneseal.papers.models import Paper
from oneseal.papers.services.issuing import CONTENT
from oneseal.papers.services.rendering import typesetter

Result = TypeVar("Result")
UNNUMBERED: Final = "（待编号）"
NOT_ISSUED: Final = "preview"


@dataclass(frozen=True, slots=True)
class PaperPreview:
    """A paper as it would read: unnumbered, unsealed, kept nowhere; as PDF and as PNG pages."""

    kind: str
    title: str
    pdf: bytes
    pages: tuple[bytes, ...]


def papers_previewed(*subject_ids: UUID, work: Callable[[], Result]) -> tuple[Result, tuple[PaperPreview, ...]]:
    """Run a service in a transaction that is rolled back; return its result and the papers it would have issued.

    It is the very service that acts later, so the preview cannot differ from the act; the rollback gives
    every number back. Raises what the service raises.
    """
    with transaction.atomic():
        before = set(_papers(subject_ids).values_list("pk", flat=True))
        result = work()
        drafts = [
            (paper.kind, paper.title, json.loads(decrypt(paper.content, context=CONTENT)))
            for paper in _papers(subject_ids)
            if paper.pk not in before
        ]
        transaction.set_rollback(True)
    return result, tuple(_preview(*draft) for draft in drafts)


def _papers(subject_ids: tuple[UUID, ...]) -> QuerySet[Paper]:
    return Paper.objects.filter(subject_id__in=subject_ids).order_by("issued_at", "id")


def _preview(kind: str, title: str, words: dict[str, Any]) -> PaperPreview:
    """Set a paper without seal and number: what has not been issued must not look issued."""
    plain = {key: value for key, value in words.items() if key != "seal"}
    shown = {**plain, "document_number": UNNUMBERED, "identifier": NOT_ISSUED}
    setter = typesetter()
    return PaperPreview(kind, title, setter.render(kind, shown), setter.picture(kind, shown))
