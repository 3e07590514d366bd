"""Reactions to events of lower rooms."""

from __future__ import annotations

from datetime import datetime

from oneseal.cases.events import CaseDecided
from oneseal.licences.services import licence_issue


def issue_when_granted(event: CaseDecided, now: datetime) -> None:
    """Make the licence of a granted case."""
    if event.outcome == "granted":
        licence_issue(case_id=event.case_id, now=now)
