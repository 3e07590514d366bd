"""What is said between applicant and agency about a case, and what staff found in its materials."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count

from oneseal.cases.models import MaterialVerdict, Message
from oneseal.cases.rules.facts import CaseFacts
from oneseal.foundation.encryption import decrypt
from oneseal.kernel.access import Actor, ActorKind

MESSAGE: Final = "case.message"
# A conversation about one case is short; what goes beyond is its beginning.
MOST_MESSAGES: Final = 200


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """One message; `read_at` is None while the other side has not seen it."""

    id: UUID
    is_from_agency: bool
    author_name: str
    post_title: str
    text: str
    sent_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class MaterialFinding:
    """What staff found in one material: "fits", "fails" or "open", and the problem in words."""

    key: str
    verdict: str
    problem: str
    author_name: str
    given_at: datetime


def messages_of(facts: CaseFacts) -> list[MessageFacts]:
    """Return what was said about a case the caller was allowed to load, oldest first.

    In blind mode it stays between applicant and window: whoever may not learn who applied reads nothing of it.
    """
    if facts.is_covered:
        return []
    rows = Message.objects.filter(case_id=facts.id).order_by("-sent_at", "-id")[:MOST_MESSAGES]
    return [
        MessageFacts(
            row.id, row.is_from_agency, row.author_name, row.post_title, decrypt(row.text, context=MESSAGE),
            row.sent_at, row.read_at,
        )
        for row in reversed(rows)
    ]  # fmt: skip


def messages_unread(facts: CaseFacts, *, actor: Actor) -> int:
    """Return how many messages of the other side nobody of the actor's side has seen."""
    if facts.is_covered:
        return 0
    return unread_among([facts.id], actor=actor).get(facts.id, 0)


def unread_among(case_ids: Iterable[UUID], *, actor: Actor) -> dict[UUID, int]:
    """Return the number of unseen messages of the other side, for those of the named cases that have any."""
    is_applicant = actor.kind is ActorKind.APPLICANT
    rows = Message.objects.filter(case_id__in=list(case_ids), is_from_agency=is_applicant, read_at=None)
    return dict(rows.order_by("case_id").values_list("case_id").annotate(Count("id")))


def findings_of(facts: CaseFacts) -> dict[str, MaterialFinding]:
    """Return what staff found in the materials of a case, by the key of the material."""
    rows = MaterialVerdict.objects.filter(case_id=facts.id).order_by("key")
    found = rows.values_list("key", "verdict", "problem", "author_name", "given_at")
    return {row[0]: facts.told(MaterialFinding(*row)) for row in found}
