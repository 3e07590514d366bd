"""Read single ratings; who was rated cannot see one before it is closed, and nobody reads who gave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import case_facts, staff_of_case
from oneseal.evaluation.models import Rating, RatingMark
from oneseal.evaluation.policies import HANDLES, can_handle, can_supervise
from oneseal.evaluation.rating_errors import RatingNotFound
from oneseal.evaluation.rules.grades import GRADES
from oneseal.evaluation.selectors.reach import agencies_supervised
from oneseal.foundation.encryption import decrypt
from oneseal.kernel.access import Actor, ActorKind

RATER_NAME: Final = "rating.name"
RATER_CONTACT: Final = "rating.contact"
LIST_LIMIT: Final = 200
_SHOWN: Final = 1


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """A sign on a rating: how many showed it together, within so many minutes (a burst) or days."""

    sign: str
    count: int
    within: int


@dataclass(frozen=True, slots=True)
class RatingFacts:
    """A rating as staff read it: who gave it is only a first sign of a name, empty where there is none."""

    id: UUID
    case_id: UUID
    case_number: str
    item_name: str
    agency_id: UUID
    grade: int
    word: str
    text: str
    tags: tuple[str, ...]
    channel: str
    rated_at: datetime
    is_named: bool
    rater_masked: str
    counts: bool
    judged_at: datetime | None
    judged_reason: str
    marks: tuple[MarkFacts, ...]


def rating_of_case(case_id: UUID) -> Rating | None:
    """Return the rating of a case as a whole (一事一评), or None; the caller answers for access to the case."""
    return Rating.objects.filter(case_id=case_id, session_id=case_id).first()


def rated_staff(row: Rating) -> frozenset[UUID]:
    """Return whom a rating is about: all staff who ever worked on its case, and the clerk of the visit."""
    clerk = frozenset() if row.clerk_id is None else frozenset({row.clerk_id})
    try:
        return staff_of_case(case_facts(row.case_id)) | clerk
    except CaseNotFound:
        return clerk


def rating_for_actor(rating_id: UUID, *, actor: Actor | None) -> RatingFacts:
    """Return a rating to who follows it up, supervises it, or was rated once it is closed.

    Raises:
        RatingNotFound: no such rating, or not for this reader now.
    """
    row = Rating.objects.prefetch_related("marks").filter(pk=rating_id).first()
    if row is None or actor is None or actor.kind is not ActorKind.STAFF or not _may_read(row, actor):
        raise RatingNotFound("no such rating for this reader")
    return rating_facts(row)


def _may_read(row: Rating, actor: Actor) -> bool:
    if not rated_staff(row).isdisjoint(actor.own_accounts):
        return row.closed_at is not None
    is_city = can_supervise(actor, agency_id=row.agency_id, city=agencies_supervised(actor))
    return is_city or can_handle(actor, agency_id=row.agency_id)


def rating_facts(row: Rating) -> RatingFacts:
    """Return what staff who may see a rating read; its marks are loaded."""
    return RatingFacts(
        id=row.id, case_id=row.case_id, case_number=row.case_number, item_name=row.item_name, agency_id=row.agency_id,
        grade=row.grade, word=GRADES[row.grade], text=row.text, tags=tuple(row.tags), channel=row.channel,
        rated_at=row.rated_at, is_named=row.is_named, rater_masked=_masked(row), counts=row.counts,
        judged_at=row.judged_at, judged_reason=row.judged_reason,
        marks=tuple(MarkFacts(mark.sign, mark.count, mark.within) for mark in row.marks.all()),
    )  # fmt: skip


def _masked(row: Rating) -> str:
    if not row.is_named or row.rater_name is None:
        return ""
    return decrypt(row.rater_name, context=RATER_NAME)[:_SHOWN] + "**"


def marked_ratings(actor: Actor, *, is_judged: bool = False) -> list[RatingFacts]:
    """Return the ratings of the actor's city that carry a sign, newest first; nothing for who does not supervise.

    Ratings of cases on which the actor worked himself are left out: he does not judge them.
    """
    city = agencies_supervised(actor)
    if not city:
        return []
    marked = RatingMark.objects.values("rating_id")
    rows = Rating.objects.filter(pk__in=marked, agency_id__in=city, judged_at__isnull=not is_judged)
    found = rows.prefetch_related("marks").order_by("-rated_at", "id")[:LIST_LIMIT]
    return [rating_facts(row) for row in found if rated_staff(row).isdisjoint(actor.own_accounts)]


def may_enter_by_phone(actor: Actor, *, agency_id: UUID) -> bool:
    """Return True for posts that call people back about cases of an agency."""
    return actor.may(HANDLES) and can_handle(actor, agency_id=agency_id)
