"""What this room tells others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CaseSubmitted:
    """An application was received."""

    name: ClassVar[str] = "cases.submitted"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class CaseAccepted:
    """An application was accepted; its main clock runs."""

    name: ClassVar[str] = "cases.accepted"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class CaseDecided:
    """A case was decided; `outcome` is "granted" or "refused"."""

    name: ClassVar[str] = "cases.decided"
    case_id: UUID
    outcome: str


@dataclass(frozen=True, slots=True)
class CaseDelivered:
    """The result of a case was handed over."""

    name: ClassVar[str] = "cases.delivered"
    case_id: UUID
