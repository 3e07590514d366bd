"""Rate a case, once (GB/T 39735-2020: five grades; voluntary)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from oneseal.cases.selectors import CaseFacts
from oneseal.evaluation.errors import AlreadyRated, GradeUnknown, NotYetDelivered
from oneseal.evaluation.models import Rating
from oneseal.evaluation.selectors import GRADES
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.writes import flush, row_of
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class RatingTold:
    """A rating: grade 1 (very satisfied) to 5 (very dissatisfied), words, channel."""

    grade: int
    text: str = ""
    channel: str = "pc"


def case_rate(*, facts: CaseFacts, told: RatingTold, actor: Actor, now: datetime) -> UUID:
    """Rate a delivered case the rater was allowed to load; the trace does not name the grade.

    Raises:
        NotYetDelivered, GradeUnknown, AlreadyRated.
    """
    if facts.delivered_at is None:
        raise NotYetDelivered("nothing was handed over yet")
    if told.grade not in GRADES:
        raise GradeUnknown("not one of the five", grade=told.grade)
    try:
        with transaction.atomic():
            row = Rating(
                id=new_id(now), case_id=facts.id, agency_id=facts.agency_id, grade=told.grade,
                text=told.text.strip()[:500], channel=told.channel, rated_at=now,
            )  # fmt: skip
            flush(row_of(row))
            record_now(Act("evaluation.rated"), subject=Subject("rating", row.id), actor=actor, now=now)
    except IntegrityError as problem:
        raise AlreadyRated("one case, one rating") from problem
    return row.id
