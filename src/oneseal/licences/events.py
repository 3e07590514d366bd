"""What this room tells others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class LicenceIssued:
    """A licence has its identifier, its number and its words."""

    name: ClassVar[str] = "licences.issued"
    licence_id: UUID


@dataclass(frozen=True, slots=True)
class LicenceRevoked:
    """A licence was revoked (APL art. 69)."""

    name: ClassVar[str] = "licences.revoked"
    licence_id: UUID


@dataclass(frozen=True, slots=True)
class LicenceStateChanged:
    """A licence was recalled, taken away, suspended, resumed, cancelled or replaced; `doing` says which."""

    name: ClassVar[str] = "licences.state_changed"
    licence_id: UUID
    doing: str


@dataclass(frozen=True, slots=True)
class LicenceReissued:
    """A lost or damaged licence has a new edition, `licence_id`."""

    name: ClassVar[str] = "licences.reissued"
    licence_id: UUID


@dataclass(frozen=True, slots=True)
class LicenceRequested:
    """The holder asks to cancel his licence or to have it issued again; `doing` says which."""

    name: ClassVar[str] = "licences.requested"
    licence_id: UUID
    doing: str


@dataclass(frozen=True, slots=True)
class LicenceRequestDeclined:
    """What a holder asked for was declined; `doing` says what it was."""

    name: ClassVar[str] = "licences.request_declined"
    licence_id: UUID
    doing: str


@dataclass(frozen=True, slots=True)
class RenewalDue:
    """So many days are left to the last day of a licence, and nobody has applied for its renewal."""

    name: ClassVar[str] = "licences.renewal_due"
    licence_id: UUID
    days_before: int
