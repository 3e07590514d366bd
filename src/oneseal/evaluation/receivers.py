"""Reactions to events of lower rooms."""

from __future__ import annotations

from datetime import datetime

from oneseal.evaluation.services.matter_timing import redating_deferred
from oneseal.workflow.events import CalendarChanged, CalendarLoaded
from oneseal.workflow.selectors import change_by_id, notices_named


def redate_after_loading(event: CalendarLoaded, now: datetime) -> None:
    """Let the open matters follow notices that were loaded, in a job of its own."""
    redating_deferred(notices_named(event.years))


def redate_after_change(event: CalendarChanged, now: datetime) -> None:
    """Let the open matters follow a change of the calendar, in a job of its own."""
    redating_deferred(change_by_id(event.change_id).paper)
