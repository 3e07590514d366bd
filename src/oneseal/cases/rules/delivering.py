"""What shows that a result was handed over: each way of delivery has its own proof (APL art. 44)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from oneseal.cases.delivery_errors import ParcelNotTold, ResultNotSeen, SignatureDayUnfit, SignatureNotTold
from oneseal.kernel.clock import beijing_day

ELECTRONIC: Final = "electronic"
EXPRESS: Final = "express"


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that a result arrived.

    `is_seen`: the program itself saw the applicant open it. `waybill` is empty and `signed_at` None where no parcel
    was sent, or nobody has signed for it yet.
    """

    is_seen: bool = False
    waybill: str = ""
    signed_at: datetime | None = None


def require_proof(way: str, proof: Proof, *, since: datetime, now: datetime) -> None:
    """Refuse a delivery that nothing shows; at a window whoever signs there is the proof.

    Raises:
        ResultNotSeen, ParcelNotTold, SignatureNotTold, SignatureDayUnfit.
    """
    if way == ELECTRONIC and not proof.is_seen:
        raise ResultNotSeen("the applicant has not looked")
    if way != EXPRESS:
        return
    if not proof.waybill:
        raise ParcelNotTold("no parcel without a waybill")
    since = since.replace(second=0, microsecond=0)  # the post counts in minutes
    if proof.signed_at is not None and not since <= proof.signed_at <= now:
        raise SignatureDayUnfit("before the decision, or ahead", since=beijing_day(since))
    if proof.signed_at is None:
        raise SignatureNotTold("nobody has signed yet")
