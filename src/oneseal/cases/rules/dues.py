"""What the due dates of a running case ought to be, and which of them differ from those on its row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from oneseal.cases.rules.clock import Dues, delivery_dues, delivery_running, main_dues, receipt_due
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import DELIVERING
from oneseal.cases.rules.states import State
from oneseal.kernel.clock import Calendar

DATED: Final = (
    State.SUBMITTED,
    State.PRE_REVIEW,
    State.ACCEPTED,
    State.UNDER_REVIEW,
    State.SUSPENDED,
    State.DECISION_PENDING,
    State.GRANTED,
    State.ISSUING,
)
DUES: Final = ("due_on", "statutory_due_on", "due_at", "statutory_due_at", "due_is_provisional")


def dues_changed(facts: CaseFacts, *, calendar: Calendar, today: date) -> dict[str, Any]:
    """Return the columns of a case's dues that differ from what follows from its facts under a calendar."""
    if facts.clock_from_on is None or facts.state not in DATED:
        return {}
    if facts.state in DELIVERING and delivery_running(facts) is None:
        return {}
    found = replace(facts, **_found(facts, calendar=calendar, today=today))
    return {name: getattr(found, name) for name in DUES if getattr(found, name) != getattr(facts, name)}


def _found(facts: CaseFacts, *, calendar: Calendar, today: date) -> dict[str, Any]:
    """Return the columns of the clock that runs: of the answer, of the delivery, or of the decision."""
    running = delivery_running(facts)
    if facts.accepted_at is None:
        due = receipt_due(facts.clock_from_on or today, calendar)
        return Dues(due, due).columns
    if running is not None:
        return delivery_dues(*running, calendar=calendar).columns
    return main_dues(facts, calendar=calendar, today=today).columns
