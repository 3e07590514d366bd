"""Open and close steps; append to the clock ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from oneseal.foundation.writes import Insert, Update, Write
from oneseal.kernel.ids import new_id

_AT_ONCE: Final = timedelta(0)
# Entries of one instant stand in the order in which one clock follows the other.
_LATER: Final = {"stopped": timedelta(milliseconds=1), "delivery_started": timedelta(milliseconds=2)}


@dataclass(frozen=True, slots=True)
class Step:
    """A step to open: its name, the permission it waits for, and whose it is."""

    name: str
    permission: str
    agency_id: UUID


def step_opened(*, subject: tuple[str, UUID], step: Step, now: datetime) -> Insert:
    """Return the write that opens a step."""
    kind, subject_id = subject
    row = {
        "id": new_id(now),
        "subject_kind": kind,
        "subject_id": subject_id,
        "step": step.name,
        "permission": step.permission,
        "agency_id": step.agency_id,
        "opened_at": now,
    }
    return Insert("workflow_task", [row])


def step_closed(*, task_id: UUID, by: UUID | None, now: datetime) -> Write:
    """Return the write that closes the open step of a subject."""
    return Update("workflow_task", {"id": task_id}, {"closed_at": now, "closed_by": by})


def ledger_entry(*, subject: tuple[str, UUID], effect: str, on: date, cause: str, basis: str, now: datetime) -> Write:
    """Return the write that appends to the clock ledger.

    Of the entries of one instant a stop is the later, and the clock that starts after it the last.
    """
    kind, subject_id = subject
    row = {
        "id": new_id(now + _LATER.get(effect, _AT_ONCE)),
        "subject_kind": kind,
        "subject_id": subject_id,
        "effect": effect,
        "on": on,
        "cause": cause,
        "basis": basis,
        "recorded_at": now,
    }
    return Insert("workflow_ledger_entry", [row])
