"""What falls due while the demo city's clock leaps."""

from __future__ import annotations

from datetime import datetime

from oneseal.cases.services.recomputing import dues_recompute
from oneseal.foundation.jobs.services import beat
from oneseal.foundation.timekeeping import beijing_date
from oneseal.performance.services.refreshing import JOB as FIGURES
from oneseal.performance.services.refreshing import facts_refresh
from oneseal.supervision.selectors import round_last
from oneseal.supervision.services.sweeping import JOB as SWEEP
from oneseal.supervision.services.sweeping import answers_sweep
from oneseal.supervision.services.watching import JOB as ROUND
from oneseal.supervision.services.watching import round_make
from oneseal.workflow.services import timers_catch_up


def timers_caught_up(now: datetime) -> None:
    """Fire every timer that has come due, earliest first, until none is left."""
    timers_catch_up(tell=lambda: now)


def dues_caught_up(now: datetime) -> None:
    """Compute the due dates anew, as the nights between would have done: that of a stopped clock moves on daily."""
    dues_recompute(tell=lambda: now)


def supervision_caught_up(now: datetime) -> None:
    """Let the rules look as the nights between would have done, and answers that are overdue be swept."""
    last = round_last()
    if last is None or beijing_date(last) < beijing_date(now):
        round_make(tell=lambda: now)
        beat(ROUND, now=now)
    answers_sweep(now=now)
    beat(SWEEP, now=now)


def figures_caught_up(now: datetime) -> None:
    """Let the facts follow what was done, so that figures are of the instant to which the clock leapt."""
    facts_refresh(now=now)
    beat(FIGURES, now=now)
