"""What this room tells others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ParcelOrdered:
    """A clerk ordered a parcel for the result of a case."""

    name: ClassVar[str] = "dispatch.parcel_ordered"
    case_id: UUID
    parcel_id: UUID


@dataclass(frozen=True, slots=True)
class ParcelBooked:
    """The post took the order of a parcel and gave it a waybill."""

    name: ClassVar[str] = "dispatch.parcel_booked"
    case_id: UUID
    parcel_id: UUID
    waybill: str


@dataclass(frozen=True, slots=True)
class ParcelReturned:
    """The post brought a parcel back."""

    name: ClassVar[str] = "dispatch.parcel_returned"
    case_id: UUID
    parcel_id: UUID
