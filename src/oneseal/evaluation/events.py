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


@dataclass(frozen=True, slots=True)
class RatingGiven:
    """A case, or a visit at a window, was rated; the event does not say how."""

    name: ClassVar[str] = "evaluation.rating_given"
    rating_id: UUID
    case_id: UUID


@dataclass(frozen=True, slots=True)
class BadRatingOpened:
    """A bad rating opened its rectification."""

    name: ClassVar[str] = "evaluation.bad_rating_opened"
    rectification_id: UUID
    case_id: UUID


@dataclass(frozen=True, slots=True)
class BadRatingAnswered:
    """Whoever gave a bad rating has his answer; `is_named` False: he left no name and is not written to."""

    name: ClassVar[str] = "evaluation.bad_rating_answered"
    rectification_id: UUID
    case_id: UUID
    is_named: bool


@dataclass(frozen=True, slots=True)
class BadRatingClosed:
    """The rectification of a bad rating came to its end: corrected, explained or set_aside."""

    name: ClassVar[str] = "evaluation.bad_rating_closed"
    rectification_id: UUID
    case_id: UUID
    verdict: str
