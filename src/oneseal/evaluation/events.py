"""What this room tells others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MatterReceived:
    """A complaint, report, consultation, commendation or disclosure request was received."""

    name: ClassVar[str] = "evaluation.matter_received"
    matter_id: UUID
    kind: str


@dataclass(frozen=True, slots=True)
class MatterAnswered:
    """A matter was answered."""

    name: ClassVar[str] = "evaluation.matter_answered"
    matter_id: UUID
    kind: str


@dataclass(frozen=True, slots=True)
class MatterOverdue:
    """The last day of a matter went by and it is still open."""

    name: ClassVar[str] = "evaluation.matter_overdue"
    matter_id: UUID
    kind: str
