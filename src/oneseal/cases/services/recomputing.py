"""Compute due dates anew: the dates on the rows are a cache of ledger, term and calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.cases.models import Case
from oneseal.cases.rules.dues import DATED, dues_changed
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.selectors.facts import COLUMNS, case_for_update, facts_of
from oneseal.cases.services.timing import receipt_timers_moved
from oneseal.foundation.audit.chain import Head
from oneseal.foundation.audit.services import Act, Subject, link
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Update, flush
from oneseal.kernel.access import Actor
from oneseal.workflow.selectors import calendar, forget_calendar

JOB: Final = "cases.recompute_dues"  # by night
BASIS: Final = "《行政许可法》第八十二条"


def dues_recompute(*, tell: Callable[[], datetime], paper: str = "") -> int:
    """Compute the due dates of every running case anew; return how many were others. `paper` names what moved them.

    A notice may have been loaded by another process, so the calendar is read afresh. `tell` is the clock of the
    caller, read for each case: an act of a long night bears the instant at which it was done.
    """
    forget_calendar()
    rows = Case.objects.filter(state__in=DATED).order_by("id").values(*COLUMNS)
    began = tell()
    stale = [facts.id for facts in map(facts_of, rows.iterator()) if _changes(facts, now=began)]
    return sum(recompute_case(case_id, now=tell(), paper=paper) for case_id in stale)


def _changes(facts: CaseFacts, *, now: datetime) -> dict[str, Any]:
    return dues_changed(facts, calendar=calendar(), today=beijing_date(now))


@transaction.atomic
def recompute_case(case_id: UUID, *, now: datetime, paper: str = "") -> bool:
    """Put the due dates of one case right under its lock, with an act that says which they were; timers follow.

    `paper` names the notice that moved them, where one is known.
    """
    facts = case_for_update(case_id)
    changes = _changes(facts, now=now)
    if not changes:
        return False
    before = {name: _plain(getattr(facts, name)) for name in changes}
    after = {name: _plain(value) for name, value in changes.items()} | ({"paper": paper} if paper else {})
    act = Act("cases.due_recomputed", basis=BASIS, before=before, after=after)
    row, head = link(
        act, subject=Subject("case", facts.id), actor=Actor.system("期限计算"), now=now,
        head=Head(facts.audit_sequence, facts.audit_head),
    )  # fmt: skip
    columns = {**changes, "version": facts.version + 1, "audit_sequence": head.sequence, "audit_head": head.digest}
    timers = receipt_timers_moved(facts, due_on=changes["due_on"], now=now) if changes.get("due_on") else []
    flush(Update("cases_case", {"id": facts.id, "version": facts.version}, columns), row, *timers)
    return True


def _plain(value: Any) -> Any:  # noqa: ANN401 - a date or a flag
    return value if value is None or isinstance(value, bool) else value.isoformat()
