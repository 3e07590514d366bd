"""Reactions to events of lower rooms."""

from __future__ import annotations

from datetime import datetime

from oneseal.cases.services.following import following_deferred
from oneseal.cases.services.recomputing import dues_recompute
from oneseal.cases.services.redating import redating_deferred
from oneseal.catalog.events import AdjustmentEffective
from oneseal.workflow.events import CalendarChanged, CalendarLoaded
from oneseal.workflow.selectors import notices_named


def recompute_dues(event: CalendarLoaded, now: datetime) -> None:
    """Compute every running case's due dates anew when notices were loaded, and name them."""
    dues_recompute(tell=lambda: now, paper=notices_named(event.years))


def redate_cases(event: CalendarChanged, now: datetime) -> None:
    """Let the running cases follow a change of the calendar, in a job of its own."""
    redating_deferred(event.change_id)


def follow_adjustment(event: AdjustmentEffective, now: datetime) -> None:
    """Let the open cases of adjusted items follow what the document says of them, in a job of its own."""
    following_deferred(event.adjustment_id)
