"""Give money back: one person asks, another approves, the gateway pays."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import CaseFacts, case_for_actor
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.outbox.services import message
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, Question, ask
from oneseal.foundation.writes import Insert, Update, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.payments import policies
from oneseal.payments.errors import OrderNotFound, RefundNotAsked, RefundReasonMissing
from oneseal.payments.events import RefundAllowed, RefundDeclined
from oneseal.payments.models import PaymentOrder
from oneseal.payments.rules import (
    SYSTEM,
    OrderState,
    Way,
    require_declinable,
    require_refundable,
    require_same,
    require_second_person,
)
from oneseal.payments.services.opening import GATEWAY, order_told

REFUND: Final = "/v1/orders/refund"
_LIVING: Final = (OrderState.OPEN.value, OrderState.PAID.value)


def _locked(order_id: UUID, actor: Actor) -> tuple[PaymentOrder, CaseFacts]:
    row = PaymentOrder.objects.select_for_update().filter(pk=order_id).first()
    if row is None:
        raise OrderNotFound("no such order")
    try:
        return row, case_for_actor(row.case_id, actor=actor)
    except CaseNotFound:
        raise OrderNotFound("not the actor's order") from None


@transaction.atomic
def refund_ask(*, order_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Ask for a payment to be given back; the money stays until another person approves.

    Raises:
        OrderNotFound, NotAllowed, NothingToRefund, RefundReasonMissing.
    """
    row, facts = _locked(order_id, actor)
    require(allowed=policies.can_collect(actor, facts))
    require_refundable(row.state)
    words = reason.strip()[:500]
    if not words:
        raise RefundReasonMissing("a refund has a reason")
    changes = {
        "state": OrderState.REFUND_ASKED.value, "refund_reason": words, "refund_asked_by": actor.account_id,
        "refund_asker": f"{actor.post_title} {actor.name}".strip()[:100], "refund_asked_at": now,
        "refund_declined_by": None, "refund_decliner": "", "refund_declined_at": None, "refund_declined_reason": "",
    }  # fmt: skip
    act = Act("payments.refund_asked", after={"amount": str(row.amount), "reason": words})
    flush(
        Update("payment_order", {"id": row.id, "state": row.state}, changes),
        *record(act, subject=Subject("payment", row.id), actor=actor, now=now),
    )


@transaction.atomic
def refund_allow(*, order_id: UUID, actor: Actor, now: datetime) -> None:
    """Approve a refund that another person asked for; money from a window goes back there, other by the gateway.

    Raises:
        OrderNotFound, NotAllowed, RefundNotAsked, SecondPersonNeeded.
    """
    row, facts = _locked(order_id, actor)
    require(allowed=policies.can_allow_refund(actor, facts))
    require_second_person(row.state, asked_by=row.refund_asked_by, allower=actor.account_id)
    if row.refund_allowed_at is not None:
        return
    changes: dict[str, object] = {"refund_allowed_by": actor.account_id, "refund_allowed_at": now}
    told: list[Insert] = []
    if row.way == Way.COUNTER:
        changes |= {"state": OrderState.REFUNDED.value, "refunded_at": now}
    else:
        told = [message(RefundAllowed(case_id=row.case_id, order_id=row.id), now)]
    act = Act("payments.refund_allowed", before={"reason": row.refund_reason}, after={"amount": str(row.amount)})
    flush(
        Update("payment_order", {"id": row.id, "state": row.state}, changes),
        *record(act, subject=Subject("payment", row.id), actor=actor, now=now),
        *told,
    )


@transaction.atomic
def refund_decline(*, order_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Decline a refund that another person asked for; the money stays, and the applicant reads why.

    Raises:
        OrderNotFound, NotAllowed, RefundNotAsked, SecondPersonNeeded, RefundOwed, RefundReasonMissing.
    """
    row, facts = _locked(order_id, actor)
    require(allowed=policies.can_allow_refund(actor, facts))
    require_second_person(row.state, asked_by=row.refund_asked_by, allower=actor.account_id)
    if row.refund_allowed_at is not None:
        raise RefundNotAsked("allowed already")
    others = PaymentOrder.objects.filter(case_id=row.case_id, fee_name=row.fee_name, state__in=_LIVING)
    require_declinable(is_paid_otherwise=others.exists())
    words = reason.strip()[:500]
    if not words:
        raise RefundReasonMissing("declining has a reason")
    changes = {
        "state": OrderState.PAID.value, "refund_declined_by": actor.account_id, "refund_declined_at": now,
        "refund_decliner": f"{actor.post_title} {actor.name}".strip()[:100], "refund_declined_reason": words,
    }  # fmt: skip
    act = Act("payments.refund_declined", before={"reason": row.refund_reason}, after={"reason": words})
    flush(
        Update("payment_order", {"id": row.id, "state": row.state}, changes),
        *record(act, subject=Subject("payment", row.id), actor=actor, now=now),
        message(RefundDeclined(case_id=row.case_id, order_id=row.id), now),
    )


def refund_later(order_id: UUID) -> None:
    """Let the gateway be asked by the worker, once the present transaction is committed."""
    app.configure_task("payments.refund", queue="outside").defer(order_id=str(order_id))


def refund_send(order_id: UUID, *, now: datetime) -> None:
    """Let the gateway pay an approved refund back and book it; the order's key makes it happen once.

    Raises:
        OutsideNoAnswer, AnswerDiffers: tried again.
    """
    row = PaymentOrder.objects.get(pk=order_id)
    if row.state != OrderState.REFUND_ASKED or row.refund_allowed_at is None:
        return
    content = {"key": str(row.id), "amount": str(row.amount)}
    answer = ask(Question(SYSTEM, REFUND, content, row.case_number, ("payment", row.id)), now=now)
    said = order_told(answer)
    require_same(said, key=str(row.id), gateway_id=row.gateway_id, amount=row.amount)
    if not said.is_refunded:
        raise OutsideNoAnswer(Outcome.REFUSED)
    _refunded(row, now=now)


@transaction.atomic
def _refunded(row: PaymentOrder, *, now: datetime) -> None:
    changes = {"state": OrderState.REFUNDED.value, "refunded_at": now}
    act = Act("payments.refunded", after={"amount": str(row.amount), "gateway_id": row.gateway_id})
    flush(
        Update("payment_order", {"id": row.id, "state": OrderState.REFUND_ASKED.value}, changes),
        *record(act, subject=Subject("payment", row.id), actor=GATEWAY, now=now),
    )
