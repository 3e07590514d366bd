"""Let every running case follow a change of the calendar, case by case, in steps that may be repeated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from procrastinate.contrib.django import app

from oneseal.cases.rules.dues import dues_changed
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.cases.selectors.redating import cases_dated
from oneseal.cases.services.recomputing import recompute_case
from oneseal.foundation.timekeeping import beijing_date
from oneseal.workflow.selectors import calendar, change_by_id, forget_calendar
from oneseal.workflow.services import change_counted, change_finished, change_followed

STEP: Final = 500
LOADED: Final = "cases.redate_loaded"
WITHDRAWN: Final = "已撤回"


def redating_deferred(change_id: UUID) -> None:
    """Ask the worker to let the cases follow a change; by the job's name, for tasks stand above services."""
    app.configure_task("cases.redate", queue="events").defer(change_id=str(change_id))


def reloading_deferred(years: Sequence[int]) -> None:
    """Ask the worker to let the cases follow notices that were loaded with the program."""
    app.configure_task(LOADED, queue="events").defer(years=list(years))


def cases_redate(change_id: UUID, *, tell: Callable[[], datetime]) -> int:
    """Compute the dates of every running case anew after a change of the calendar; return how many moved.

    Each case is its own transaction with its own act. Killed in between and begun again, it does what is left. `tell`
    is the clock of the caller, read for each case: an act bears the instant at which it was done.
    """
    change = change_by_id(change_id)
    paper = change.paper + WITHDRAWN if change.kind == "withdrawal" else change.paper
    forget_calendar()
    change_counted(change_id, running=cases_dated().count())
    last, moved = UUID(int=0), 0
    while True:
        rows = list(cases_dated().filter(id__gt=last).order_by("id").values(*COLUMNS)[:STEP])
        if not rows:
            break
        today, days = beijing_date(tell()), calendar()
        stale = [facts.id for facts in map(facts_of, rows) if dues_changed(facts, calendar=days, today=today)]
        redated = sum(recompute_case(case_id, now=tell(), paper=paper) for case_id in stale)
        change_followed(change_id, looked_at=len(rows), redated=redated)
        last, moved = rows[-1]["id"], moved + redated
    change_finished(change_id, now=tell())
    return moved
