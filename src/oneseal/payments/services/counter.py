"""Record a payment at a window, with the number of its receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.cases.selectors import case_for_actor
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.outbox.services import message
from oneseal.foundation.writes import Insert, Update, Write, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.payments import policies
from oneseal.payments.errors import ReceiptMissing, ReceiptUsed
from oneseal.payments.events import FeePaid
from oneseal.payments.models import PaymentOrder
from oneseal.payments.rules import OrderState, Way, amount_at_window
from oneseal.payments.selectors import OrderFacts, order_facts
from oneseal.payments.services.opening import Payable, begin, order_row


@dataclass(frozen=True, slots=True)
class CounterTold:
    """What the cashier records: which fee, how much in yuan, and the number of the receipt."""

    fee_name: str
    amount: str
    receipt_number: str


@transaction.atomic
def counter_payment_record(*, case_id: UUID, told: CounterTold, actor: Actor, now: datetime) -> OrderFacts:
    """Record that a fee was paid at a window; an order that is open at the gateway is closed here.

    Raises:
        CaseNotFound, NotAllowed, FeeNotListed, AmountWrong, NotPayableNow, PaidAlready, ReceiptMissing, ReceiptUsed.
    """
    case_for_actor(case_id, actor=actor)
    payable = begin(case_id, told.fee_name)
    require(allowed=policies.can_collect(actor, payable.facts))
    amount = amount_at_window(payable.fee, told.amount)
    receipt = _receipt(payable, told)
    cashier = f"{actor.post_title} {actor.name}".strip()[:100]
    row = order_row(
        payable, now=now, amount=amount, way=Way.COUNTER.value, state=OrderState.PAID.value, paid_at=now,
        receipt_number=receipt, cashier=cashier,
    )  # fmt: skip
    after = {"fee": payable.fee.name, "amount": str(amount), "way": Way.COUNTER.value, "receipt": receipt}
    act = Act("payments.paid", payable.fee.basis, after=after)
    order_id = PaymentOrder(**row).id
    if payable.living is not None:
        # In a statement of its own: an order that lives forbids a second one for the same fee.
        flush(*_closed(payable.living, actor=actor, now=now))
    flush(
        Insert("payment_order", [row]),
        *record(act, subject=Subject("payment", order_id), actor=actor, now=now),
        message(FeePaid(case_id=case_id, order_id=order_id), now),
    )
    return order_facts(PaymentOrder.objects.get(pk=order_id))


def _receipt(payable: Payable, told: CounterTold) -> str:
    receipt = told.receipt_number.strip()[:64]
    if not receipt:
        raise ReceiptMissing("a payment has a receipt")
    own = PaymentOrder.objects.filter(agency_id=payable.facts.agency_id, way=Way.COUNTER.value)
    if own.filter(receipt_number=receipt).exists():
        raise ReceiptUsed("another payment bears it", number=receipt)
    return receipt


def _closed(order: PaymentOrder, *, actor: Actor, now: datetime) -> list[Write]:
    act = Act("payments.order_closed", before={"state": order.state}, after={"state": OrderState.CLOSED.value})
    changes = {"state": OrderState.CLOSED.value}
    return [
        Update("payment_order", {"id": order.id, "state": order.state}, changes),
        *record(act, subject=Subject("payment", order.id), actor=actor, now=now),
    ]
