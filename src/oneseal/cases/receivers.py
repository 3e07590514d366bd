"""Reactions to events of lower rooms."""

from __future__ import annotations

from datetime import datetime

from oneseal.cases.services.recomputing import dues_recompute
from oneseal.workflow.events import CalendarLoaded


def recompute_dues(_event: CalendarLoaded, now: datetime) -> None:
    """Compute every running case's due dates anew when a notice was loaded."""
    dues_recompute(now=now)
