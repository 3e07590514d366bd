"""Look through the answers owed: warn before the last day, escalate after it; one agency at a time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Final
from uuid import UUID

import structlog
from django.db import DatabaseError, transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.clock import Term, Unit, due_or_estimate
from oneseal.kernel.errors import RuleError
from oneseal.kernel.ids import new_id
from oneseal.supervision.models import AnswerWarning, Finding, Sweep
from oneseal.supervision.rules.handling import WAITS_FOR_UNIT
from oneseal.supervision.selectors.duty import answerers_on
from oneseal.supervision.selectors.tariffs import tariff_in_force
from oneseal.supervision.services.handling import CLOCK, KIND, finding_escalate
from oneseal.supervision.services.telling import Notice, people_tell
from oneseal.workflow.selectors import calendar

log = structlog.get_logger("oneseal.supervision")
JOB: Final = "supervision.sweep_answers"
_FAILURES: Final = (RuleError, DatabaseError, LookupError, ValueError, TypeError)


def answers_sweep(*, now: datetime) -> int:
    """Warn of and escalate the answers owed by each agency; return how many were escalated.

    An agency whose findings fail keeps its failure on record, and the others go on.
    """
    owed = Finding.objects.filter(state__in=WAITS_FOR_UNIT, due_on__isnull=False)
    agencies = owed.order_by("agency_id").values_list("agency_id", flat=True).distinct()
    return sum(_swept(agency_id, now) for agency_id in agencies)


def _swept(agency_id: UUID, now: datetime) -> int:
    try:
        with transaction.atomic():
            _warn(agency_id, now)
            done = _escalate(agency_id, now)
    except _FAILURES as problem:
        log.exception("supervision.sweep.failed", agency=str(agency_id))
        Sweep.objects.update_or_create(
            agency_id=agency_id, defaults={"ran_at": now, "failed_at": now, "failure": type(problem).__name__}
        )
        return 0
    Sweep.objects.update_or_create(agency_id=agency_id, defaults={"ran_at": now, "failed_at": None, "failure": ""})
    return done


def _escalate(agency_id: UUID, now: datetime) -> int:
    rows = Finding.objects.select_for_update(of=("self",)).select_related("agency")
    overdue = list(
        rows.filter(agency_id=agency_id, state__in=WAITS_FOR_UNIT, due_on__lt=beijing_date(now)).order_by(
            "due_on", "id"
        )
    )
    for row in overdue:
        finding_escalate(row, now=now)
    return len(overdue)


def _warn(agency_id: UUID, now: datetime) -> None:
    """Tell whoever can still answer that the last day is near, once for each last day."""
    today = beijing_date(now)
    rows = Finding.objects.filter(
        agency_id=agency_id, state__in=WAITS_FOR_UNIT, due_on__gte=today, due_on__lte=_warned_until(today)
    ).order_by("due_on", "id")
    told = set(AnswerWarning.objects.filter(finding__in=rows).order_by().values_list("finding_id", "due_on"))
    for row in rows:
        if row.due_on is None or (row.id, row.due_on) in told:
            continue
        accounts = answerers_on(row, on=today)
        people_tell(accounts, Notice.ANSWER_DUE, row, now=now)
        _keep_warning(row, row.due_on, accounts, now=now)


def _keep_warning(row: Finding, due_on: date, accounts: Collection[UUID], *, now: datetime) -> None:
    kept = sorted(accounts, key=str)
    AnswerWarning.objects.create(id=new_id(now), finding_id=row.id, due_on=due_on, told_at=now, accounts=kept)
    act = Act("supervision.answer_warned", after={"due_on": due_on.isoformat(), "told": [str(one) for one in kept]})
    record_now(act, subject=Subject(KIND, row.id), actor=CLOCK, now=now)


def _warned_until(today: date) -> date:
    term = Term(tariff_in_force().tariff.warn_days, Unit.WORKING_DAY)
    return due_or_estimate(start_on=today, term=term, calendar=calendar()).on
