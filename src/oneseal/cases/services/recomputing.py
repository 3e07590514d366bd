"""Compute due dates anew: the dates on the rows are a cache of ledger, term and calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.cases.models import Case
from oneseal.cases.rules.clock import delivery_dues, delivery_running, main_dues, receipt_due
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import DELIVERING
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.facts import COLUMNS, case_for_update, facts_of
from oneseal.foundation.audit.chain import Head
from oneseal.foundation.audit.services import Act, Subject, link
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Update, flush
from oneseal.kernel.access import Actor
from oneseal.workflow.selectors import calendar, forget_calendar

RUNNING: Final = (
    State.SUBMITTED,
    State.PRE_REVIEW,
    State.ACCEPTED,
    State.UNDER_REVIEW,
    State.SUSPENDED,
    State.DECISION_PENDING,
    State.GRANTED,
    State.ISSUING,
)
JOB: Final = "cases.recompute_dues"  # by night
DUES: Final = ("due_on", "statutory_due_on", "due_is_provisional")
BASIS: Final = "《行政许可法》第八十二条"


def dues_recompute(*, now: datetime) -> int:
    """Compute the due dates of every running case anew; return how many were others.

    A notice may have been loaded by another process, so the calendar is read afresh.
    """
    forget_calendar()
    rows = Case.objects.filter(state__in=RUNNING).order_by("id").values(*COLUMNS)
    stale = [facts.id for facts in map(facts_of, rows.iterator()) if _changes(facts, now=now)]
    return sum(_recompute(case_id, now=now) for case_id in stale)


def _changes(facts: CaseFacts, *, now: datetime) -> dict[str, Any]:
    """Return the columns of a case's dues that differ from what follows from its facts."""
    if facts.clock_from_on is None or facts.state not in RUNNING:
        return {}
    running = delivery_running(facts)
    if facts.state in DELIVERING and running is None:
        return {}
    if facts.accepted_at is None:
        due = receipt_due(facts.clock_from_on, calendar())
        found = replace(facts, due_on=due.on, statutory_due_on=due.on, due_is_provisional=due.is_provisional)
    else:
        dues = (
            main_dues(facts, calendar=calendar(), today=beijing_date(now))
            if running is None
            else delivery_dues(*running, calendar=calendar())
        )
        is_provisional = dues.promised.is_provisional or dues.statutory.is_provisional
        found = replace(
            facts, due_on=dues.promised.on, statutory_due_on=dues.statutory.on, due_is_provisional=is_provisional
        )
    return {name: getattr(found, name) for name in DUES if getattr(found, name) != getattr(facts, name)}


@transaction.atomic
def _recompute(case_id: UUID, *, now: datetime) -> bool:
    """Put the due dates of one case right under its lock, with an act that says which they were."""
    facts = case_for_update(case_id)
    changes = _changes(facts, now=now)
    if not changes:
        return False
    before = {name: _plain(getattr(facts, name)) for name in changes}
    after = {name: _plain(value) for name, value in changes.items()}
    act = Act("cases.due_recomputed", basis=BASIS, before=before, after=after)
    row, head = link(
        act, subject=Subject("case", facts.id), actor=Actor.system("期限计算"), now=now,
        head=Head(facts.audit_sequence, facts.audit_head),
    )  # fmt: skip
    columns = {**changes, "version": facts.version + 1, "audit_sequence": head.sequence, "audit_head": head.digest}
    flush(Update("cases_case", {"id": facts.id, "version": facts.version}, columns), row)
    return True


def _plain(value: Any) -> Any:  # noqa: ANN401 - a date or a flag
    return value if value is None or isinstance(value, bool) else value.isoformat()
