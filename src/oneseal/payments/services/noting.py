"""Keep differences between the gateway and ourselves, each once a day and kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from oneseal.kernel.ids import new_id
from oneseal.payments.models import PaymentFinding, PaymentOrder
from oneseal.payments.rules import Difference


def findings_note(
    found: Iterable[tuple[Difference, PaymentOrder | None]], *, day: date, now: datetime, found_by: UUID | None = None
) -> None:
    """Keep differences, each with its order where we know it, for staff to look into; found again, nothing changes.

    `found_by` is the account of whoever let a day be compared; None: nobody, a worker did.
    """
    rows = [
        PaymentFinding(
            id=new_id(now), day=day, agency_id=order.agency_id if order else None, order=order, key=one.key[:64],
            gateway_id=one.gateway_id[:64], kind=one.kind.value, amount_here=one.amount_here,
            amount_there=one.amount_there, found_at=now, found_by=found_by,
        )
        for one, order in found
    ]  # fmt: skip
    PaymentFinding.objects.bulk_create(rows, ignore_conflicts=True)
