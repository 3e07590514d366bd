"""What this room tells others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CalendarLoaded:
    """Official notices were loaded or changed; every date that rests on them may be another."""

    name: ClassVar[str] = "workflow.calendar_loaded"
    years: list[int]


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """Somebody confirmed a change of the calendar, having seen which dates it moves."""

    name: ClassVar[str] = "workflow.calendar_changed"
    change_id: UUID
