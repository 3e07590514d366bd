"""Questions for everybody, and the limits of the city."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.evaluation.errors import LimitsUnfit, QuestionBySame, QuestionReleased, QuestionUnfit
from oneseal.evaluation.models import MatterLimit, MatterQuestion
from oneseal.evaluation.policies import can_release, can_set_limits
from oneseal.evaluation.rules.matter_limits import Limits, limits_fit
from oneseal.evaluation.rules.matters import MatterKind, MatterState
from oneseal.evaluation.selectors.limits import limits_of
from oneseal.evaluation.services.matter_doing import KIND, LONGEST, Doing, desk_doing, locked, not_own, who, worded
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.writes import Insert, Update, Write, flush, row_of
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

_DONE = frozenset({MatterState.ANSWERED.value, MatterState.CLOSED.value})


@transaction.atomic
def question_draft(*, matter_id: UUID, question: str, answer: str, actor: Actor, now: datetime) -> None:
    """Draft an answered consultation for everybody, masked; drafted again, the new words stand.

    Raises:
        MatterNotFound, NotAllowed, MatterOwn, QuestionUnfit, QuestionReleased.
    """
    row = desk_doing(matter_id, actor=actor, now=now).row
    words = question.strip()[:LONGEST], answer.strip()[:LONGEST]
    if row.kind != MatterKind.CONSULTATION or row.state not in _DONE or not row.answer or not all(words):
        raise QuestionUnfit("only an answered consultation, in words")
    kept = MatterQuestion.objects.filter(matter_id=row.id).first()
    if kept is not None and kept.released_at is not None:
        raise QuestionReleased("public already")
    told = {
        "question": words[0], "answer": words[1], "drafted_at": now, "drafted_by": actor.own_account,
        "drafter": who(actor),
    }  # fmt: skip
    write: Write = Update("evaluation_matter_question", {"id": kept.id}, told) if kept else Insert(
        "evaluation_matter_question",
        [{"id": new_id(now), "matter_id": row.id, "agency_id": row.agency_id, "item_id": row.item_id, **told,
          "released_at": None, "released_by": None, "releaser": ""}],
    )  # fmt: skip
    flush(write, *record(Act("evaluation.question_drafted"), subject=Subject(KIND, row.id), actor=actor, now=now))


@transaction.atomic
def question_release(*, matter_id: UUID, actor: Actor, now: datetime) -> None:
    """Make a drafted question public; another person than who drafted it has looked for names in it.

    Raises:
        MatterNotFound, NotAllowed, MatterOwn, QuestionUnfit, QuestionReleased, QuestionBySame.
    """
    row = locked(matter_id)
    require(allowed=can_release(actor, agency_id=row.agency_id))
    not_own(Doing(row, actor, now))
    kept = MatterQuestion.objects.filter(matter_id=row.id).first()
    if kept is None:
        raise QuestionUnfit("nothing was drafted")
    if kept.released_at is not None:
        raise QuestionReleased("public already")
    if kept.drafted_by in actor.own_accounts:
        raise QuestionBySame("another person releases")
    told = {"released_at": now, "released_by": actor.own_account, "releaser": who(actor)}
    flush(
        Update("evaluation_matter_question", {"id": kept.id}, told),
        *record(Act("evaluation.question_released"), subject=Subject(KIND, row.id), actor=actor, now=now),
    )


@transaction.atomic
def matters_exported(*, told: Mapping[str, str], rows: int, sha256: str, actor: Actor, now: datetime) -> None:
    """Record who took which list of matters away: its filters, how many rows, and the digest of the file."""
    act = Act("evaluation.matters_exported", after={"filter": dict(told), "rows": rows, "sha256": sha256})
    flush(*record(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now))


@transaction.atomic
def limits_choose(*, kind: MatterKind, told: Limits, reason: str, actor: Actor, now: datetime) -> None:
    """Choose how long the desk may take with a kind of matter; what was received before keeps what it had.

    Raises:
        NotAllowed, ReasonMissing, LimitsUnfit: longer than the law, or none at all.
    """
    require(allowed=can_set_limits(actor))
    words = worded(reason)[:200]
    if not limits_fit(kind, told):
        raise LimitsUnfit("beyond the law, or none")
    newest = MatterLimit.objects.filter(kind=kind.value).order_by("-version").first()
    row = MatterLimit(
        id=new_id(now), kind=kind.value, version=newest.version + 1 if newest else 1, reason=words, chosen_at=now,
        chosen_by=actor.name, **asdict(told),
    )  # fmt: skip
    act = Act(
        "evaluation.limits_chosen", before=asdict(limits_of(kind)),
        after={"kind": kind.value, **asdict(told), "reason": words},
    )  # fmt: skip
    flush(row_of(row), *record(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now))
