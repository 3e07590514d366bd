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
