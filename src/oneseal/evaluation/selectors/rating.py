"""Read ratings; who was rated cannot see a rating before the public can."""

from __future__ import annotations

from uuid import UUID

from oneseal.evaluation.models import Rating

GRADES = {1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}


def rating_of_case(case_id: UUID) -> Rating | None:
    """Return the rating of a case, or None; the caller answers for access to the case."""
    return Rating.objects.filter(case_id=case_id).first()
