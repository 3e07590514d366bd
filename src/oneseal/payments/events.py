"""What this room tells others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FeePaid:
    """A fee of a case was paid, online or at a window."""

    name: ClassVar[str] = "payments.fee_paid"
    case_id: UUID
    order_id: UUID


@dataclass(frozen=True, slots=True)
class RefundDeclined:
    """A second person declined a refund, with a reason that the applicant reads at his case."""

    name: ClassVar[str] = "payments.refund_declined"
    case_id: UUID
    order_id: UUID


@dataclass(frozen=True, slots=True)
class RefundAllowed:
    """A second person approved a refund; an order of the gateway is now paid back there."""

    name: ClassVar[str] = "payments.refund_allowed"
    case_id: UUID
    order_id: UUID
