"""Recall a licence (撤回, APL art. 8); record that a penalty took it away (吊销) or suspends it (暂扣)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.access import Actor
from oneseal.licences.errors import PenaltyNotNamed, RecallUnfounded, ResumptionUnfounded
from oneseal.licences.rules.life import Doing, RecallGround
from oneseal.licences.services.acting import addressed, begin, complete
from oneseal.papers.services import licence_life, remedies

RECALL_GROUNDS: Final = {
    RecallGround.LAW_CHANGED: "行政许可所依据的法律、法规、规章修改或者废止",
    RecallGround.FACTS_CHANGED: "准予行政许可所依据的客观情况发生重大变化",
}


@dataclass(frozen=True, slots=True)
class Recall:
    """Why a licence is recalled: what changed, which public interest demands it, what is said of compensation."""

    ground: RecallGround
    facts: str
    public_interest: str
    compensation: str


@dataclass(frozen=True, slots=True)
class Penalty:
    """A penalty decision: who made it, its number and its date; `until_on` ends a suspension, None: not said."""

    decided_by: str
    number: str
    decided_on: date
    facts: str = ""
    until_on: date | None = None


@transaction.atomic
def licence_recall(*, licence_id: UUID, recall: Recall, actor: Actor, now: datetime) -> None:
    """Recall a licence that was granted lawfully.

    Raises:
        LicenceNotFound, NotAllowed, LicenceActClosed, RecallUnfounded.
    """
    acting = begin(licence_id, Doing.RECALL, actor=actor, now=now)
    told = (recall.facts.strip(), recall.public_interest.strip(), recall.compensation.strip())
    if not all(told):
        raise RecallUnfounded("a recall needs facts, public interest and compensation")
    facts, interest, compensation = told
    acting.ground, acting.reason = recall.ground.value, facts
    acting.details = {"public_interest": interest, "compensation": compensation}
    complete(
        acting,
        Act("licences.recalled"),
        lambda head, paper_id: licence_life.RecallDecision(
            **addressed(acting, head, paper_id), ground=RECALL_GROUNDS[recall.ground], facts=facts,
            public_interest=interest, compensation=compensation, remedies=remedies(head),
        ),
    )  # fmt: skip


def _require_named(penalty: Penalty, *, now: datetime) -> dict[str, str]:
    """Return a penalty decision as the act keeps it; refuse one that nobody could find again."""
    told = {"decided_by": penalty.decided_by.strip(), "number": penalty.number.strip()}
    if not all(told.values()) or penalty.decided_on > beijing_date(now):
        raise PenaltyNotNamed("who decided, under which number, on which day?")
    return {**told, "decided_on": penalty.decided_on.isoformat()}


@transaction.atomic
def licence_take_away(*, licence_id: UUID, penalty: Penalty, actor: Actor, now: datetime) -> None:
    """Record that a penalty decision took a licence away.

    Raises:
        LicenceNotFound, NotAllowed, LicenceActClosed, PenaltyNotNamed.
    """
    acting = begin(licence_id, Doing.TAKE_AWAY, actor=actor, now=now)
    acting.details = _require_named(penalty, now=now)
    acting.reason = penalty.facts
    complete(
        acting,
        Act("licences.taken_away"),
        lambda head, paper_id: licence_life.TakeAwayNotice(
            **addressed(acting, head, paper_id), decided_by=acting.details["decided_by"],
            decision_number=acting.details["number"], decided_on=penalty.decided_on,
            facts=penalty.facts.strip() or None,
        ),
    )  # fmt: skip


@transaction.atomic
def licence_suspend(*, licence_id: UUID, penalty: Penalty, actor: Actor, now: datetime) -> None:
    """Record that a penalty decision suspends a licence; it counts again once `licence_resume` says so.

    Raises:
        LicenceNotFound, NotAllowed, LicenceActClosed, PenaltyNotNamed.
    """
    acting = begin(licence_id, Doing.SUSPEND, actor=actor, now=now)
    until = {"until_on": penalty.until_on.isoformat()} if penalty.until_on else {}
    acting.details = {**_require_named(penalty, now=now), **until}
    complete(
        acting,
        Act("licences.suspended"),
        lambda head, paper_id: licence_life.LicenceSuspensionNotice(
            **addressed(acting, head, paper_id), decided_by=acting.details["decided_by"],
            decision_number=acting.details["number"], decided_on=penalty.decided_on, until_on=penalty.until_on,
        ),
    )  # fmt: skip


@transaction.atomic
def licence_resume(*, licence_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Let a suspended licence count again.

    Raises:
        LicenceNotFound, NotAllowed, LicenceActClosed, ResumptionUnfounded.
    """
    acting = begin(licence_id, Doing.RESUME, actor=actor, now=now)
    acting.reason = reason.strip()
    if not acting.reason:
        raise ResumptionUnfounded("why is the suspension over?")
    complete(
        acting,
        Act("licences.resumed"),
        lambda head, paper_id: licence_life.LicenceResumptionNotice(
            **addressed(acting, head, paper_id), reason=acting.reason
        ),
    )
