"""A look at an online application before it is accepted (T02); the five days for the answer run on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from oneseal.cases.errors import NotFiledOnline, ReasonMissing
from oneseal.cases.models import PreReview
from oneseal.cases.rules.states import Action, Channel
from oneseal.cases.services.moving import Press, begin, complete, once
from oneseal.foundation.writes import Insert, Update
from oneseal.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class PreReviewTold:
    """What a pre-review found: whether the application can be accepted as it is, and in words."""

    is_ready: bool
    finding: str


def pre_review_begin(*, case_id: UUID, press: Press) -> None:
    """Begin the pre-review of an online application (T02).

    Raises:
        NotFiledOnline, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.BEGIN_PRE_REVIEW, work=lambda: _begin(case_id, press))


def _begin(case_id: UUID, press: Press) -> None:
    change = begin(case_id, Action.BEGIN_PRE_REVIEW, press)
    facts = change.facts
    if facts.channel != Channel.ONLINE or facts.is_with_centre:
        raise NotFiledOnline("what came in at a window is looked at there")
    row = {
        "id": new_id(press.now), "case_id": facts.id, "begun_at": press.now, "begun_by": press.actor.account_id,
        "finding": "",
    }  # fmt: skip
    change.writes.append(Insert("cases_pre_review", [row]))
    complete(change)


def pre_review_end(*, case_id: UUID, told: PreReviewTold, press: Press) -> None:
    """End a pre-review with its finding (T02): the case waits to be accepted, corrected or refused.

    Raises:
        ReasonMissing, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.END_PRE_REVIEW, work=lambda: _end(case_id, told, press))


def _end(case_id: UUID, told: PreReviewTold, press: Press) -> None:
    change = begin(case_id, Action.END_PRE_REVIEW, press)
    finding = told.finding.strip()
    if not finding and not told.is_ready:
        raise ReasonMissing("what is not ready says why")
    row_id = PreReview.objects.filter(case_id=change.facts.id, ended_at=None).values_list("id", flat=True).get()
    ended = {
        "ended_at": press.now, "ended_by": press.actor.account_id, "is_ready": told.is_ready, "finding": finding,
    }  # fmt: skip
    change.writes.append(Update("cases_pre_review", {"id": row_id}, ended))
    change.after |= {"is_ready": told.is_ready, "finding": finding}
    complete(change)
