"""Make the index of a month: compute, adjust, open to appeals, publish, correct."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.locks import one_at_a_time
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.kernel.scoring import Scheme, scheme_as_mapping
from oneseal.performance.errors import IndexNotFound
from oneseal.performance.models import Adjustment, Appeal, IndexLine, IndexMonth
from oneseal.performance.policies import can_manage
from oneseal.performance.rules import months
from oneseal.performance.rules.months import Stage, Step
from oneseal.performance.rules.scoring import Scored, digest_of, month_scored
from oneseal.performance.rules.sums import Period
from oneseal.performance.selectors.index import line_as_mapping, lines_of
from oneseal.performance.selectors.inputs import departments, inputs_of
from oneseal.performance.selectors.weights import scheme_told, weights_of
from oneseal.workflow.selectors import calendar

KIND: Final = "index_month"
BASIS: Final = "审批效能指数按月计算、排名、公布（富监〔2010〕2号的做法；权重由本地规定）"
AT_WORK: Final = 1_197_432  # the advisory lock of whoever drafts a month


@transaction.atomic
def index_draft(*, month: date, actor: Actor, now: datetime, reason: str = "") -> IndexMonth:
    """Compute the index of a month that is over: a first draft, or with a reason the correction of a published one.

    Raises:
        NotAllowed, MonthNotOver, MonthBeyondStage, ReasonMissing, CountersDisagree.
    """
    require(allowed=can_manage(actor))
    month = month.replace(day=1)
    months.require_over(month, today=beijing_date(now))
    one_at_a_time(AT_WORK)
    newest = IndexMonth.objects.filter(month=month).order_by("-version").first()
    if newest is not None:
        months.require_step(Step.CORRECT, Stage(newest.stage))
        months.require_words(reason)
    weights = weights_of(month)
    index = IndexMonth.objects.create(
        id=new_id(now), month=month, version=newest.version + 1 if newest else 1, stage=Stage.DRAFT,
        weights_version=weights.version, scheme=scheme_as_mapping(weights.scheme), reason=reason.strip(),
        drafted_at=now, drafted_by=actor.own_account, drafted_by_name=actor.name,
    )  # fmt: skip
    _lines_written(index, weights.scheme, now=now)
    act = Act("performance.index_drafted", basis=BASIS, after={**_told(index), "reason": index.reason})
    record_now(act, subject=_subject(index), actor=actor, now=now)
    return index


@transaction.atomic
def index_compute_again(*, index_id: UUID, actor: Actor, now: datetime) -> None:
    """Compute a draft anew, with everything that happened since; one under appeal goes back to draft.

    Raises:
        NotAllowed, IndexNotFound, MonthBeyondStage, CountersDisagree.
    """
    index = _locked(index_id, Step.COMPUTE, actor=actor)
    before = index.stage
    weights = weights_of(index.month)
    index.weights_version, index.scheme = weights.version, scheme_as_mapping(weights.scheme)
    index.stage, index.opened_at, index.opened_by, index.opened_by_name = Stage.DRAFT, None, None, ""
    index.appeal_until_on = None
    index.save()
    _lines_written(index, weights.scheme, now=now)
    act = Act("performance.index_computed", basis=BASIS, before={"stage": before}, after=_told(index))
    record_now(act, subject=_subject(index), actor=actor, now=now)


def _lines_written(index: IndexMonth, scheme: Scheme, *, now: datetime) -> None:
    """Replace the lines of a draft by what is counted now."""
    names = departments()
    points: dict[str, list[Decimal]] = {}
    for row in Adjustment.objects.filter(index=index).order_by("id"):
        points.setdefault(str(row.agency_id), []).append(row.points)
    counted = {str(key): inputs for key, inputs in inputs_of(Period.of_month(index.month)).items()}
    IndexLine.objects.filter(index=index).delete()
    IndexLine.objects.bulk_create(
        [
            IndexLine(
                id=new_id(now), index=index, agency_id=UUID(line.key), agency_name=names[UUID(line.key)],
                **line_columns(line),
            )
            for line in month_scored(counted, scheme, points)
        ]
    )  # fmt: skip


def line_columns(line: Scored) -> dict[str, Any]:
    """Return the columns of a line that follow from its inputs."""
    names = ("inputs", "scores", "groups", "weight_counted", "total", "final", "place", "cases")
    return {name: getattr(line, name) for name in names}


@transaction.atomic
def index_adjust(
    *, index_id: UUID, agency_id: UUID, points: Decimal, told: Mapping[str, str], actor: Actor, now: datetime
) -> None:
    """Give a department points or take some off, with `basis` and `reason`; places follow at once.

    Raises:
        NotAllowed, IndexNotFound, MonthBeyondStage, PointsOutOfRange, ReasonMissing.
    """
    index = _locked(index_id, Step.ADJUST, actor=actor)
    months.require_points(points)
    basis, reason = told.get("basis", "").strip(), told.get("reason", "").strip()
    months.require_words(basis, reason)
    if not IndexLine.objects.filter(index=index, agency_id=agency_id).exists():
        raise IndexNotFound("no such line")
    Adjustment.objects.create(
        id=new_id(now), index=index, agency_id=agency_id, points=points, basis=basis, reason=reason, made_at=now,
        made_by=actor.own_account, made_by_name=actor.name,
    )  # fmt: skip
    _lines_written(index, scheme_told(index.scheme), now=now)
    after = {**_told(index), "agency": str(agency_id), "points": str(points), "reason": reason}
    act = Act("performance.index_adjusted", basis=basis, after=after)
    record_now(act, subject=_subject(index), actor=actor, now=now)


@transaction.atomic
def index_open(*, index_id: UUID, actor: Actor, now: datetime) -> date:
    """Let departments see their lines and appeal; return the last day of the window.

    Raises:
        NotAllowed, IndexNotFound, MonthBeyondStage, CalendarYearMissing.
    """
    index = _locked(index_id, Step.OPEN, actor=actor)
    until_on = calendar().nth_after(beijing_date(now), scheme_told(index.scheme).appeal_days)
    index.stage, index.appeal_until_on = Stage.APPEAL, until_on
    index.opened_at, index.opened_by, index.opened_by_name = now, actor.own_account, actor.name
    index.save()
    act = Act("performance.index_opened", basis=BASIS, after={**_told(index), "until": until_on.isoformat()})
    record_now(act, subject=_subject(index), actor=actor, now=now)
    return until_on


@transaction.atomic
def index_publish(*, index_id: UUID, actor: Actor, now: datetime) -> str:
    """Publish a month after its window, frozen under a digest that is returned.

    Raises:
        NotAllowed, IndexNotFound, MonthBeyondStage, AppealWindowOpen.
    """
    index = _locked(index_id, Step.PUBLISH, actor=actor)
    waiting = Appeal.objects.filter(index=index, decided_at=None).count()
    months.require_publishable(index.appeal_until_on, appeals_open=waiting, today=beijing_date(now))
    index.sha256 = digest_of(index.scheme, [line_as_mapping(line) for line in lines_of(index)])
    index.stage, index.published_at, index.published_by_name = Stage.PUBLISHED, now, actor.name
    index.save()
    act = Act("performance.index_published", basis=BASIS, after={**_told(index), "sha256": index.sha256})
    record_now(act, subject=_subject(index), actor=actor, now=now)
    return index.sha256


def _locked(index_id: UUID, step: Step, *, actor: Actor) -> IndexMonth:
    require(allowed=can_manage(actor))
    index = IndexMonth.objects.select_for_update().filter(pk=index_id).first()
    if index is None:
        raise IndexNotFound("no such index")
    months.require_step(step, Stage(index.stage))
    return index


def _subject(index: IndexMonth) -> Subject:
    return Subject(KIND, index.id)


def _told(index: IndexMonth) -> dict[str, Any]:
    return {"month": f"{index.month:%Y-%m}", "version": index.version, "weights": index.weights_version}
