"""Appeal against a line before it is published, and decide an appeal: never whoever opened the month or filed it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.performance.errors import AppealOpen, DecidedBySame, IndexNotFound
from oneseal.performance.models import Appeal, IndexLine, IndexMonth
from oneseal.performance.policies import can_appeal, can_manage
from oneseal.performance.rules import months
from oneseal.performance.rules.months import Stage, Step
from oneseal.performance.services.indexing import BASIS, KIND


@transaction.atomic
def appeal_file(*, index_id: UUID, words: str, actor: Actor, now: datetime) -> UUID:
    """Say for one's own department what is wrong with its line; return the appeal's id.

    Raises:
        NotAllowed, IndexNotFound, MonthBeyondStage, AppealWindowOver, AppealOpen, ReasonMissing.
    """
    require(allowed=actor.agency_id is not None and can_appeal(actor, actor.own_agency))
    index = IndexMonth.objects.select_for_update().filter(pk=index_id).exclude(stage=Stage.DRAFT).first()
    if index is None or not IndexLine.objects.filter(index=index, agency_id=actor.own_agency).exists():
        raise IndexNotFound("no such line of one's own")
    months.require_step(Step.APPEAL, Stage(index.stage))
    months.require_window_open(index.appeal_until_on, today=beijing_date(now))
    months.require_words(words)
    if Appeal.objects.filter(index=index, agency_id=actor.own_agency, decided_at=None).exists():
        raise AppealOpen("an appeal waits already")
    row = Appeal.objects.create(
        id=new_id(now), index=index, agency_id=actor.own_agency, words=words.strip(), filed_at=now,
        filed_by=actor.own_account, filed_by_name=actor.name,
    )  # fmt: skip
    after = {"appeal": str(row.id), "agency": str(row.agency_id), "words": row.words}
    act = Act("performance.appeal_filed", basis=BASIS, after=after)
    record_now(act, subject=Subject(KIND, index.id), actor=actor, now=now)
    return row.id


@transaction.atomic
def appeal_decide(*, appeal_id: UUID, is_upheld: bool, answer: str, actor: Actor, now: datetime) -> None:
    """Decide an appeal with words. What was upheld is put right by an adjustment or by computing the month again.

    Raises:
        NotAllowed, IndexNotFound, MonthBeyondStage, DecidedBySame, ReasonMissing.
    """
    require(allowed=can_manage(actor))
    row = Appeal.objects.select_for_update().filter(pk=appeal_id, decided_at=None).first()
    if row is None:
        raise IndexNotFound("no such appeal waits")
    index = IndexMonth.objects.select_for_update().get(pk=row.index_id)
    months.require_step(Step.DECIDE, Stage(index.stage))
    if {row.filed_by, index.opened_by} & actor.own_accounts:
        raise DecidedBySame("another person decides")
    months.require_words(answer)
    row.is_upheld, row.answer, row.decided_at = is_upheld, answer.strip(), now
    row.decided_by, row.decided_by_name = actor.own_account, actor.name
    row.save()
    after = {"appeal": str(row.id), "upheld": is_upheld, "answer": row.answer}
    act = Act("performance.appeal_decided", basis=BASIS, after=after)
    record_now(act, subject=Subject(KIND, index.id), actor=actor, now=now)
