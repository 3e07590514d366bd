"""What this room tells others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ComplaintFiled:
    """A complaint was received."""

    name: ClassVar[str] = "evaluation.complaint_filed"
    complaint_id: UUID


@dataclass(frozen=True, slots=True)
class ComplaintAnswered:
    """A complaint was answered."""

    name: ClassVar[str] = "evaluation.complaint_answered"
    complaint_id: UUID


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
