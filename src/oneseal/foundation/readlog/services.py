"""Note that somebody's data was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from oneseal.foundation.readlog.models import Reading
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.ids import new_id


class Read(StrEnum):
    """What was looked at."""

    CASE = "case"
    FILE = "file"
    PAPER = "paper"
    PERSON = "person"
    LICENCE = "licence"
    PAYMENT = "payment"
    RATING = "rating"
    MATTER = "matter"


@dataclass(frozen=True, slots=True)
class Look:
    """One look: what was opened, of whom, and why (a case's number and step, or the clerk's own words)."""

    kind: Read
    subject_id: UUID
    party_id: UUID
    purpose: str


def reading_note(look: Look, *, actor: Actor, now: datetime) -> None:
    """Append one row for a look by staff; who looks at his own data, and automatic steps, leave none."""
    readings_note([look], actor=actor, now=now)


def readings_note(looks: Iterable[Look], *, actor: Actor, now: datetime) -> None:
    """Append one row for each look of one page by staff, all in one statement; none for no look."""
    if actor.kind is not ActorKind.STAFF or actor.account_id is None or actor.agency_id is None:
        return
    Reading.objects.bulk_create(
        [
            Reading(
                id=new_id(now), read_at=now, actor_id=actor.account_id, actor_name=actor.name,
                post_title=actor.post_title, agency_id=actor.agency_id, party_id=look.party_id,
                kind=look.kind.value, subject_id=look.subject_id, purpose=look.purpose[:200],
            )
            for look in looks
        ]
    )  # fmt: skip
