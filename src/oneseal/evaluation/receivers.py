"""What follows from what happened: a visit at a window, a look at each new rating, a calendar that changed."""

from __future__ import annotations

from datetime import datetime

from oneseal.cases.events import CaseDelivered, CaseSubmitted
from oneseal.evaluation.events import RatingGiven
from oneseal.evaluation.services.inviting import DELIVER, SUBMIT, visit_open
from oneseal.evaluation.services.matter_timing import redating_deferred
from oneseal.evaluation.services.watching import rating_watch
from oneseal.workflow.events import CalendarChanged, CalendarLoaded
from oneseal.workflow.selectors import change_by_id, notices_named


def open_visit_of_submission(event: CaseSubmitted, now: datetime) -> None:
    """Let whoever handed in at a window rate the visit."""
    visit_open(case_id=event.case_id, verb=SUBMIT, now=now)


def open_visit_of_delivery(event: CaseDelivered, now: datetime) -> None:
    """Let whoever fetched a result at a window rate the visit."""
    visit_open(case_id=event.case_id, verb=DELIVER, now=now)


def watch_rating(event: RatingGiven, now: datetime) -> None:
    """Look for signs that a rating was made rather than given."""
    rating_watch(event.rating_id, now=now)


def redate_after_loading(event: CalendarLoaded, now: datetime) -> None:
    """Let the open matters follow notices that were loaded, in a job of its own."""
    redating_deferred(notices_named(event.years))


def redate_after_change(event: CalendarChanged, now: datetime) -> None:
    """Let the open matters follow a change of the calendar, in a job of its own."""
    redating_deferred(change_by_id(event.change_id).paper)
