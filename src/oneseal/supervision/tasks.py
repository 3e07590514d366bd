"""The daily round of supervision, and the hourly look through the answers owed."""

from __future__ import annotations

from datetime import time
from typing import Final

import structlog
from procrastinate.contrib.django import app

from oneseal.foundation.jobs.schedules import daily
from oneseal.foundation.jobs.services import beat
from oneseal.foundation.timekeeping import now
from oneseal.supervision.services.following import board_follow
from oneseal.supervision.services.sweeping import JOB as SWEEP
from oneseal.supervision.services.sweeping import answers_sweep
from oneseal.supervision.services.watching import JOB as ROUND
from oneseal.supervision.services.watching import round_make

log = structlog.get_logger("oneseal.supervision")
BOARD: Final = "supervision.board"


# After the due dates were computed anew (00:20), before offices open.
@app.periodic(cron=daily(time(0, 45)))
@app.task(name=ROUND, queue="nightly", lock=ROUND, queueing_lock=ROUND)
def watch_daily(timestamp: int) -> None:
    """Let every rule of supervision look at every agency, also at the days that were missed."""
    watched = round_make(tell=now)
    log.info("supervision.round", made=watched.made, failed=watched.failed)
    beat(ROUND, now=now())


@app.periodic(cron="35 * * * *")
@app.task(name=SWEEP, queue="nightly", lock=SWEEP, queueing_lock=SWEEP)
def sweep_answers(timestamp: int) -> None:
    """Warn of answers that are due and escalate those that are overdue; catches up by itself, for it looks at days."""
    at = now()
    answers_sweep(now=at)
    beat(SWEEP, now=at)


@app.periodic(cron=daily(time(0, 40)))
@app.task(name=BOARD, queue="nightly")
def follow_nightly(timestamp: int) -> None:
    """Judge every running case anew for the board, so that who first looks at it in the morning does not wait."""
    board_follow(now=now(), is_whole=True)
    beat(BOARD, now=now())
