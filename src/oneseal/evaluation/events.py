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
