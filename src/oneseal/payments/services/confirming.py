"""Believe that an order is paid: only when the gateway says so to our own question."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.outbox.services import message
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, Question, ask, notice_read
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Update, flush
from oneseal.payments.errors import AnswerDiffers, OrderNotFound
from oneseal.payments.events import FeePaid
from oneseal.payments.models import PaymentOrder
from oneseal.payments.rules import (
    SYSTEM,
    Difference,
    FindingKind,
    GatewayOrder,
    OrderState,
    require_same,
)
from oneseal.payments.selectors import OrderFacts, order_facts
from oneseal.payments.services.noting import findings_note
from oneseal.payments.services.opening import ASK, GATEWAY, order_told

TWICE = "同一费用已在窗口缴纳，网上又缴了一次。"


def notice_take(*, path: str, header: str, body: bytes) -> None:
    """Take the gateway's notice that something happened to an order, and let the worker ask what.

    Raises:
        OutsideNoAnswer: not signed by the gateway, or no notice. OrderNotFound.
    """
    try:
        order_id = UUID(str(notice_read(SYSTEM, path=path, header=header, body=body)["key"]))
    except (KeyError, ValueError):
        raise OutsideNoAnswer(Outcome.MALFORMED) from None
    if not PaymentOrder.objects.filter(pk=order_id).exists():
        raise OrderNotFound("no such order")
    app.configure_task("payments.confirm", queue="outside").defer(order_id=str(order_id))


def payment_confirm(order_id: UUID, *, now: datetime) -> OrderFacts:
    """Ask the gateway whether an order is paid and book it when it is; asked again, nothing changes.

    Raises:
        OrderNotFound, OutsideNoAnswer, AnswerDiffers: another order or amount; noted as a difference.
    """
    row = PaymentOrder.objects.filter(pk=order_id).first()
    if row is None:
        raise OrderNotFound("no such order")
    if row.state not in {OrderState.OPEN, OrderState.CLOSED} or not row.gateway_id:
        return order_facts(row)
    said = order_asked(row, now=now)
    return order_facts(row) if not said.is_paid else _book(order_id, said, now=now)


def order_asked(row: PaymentOrder, *, now: datetime) -> GatewayOrder:
    """Return what the gateway says of an order, when it speaks of this order and this amount."""
    answer = ask(Question(SYSTEM, ASK, {"key": str(row.id)}, row.case_number, ("payment", row.id)), now=now)
    said = order_told(answer)
    try:
        require_same(said, key=str(row.id), gateway_id=row.gateway_id, amount=row.amount)
    except AnswerDiffers:
        found = Difference(FindingKind.AMOUNT_DIFFERS, str(row.id), row.gateway_id, row.amount, said.amount)
        findings_note([(found, row)], day=beijing_date(now), now=now)
        raise
    return said


@transaction.atomic
def _book(order_id: UUID, said: GatewayOrder, *, now: datetime) -> OrderFacts:
    row = PaymentOrder.objects.select_for_update().get(pk=order_id)
    changes: dict[str, object] = {"paid_at": said.paid_at, "receipt_number": said.receipt_number[:64]}
    if row.state == OrderState.OPEN:
        changes["state"], act = OrderState.PAID.value, Act("payments.paid", row.basis, after=_after(row, said))
        told = [message(FeePaid(case_id=row.case_id, order_id=row.id), now)]
    elif row.state == OrderState.CLOSED:
        # Paid at a window meanwhile: what came a second time goes back, once somebody has approved it.
        changes |= {"state": OrderState.REFUND_ASKED.value, "refund_reason": TWICE, "refund_asked_at": now,
                    "refund_asker": GATEWAY.name}  # fmt: skip
        act, told = Act("payments.paid_twice", after=_after(row, said)), []
    else:
        return order_facts(row)
    flush(
        Update("payment_order", {"id": row.id, "state": row.state}, changes),
        *record(act, subject=Subject("payment", row.id), actor=GATEWAY, now=now),
        *told,
    )
    row.refresh_from_db()
    return order_facts(row)


def _after(row: PaymentOrder, said: GatewayOrder) -> dict[str, str]:
    return {
        "fee": row.fee_name, "amount": str(said.amount), "way": row.way, "receipt": said.receipt_number,
        "gateway_id": said.id,
    }  # fmt: skip
