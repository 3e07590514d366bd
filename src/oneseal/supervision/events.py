"""What this room tells others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FindingMade:
    """A rule of supervision found something."""

    name: ClassVar[str] = "supervision.finding_made"
    finding_id: UUID
    agency_id: UUID


@dataclass(frozen=True, slots=True)
class FindingHandled:
    """Something was done with a finding; `state` is how it stands now."""

    name: ClassVar[str] = "supervision.finding_handled"
    finding_id: UUID
    agency_id: UUID
    act: str
    state: str


@dataclass(frozen=True, slots=True)
class FindingRaised:
    """An open finding was found again on a later day; `light` is its light now."""

    name: ClassVar[str] = "supervision.finding_raised"
    finding_id: UUID
    agency_id: UUID
    light: str
