"""Open an order to pay a fee, and let the gateway take it.

The order is committed first: a gateway that is down loses nothing, and the same key asks again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.cases.selectors import CaseFacts, case_for_actor, case_for_update, ways_of_case
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, Question, ask
from oneseal.foundation.writes import Insert, Update, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.payments import policies
from oneseal.payments.errors import AmountWrong, NotPayableNow, NotPayableOnline, PaidAlready
from oneseal.payments.models import PaymentOrder
from oneseal.payments.rules import (
    SYSTEM,
    GatewayOrder,
    ListedFee,
    OrderState,
    Way,
    amount_online,
    fee_named,
    gateway_order,
    is_payable,
    require_same,
)
from oneseal.payments.selectors import OrderFacts, is_pay_path, listed_fees, order_facts, pays_online

ORDERS: Final = "/v1/orders"
ASK: Final = "/v1/orders/ask"
_REFUND_WORDS: Final = ("refund_reason", "refund_asker", "refund_declined_reason", "refund_decliner")
GATEWAY: Actor = Actor.system("缴费平台")


@dataclass(frozen=True, slots=True)
class Payable:
    """A fee that may be paid now, of a locked case, and the living order for it (None: none yet)."""

    facts: CaseFacts
    fee: ListedFee
    living: PaymentOrder | None


def begin(case_id: UUID, fee_name: str) -> Payable:
    """Lock the case and return its fee; the caller has asked who may.

    Raises:
        CaseNotFound, FeeNotListed, NotPayableNow, PaidAlready.
    """
    facts = case_for_update(case_id)
    fee = fee_named(fee_name, listed_fees(version_terms(facts.item_version_id)))
    if not is_payable(facts.state.value, at_once=ways_of_case(facts).at_once):
        raise NotPayableNow("the case is not where fees are taken", state=facts.state.value)
    states = [OrderState.OPEN.value, OrderState.PAID.value, OrderState.REFUND_ASKED.value]
    orders = PaymentOrder.objects.filter(case_id=case_id, fee_name=fee.name, state__in=states)
    living = {row.state: row for row in orders.order_by("opened_at", "id")}
    if living.keys() - {OrderState.OPEN.value}:
        raise PaidAlready("paid before", name=fee.name)
    return Payable(facts, fee, living.get(OrderState.OPEN.value))


@transaction.atomic
def order_open(*, case_id: UUID, fee_name: str, actor: Actor, now: datetime) -> OrderFacts:
    """Open an order for a fee with a fixed amount, or return the one that is open.

    Raises:
        CaseNotFound, NotAllowed, FeeNotListed, AmountNotFixed, NotPayableNow, NotPayableOnline, PaidAlready.
    """
    case_for_actor(case_id, actor=actor)
    payable = begin(case_id, fee_name)
    require(allowed=policies.can_open(actor, payable.facts))
    amount = amount_online(payable.fee)
    if not pays_online(version_terms(payable.facts.item_version_id)):
        raise NotPayableOnline("no gateway, or not for this item")
    if payable.living is not None:
        return order_facts(payable.living)
    row = order_row(payable, now=now, amount=amount, way=Way.ONLINE.value, state=OrderState.OPEN.value)
    act = Act("payments.order_opened", payable.fee.basis, after={"fee": payable.fee.name, "amount": str(amount)})
    order = PaymentOrder(**row)
    subject = Subject("payment", order.id)
    flush(Insert("payment_order", [row]), *record(act, subject=subject, actor=actor, now=now))
    return order_facts(order)


def order_row(payable: Payable, *, now: datetime, **told: object) -> dict[str, object]:
    """Return the row of a new order for a fee of a case, with what else is told of it."""
    facts, fee = payable.facts, payable.fee
    empty = dict.fromkeys(("gateway_id", "pay_path", "receipt_number", "cashier", *_REFUND_WORDS), "")
    return {
        **empty, "id": new_id(now), "case_id": facts.id, "agency_id": facts.agency_id,
        "case_number": facts.number or "", "fee_name": fee.name, "basis": fee.basis[:500], "opened_at": now, **told,
    }  # fmt: skip


def order_told(answer: Mapping[str, Any]) -> GatewayOrder:
    """Return the order that the gateway speaks of.

    Raises:
        OutsideNoAnswer: what it said is no order.
    """
    try:
        return gateway_order(answer)
    except (KeyError, ValueError, TypeError, AmountWrong):
        raise OutsideNoAnswer(Outcome.MALFORMED) from None


def order_place(order: OrderFacts, *, back: str, notice: str, now: datetime) -> OrderFacts:
    """Let the gateway take an order and return it with the address where people pay; it is taken once.

    The one call that a person waits for (docs/adr): without an answer there is no page to pay on.

    Raises:
        OutsideNoAnswer: the order stays open and can be placed again. AnswerDiffers.
    """
    if order.gateway_id or order.state is not OrderState.OPEN:
        return order
    content = {
        "key": str(order.id), "amount": str(order.amount), "title": f"{order.fee_name} {order.case_number}",
        "back": back, "notice": notice,
    }  # fmt: skip
    answer = ask(Question(SYSTEM, ORDERS, content, order.case_number, ("payment", order.id)), now=now)
    said, path = order_told(answer), str(answer.get("page", ""))
    require_same(said, key=str(order.id), gateway_id=said.id, amount=order.amount)
    if not said.id or len(said.id) > 64 or not is_pay_path(path):
        raise OutsideNoAnswer(Outcome.MALFORMED)
    return _placed(order.id, {"gateway_id": said.id, "pay_path": path}, now=now)


@transaction.atomic
def _placed(order_id: UUID, told: dict[str, str], *, now: datetime) -> OrderFacts:
    """Keep under which number the gateway knows an order; kept before, nothing changes."""
    row = PaymentOrder.objects.select_for_update().get(pk=order_id)
    if not row.gateway_id:
        act = Act("payments.order_placed", after={"gateway_id": told["gateway_id"]})
        flush(
            Update("payment_order", {"id": order_id, "gateway_id": ""}, told),
            *record(act, subject=Subject("payment", order_id), actor=GATEWAY, now=now),
        )
        row.refresh_from_db()
    return order_facts(row)
