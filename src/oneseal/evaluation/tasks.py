"""What the worker does for matters."""

from __future__ import annotations

from procrastinate.contrib.django import app

from oneseal.evaluation.services import matters_redate
from oneseal.foundation.timekeeping import now


@app.task(name="evaluation.redate", queue="events", lock="evaluation.redate")
def redate_matters(*, paper: str) -> None:
    """Compute the last day of every open matter anew after a change of the calendar."""
    matters_redate(paper=paper, now=now())
