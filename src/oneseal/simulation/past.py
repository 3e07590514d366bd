"""The past of the demo city: a few weeks of ordinary work around the cases that its files tell."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from oneseal.simulation import world
from oneseal.simulation.days import instant_before
from oneseal.simulation.simulating import Wanted, history_in_bulk
from oneseal.workflow.selectors import calendar

CASES: Final = 160
SEED: Final = 2026


def demo_past_make(*, now: datetime) -> int:
    """Load the work of the weeks since the city was founded, the same at every start; return how many cases."""
    days = calendar()
    founded = world.cases()["founded_working_days_ago"]
    first = instant_before(now, working_days=founded - 1, at="08:30", calendar=days).date()
    last = instant_before(now, working_days=1, at="17:00", calendar=days).date()
    history_in_bulk(Wanted(CASES, first, last, SEED))
    return CASES
