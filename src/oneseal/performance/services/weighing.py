"""Adopt a version of the weights, and score the five constant indices of a year."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.locks import one_at_a_time
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.kernel.scoring import ConstantIndex, Scheme, scheme_as_mapping
from oneseal.performance.errors import IndexNotFound, MonthAlreadyScored, PointsOutOfRange
from oneseal.performance.models import IndexMonth, PanelScore, WeightVersion
from oneseal.performance.policies import can_manage
from oneseal.performance.rules import months
from oneseal.performance.selectors.inputs import departments
from oneseal.performance.selectors.weights import weights_of

AT_WORK: Final = 1_197_433  # the advisory lock of whoever adopts weights
_MOST: Final = Decimal(100)


@transaction.atomic
def weights_adopt(
    *, scheme: Scheme, from_month: date, basis: str, reason: str, actor: Actor, now: datetime
) -> int:  # fmt: skip
    """Let weights hold from a month that nobody has scored yet; return their version.

    Raises:
        NotAllowed, ReasonMissing, MonthAlreadyScored.
    """
    require(allowed=can_manage(actor))
    months.require_words(basis, reason)
    month = from_month.replace(day=1)
    one_at_a_time(AT_WORK)
    if IndexMonth.objects.filter(month__gte=month).exists():
        raise MonthAlreadyScored("a month from then on is scored", month=f"{month:%Y-%m}")
    before = weights_of(month)
    newest = WeightVersion.objects.order_by("-version").values_list("version", flat=True).first()
    row = WeightVersion.objects.create(
        version=(newest or 0) + 1, scheme=scheme_as_mapping(scheme), from_month=month, basis=basis.strip(),
        reason=reason.strip(), made_at=now, made_by=actor.own_account, made_by_name=actor.name,
    )  # fmt: skip
    after = {"version": row.version, "from": month.isoformat(), "reason": row.reason, **row.scheme}
    act = Act("performance.weights_adopted", basis=row.basis, before={"version": before.version}, after=after)
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    return row.version


@transaction.atomic
def panel_score(
    *, year: int, agency_id: UUID, scores: dict[ConstantIndex, Decimal], reason: str, actor: Actor, now: datetime
) -> None:
    """Give a department one's own scores of a year, 0 to 100, with a reason; the newest of a member counts.

    Raises:
        NotAllowed, IndexNotFound, PointsOutOfRange, ReasonMissing.
    """
    require(allowed=can_manage(actor))
    months.require_words(reason)
    if agency_id not in departments():
        raise IndexNotFound("no such department")
    if any(not 0 <= score <= _MOST for score in scores.values()):
        raise PointsOutOfRange("a panel scores from 0 to 100", points=", ".join(map(str, scores.values())))
    PanelScore.objects.bulk_create(
        [
            PanelScore(
                id=new_id(now), year=year, agency_id=agency_id, index=index.value, member_id=actor.own_account,
                member_name=actor.name, score=score, reason=reason.strip(), scored_at=now,
            )
            for index, score in scores.items()
        ]
    )  # fmt: skip
    after = {"year": year, "reason": reason.strip(), **{index.value: str(score) for index, score in scores.items()}}
    act = Act("performance.panel_scored", after=after)
    record_now(act, subject=Subject("agency", agency_id), actor=actor, now=now)
