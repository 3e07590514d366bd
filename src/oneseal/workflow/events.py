"""What this room tells others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CalendarLoaded:
    """Official notices were loaded or changed; every date that rests on them may be another."""

    name: ClassVar[str] = "workflow.calendar_loaded"
    years: list[int]
