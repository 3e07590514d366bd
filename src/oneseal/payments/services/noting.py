"""Keep a difference between the gateway and ourselves, once a day and kind."""

from __future__ import annotations

from datetime import date, datetime

from oneseal.kernel.ids import new_id
from oneseal.payments.models import PaymentFinding, PaymentOrder
from oneseal.payments.rules import Difference


def finding_note(found: Difference, order: PaymentOrder | None, *, day: date, now: datetime) -> None:
    """Keep a difference for staff to look into; found again, nothing changes."""
    row = PaymentFinding(
        id=new_id(now), day=day, agency_id=order.agency_id if order else None, order=order, key=found.key[:64],
        gateway_id=found.gateway_id[:64], kind=found.kind.value, amount_here=found.amount_here,
        amount_there=found.amount_there, found_at=now,
    )  # fmt: skip
    PaymentFinding.objects.bulk_create([row], ignore_conflicts=True)
