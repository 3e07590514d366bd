"""Watch for ratings that are made rather than given; supervisors judge what was marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from oneseal.evaluation.models import Rating, RatingChoice, RatingMark
from oneseal.evaluation.policies import can_set_rules, can_supervise
from oneseal.evaluation.rating_errors import JudgedBefore, RatingNotFound, RectificationWordsMissing
from oneseal.evaluation.rules.parameters import RatingRules, require_fit, rules_kept
from oneseal.evaluation.rules.watching import Trace, marks_of
from oneseal.evaluation.selectors.parameters import rating_rules
from oneseal.evaluation.selectors.ratings import rated_staff
from oneseal.evaluation.selectors.reach import agencies_supervised
from oneseal.foundation.audit.services import Act, Subject, record, record_now
from oneseal.foundation.writes import Update, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

MOST: Final = 2000
REASON: Final = 500


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a supervisor says of a marked rating: whether it counts, and why."""

    counts: bool
    reason: str


def rating_watch(rating_id: UUID, *, now: datetime) -> int:
    """Look at a new rating beside those of its device, address and rater; return how many marks are new."""
    row = Rating.objects.filter(pk=rating_id).first()
    beside = _beside(row) if row is not None else None
    if row is None or beside is None:
        return 0
    rules = rating_rules()
    since = row.rated_at - timedelta(days=rules.watch_days)
    near = Rating.objects.filter(beside, rated_at__gte=since, rated_at__lte=row.rated_at).order_by("-rated_at", "id")
    found = marks_of(map(_trace, near[:MOST]), rules=rules)
    made = [
        RatingMark(id=new_id(now), rating_id=mark.rating_id, sign=mark.sign.value, count=mark.count,
                   within=mark.within, marked_at=now)
        for mark in found
    ]  # fmt: skip
    before = RatingMark.objects.count()
    RatingMark.objects.bulk_create(made, ignore_conflicts=True)
    return RatingMark.objects.count() - before


def _beside(row: Rating) -> Q | None:
    """Return which ratings stand beside one; None where nothing is known of where it came from."""
    if row.device_index is None and row.address_index is None:
        return None
    told = ("device_index", "address_index", "rater_index")
    beside = Q(pk=row.id)
    for name in told:
        if getattr(row, name) is not None:
            beside |= Q(**{name: getattr(row, name)})
    return beside


def _trace(row: Rating) -> Trace:
    return Trace(
        row.id, row.case_id, row.rated_at, row.grade, row.channel, _plain(row.device_index),
        _plain(row.address_index), _plain(row.rater_index), row.clerk_id, row.is_from_staff,
    )  # fmt: skip


def _plain(kept: bytes | memoryview | None) -> bytes | None:
    return None if kept is None else bytes(kept)


@transaction.atomic
def rating_judge(*, rating_id: UUID, judgement: Judgement, actor: Actor, now: datetime) -> None:
    """Say whether a marked rating counts, once, with a reason; the rating itself is never changed or deleted.

    Raises:
        RatingNotFound, JudgedBefore, RectificationWordsMissing.
    """
    row = Rating.objects.select_for_update().filter(pk=rating_id, pk__in=RatingMark.objects.values("rating_id")).first()
    city = agencies_supervised(actor)
    if row is None or not can_supervise(actor, agency_id=row.agency_id, city=city):
        raise RatingNotFound("no such marked rating")
    if not rated_staff(row).isdisjoint(actor.own_accounts):
        raise RatingNotFound("who was rated does not judge")
    reason = judgement.reason.strip()[:REASON]
    if not reason:
        raise RectificationWordsMissing("say why")
    if row.judged_at is not None:
        raise JudgedBefore("judged before")
    changes = {
        "counts": judgement.counts, "judged_at": now, "judged_by": actor.account_id, "judged_reason": reason,
    }  # fmt: skip
    act = Act(
        "evaluation.rating_judged", before={"counts": row.counts}, after={"counts": judgement.counts, "reason": reason}
    )
    flush(
        Update("evaluation_rating", {"id": row.id}, changes),
        *record(act, subject=Subject("rating", row.id), actor=actor, now=now),
    )


@transaction.atomic
def rating_rules_choose(*, rules: RatingRules, reason: str, actor: Actor, now: datetime) -> int:
    """Let limits, thresholds and tags hold from now on; return their version. Limits that run stay as they are.

    Raises:
        RatingRulesUnfit, NotAllowed.
    """
    require(allowed=can_set_rules(actor))
    require_fit(rules)
    before = rating_rules().numbers()
    act = Act("evaluation.rating_rules_chosen", before=before, after={**rules.numbers(), "reason": reason})
    # The trace comes first: the lock on its chain lets two who choose at once go one after the other.
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    newest = RatingChoice.objects.order_by("-version").values_list("version", flat=True).first()
    version = (newest or 0) + 1
    RatingChoice.objects.create(
        id=new_id(now), version=version, rules=rules_kept(rules), reason=reason.strip()[:200], chosen_at=now,
        chosen_by=actor.name,
    )  # fmt: skip
    return version
