"""When a refund was approved: let the gateway pay it back."""

from __future__ import annotations

from datetime import datetime

from oneseal.payments.events import RefundAllowed
from oneseal.payments.services import refund_later


def refund_at_gateway(event: RefundAllowed, now: datetime) -> None:
    """Let the worker ask the gateway to pay back; money that came in at a window went out there."""
    del now
    refund_later(event.order_id)
