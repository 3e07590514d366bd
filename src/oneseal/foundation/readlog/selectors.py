"""Who looked, for the one who was looked at, and for supervisors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from oneseal.foundation.readlog.models import Reading
from oneseal.kernel.access import Actor

PAGE = 50
SUPERVISION = "audit.read"


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """One look; `actor_name` is empty for the one who was looked at: he is told the post and the agency."""

    id: UUID
    read_at: datetime
    kind: str
    subject_id: UUID
    purpose: str
    post_title: str
    agency_id: UUID
    actor_name: str


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """A page of looks, newest first; `after` is the key of the next page, or empty at the end."""

    rows: list[ReadingFacts]
    after: str


def readings_of(actor: Actor, *, after: str = "") -> ReadingPage:
    """Return who looked at the data of the actor and of those for whom he acts; posts and agencies, not people."""
    return _page({"party_id__in": sorted(actor.party_ids)}, after=after, with_names=False)


def readings_for_supervision(actor: Actor, *, after: str = "") -> ReadingPage:
    """Return who of the actor's agency looked at whose data, for supervisors; nothing for others."""
    if not actor.may(SUPERVISION) or actor.agency_id is None:
        return ReadingPage([], "")
    return _page({"agency_id": actor.agency_id}, after=after, with_names=True)


def _page(which: dict[str, object], *, after: str, with_names: bool) -> ReadingPage:
    rows = Reading.objects.filter(**which).order_by("-id")
    if after:
        rows = rows.filter(id__lt=UUID(after))
    found = [
        ReadingFacts(
            row.id, row.read_at, row.kind, row.subject_id, row.purpose, row.post_title, row.agency_id,
            row.actor_name if with_names else "",
        )
        for row in rows[: PAGE + 1]
    ]  # fmt: skip
    shown = found[:PAGE]
    return ReadingPage(shown, str(shown[-1].id) if len(found) > PAGE else "")
