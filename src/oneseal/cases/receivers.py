"""Reactions to events of lower rooms."""

from __future__ import annotations

from datetime import datetime

from oneseal.cases.services.following import following_deferred
from oneseal.cases.services.redating import redating_deferred, reloading_deferred
from oneseal.catalog.events import AdjustmentEffective
from oneseal.workflow.events import CalendarChanged, CalendarLoaded


def recompute_dues(event: CalendarLoaded, now: datetime) -> None:
    """Let the running cases follow notices that were loaded, in a job of its own: here all would be one transaction."""
    reloading_deferred(event.years)


def redate_cases(event: CalendarChanged, now: datetime) -> None:
    """Let the running cases follow a change of the calendar, in a job of its own."""
    redating_deferred(event.change_id)


def follow_adjustment(event: AdjustmentEffective, now: datetime) -> None:
    """Let the open cases of adjusted items follow what the document says of them, in a job of its own."""
    following_deferred(event.adjustment_id)
