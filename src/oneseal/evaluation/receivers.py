"""What follows for ratings from what happened: a visit at a window, and a look at each new rating."""

from __future__ import annotations

from datetime import datetime

from oneseal.cases.events import CaseDelivered, CaseSubmitted
from oneseal.evaluation.events import RatingGiven
from oneseal.evaluation.services.inviting import DELIVER, SUBMIT, visit_open
from oneseal.evaluation.services.watching import rating_watch


def open_visit_of_submission(event: CaseSubmitted, now: datetime) -> None:
    """Let whoever handed in at a window rate the visit."""
    visit_open(case_id=event.case_id, verb=SUBMIT, now=now)


def open_visit_of_delivery(event: CaseDelivered, now: datetime) -> None:
    """Let whoever fetched a result at a window rate the visit."""
    visit_open(case_id=event.case_id, verb=DELIVER, now=now)


def watch_rating(event: RatingGiven, now: datetime) -> None:
    """Look for signs that a rating was made rather than given."""
    rating_watch(event.rating_id, now=now)
