"""What a fee, an order and a day of payments are; plain Python (APL 58, 59, 75; domain specification H.4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final

from oneseal.payments.errors import (
    AmountNotFixed,
    AmountWrong,
    AnswerDiffers,
    FeeNotListed,
    FindingHandledBefore,
    FindingNeedsAnother,
    FindingNotHandled,
    NothingToRefund,
    RefundNotAsked,
    RefundOwed,
    SecondPersonNeeded,
)

SYSTEM: Final = "payment"
LARGEST: Final = Decimal("9999999999.99")
_FEN: Final = Decimal("0.01")


class OrderState(StrEnum):
    """Where a payment order stands; CLOSED: the fee was paid in another way."""

    OPEN = "open"
    PAID = "paid"
    CLOSED = "closed"
    REFUND_ASKED = "refund_asked"
    REFUNDED = "refunded"


class Way(StrEnum):
    """How the money comes: through the gateway, or at a window."""

    ONLINE = "online"
    COUNTER = "counter"


class FindingKind(StrEnum):
    """Name how the gateway's list of a day, or its answer, differs from ours."""

    MISSING_HERE = "missing_here"
    MISSING_THERE = "missing_there"
    AMOUNT_DIFFERS = "amount_differs"
    STATE_DIFFERS = "state_differs"


# The agency holds the money: a refund that is only asked for has not gone out.
HELD: Final = frozenset({OrderState.PAID, OrderState.REFUND_ASKED})
# A fee is due from acceptance; an item that is decided on the spot takes it at once (R19: not before the legal moment).
PAYABLE: Final = frozenset(
    {"accepted", "under_review", "suspended", "decision_pending", "granted", "issuing", "delivered"}
)
AT_ONCE: Final = "submitted"


@dataclass(frozen=True, slots=True)
class ListedFee:
    """One fee of the bound version of the item; `amount` empty: the list fixes none."""

    name: str
    rate: str
    basis: str
    amount: str
    before_grant: bool

    @property
    def fixed(self) -> Decimal | None:
        """Return the amount in yuan that the list fixes, or None."""
        return yuan(self.amount) if self.amount else None


def yuan(text: str) -> Decimal:
    """Return a positive amount in yuan and fen.

    Raises:
        AmountWrong: no number, not positive, a part of a fen, or too large.
    """
    try:
        amount = Decimal(text.strip())
        is_whole = amount.is_finite() and 0 < amount <= LARGEST and amount == amount.quantize(_FEN)
    except InvalidOperation:
        is_whole, amount = False, Decimal(0)
    if not is_whole:
        raise AmountWrong("not an amount in yuan and fen", amount=text[:30])
    return amount.quantize(_FEN)


def fee_named(name: str, fees: Iterable[ListedFee]) -> ListedFee:
    """Return the fee of the list; one that the list does not name, or without a basis, is not taken.

    Raises:
        FeeNotListed.
    """
    fee = next((fee for fee in fees if fee.name == name), None)
    if fee is None or not fee.basis.strip():
        raise FeeNotListed("not on the item's list, or without a basis", name=name[:100])
    return fee


def amount_online(fee: ListedFee) -> Decimal:
    """Return what an order asks for: the amount that the list fixes.

    Raises:
        AmountNotFixed.
    """
    if fee.fixed is None:
        raise AmountNotFixed("the list fixes no amount", name=fee.name)
    return fee.fixed


def amount_at_window(fee: ListedFee, told: str) -> Decimal:
    """Return what was paid at a window: exactly the fixed amount, or what the cashier worked out by the rate.

    Raises:
        AmountWrong.
    """
    amount = yuan(told)
    if fee.fixed is not None and amount != fee.fixed:
        raise AmountWrong("not the amount of the list", amount=str(amount))
    return amount


def is_payable(state: str, *, at_once: bool) -> bool:
    """Return True when a case stands where its fees may be taken."""
    return state in PAYABLE or (at_once and state == AT_ONCE)


def unpaid_names(fees: Iterable[ListedFee], held: Collection[str]) -> tuple[str, ...]:
    """Return the fees that the law puts before the grant and that are not paid.

    A fee without a fixed amount is owed until a window has recorded its payment.
    """
    return tuple(fee.name for fee in fees if fee.before_grant and fee.name not in held)


@dataclass(frozen=True, slots=True)
class GatewayOrder:
    """What the gateway says of one order; `paid_at` None while it is not paid."""

    key: str
    id: str
    amount: Decimal
    is_paid: bool
    is_refunded: bool
    paid_at: datetime | None
    receipt_number: str


def gateway_order(answer: Mapping[str, Any]) -> GatewayOrder:
    """Return an order from what the gateway answers.

    Raises:
        ValueError, KeyError, AmountWrong: not an order.
    """
    state = {"open": (False, False), "paid": (True, False), "refunded": (True, True)}[answer["state"]]
    paid_at = datetime.fromisoformat(answer["paid_at"]) if state[0] else None
    if paid_at is not None and paid_at.tzinfo is None:
        message = "an instant needs its zone"
        raise ValueError(message)
    receipt = str(answer.get("receipt") or "")
    return GatewayOrder(str(answer["key"]), str(answer["id"]), yuan(str(answer["amount"])), *state, paid_at, receipt)


def require_same(said: GatewayOrder, *, key: str, gateway_id: str, amount: Decimal) -> None:
    """Refuse an answer of another order or of another amount.

    Raises:
        AnswerDiffers.
    """
    if (said.key, said.id, said.amount) != (key, gateway_id, amount):
        raise AnswerDiffers("the gateway speaks of another order or amount")


def require_refundable(state: str) -> None:
    """Refuse to ask money back that is not here.

    Raises:
        NothingToRefund.
    """
    if state != OrderState.PAID:
        raise NothingToRefund("nothing paid, or asked back already")


def require_second_person(state: str, *, asked_by: object, allower: object) -> None:
    """Refuse an approval without a request, or by the person who made it.

    Raises:
        RefundNotAsked, SecondPersonNeeded.
    """
    if state != OrderState.REFUND_ASKED:
        raise RefundNotAsked("no refund waits")
    if allower is None or asked_by == allower:
        raise SecondPersonNeeded("who asks does not approve")


def require_declinable(*, is_paid_otherwise: bool) -> None:
    """Refuse to keep money that came a second time for the same fee.

    Raises:
        RefundOwed.
    """
    if is_paid_otherwise:
        raise RefundOwed("paid twice")


def require_unhandled(handled_at: object) -> None:
    """Refuse a second account of what came of a difference.

    Raises:
        FindingHandledBefore.
    """
    if handled_at is not None:
        raise FindingHandledBefore("handled before")


def require_settler(settler: object, *, found_by: object, handled_by: object, is_settled: bool) -> None:
    """Refuse to settle what nobody looked into, and whoever found it or looked into it himself.

    Raises:
        FindingNotHandled, FindingNeedsAnother.
    """
    if handled_by is None or is_settled:
        raise FindingNotHandled("nobody looked into it, or it is settled")
    if settler is None or settler in {found_by, handled_by}:
        raise FindingNeedsAnother("who found or handled it does not settle it")


@dataclass(frozen=True, slots=True)
class Booked:
    """One payment of a day as one side has it."""

    key: str
    gateway_id: str
    amount: Decimal
    is_refunded: bool
    is_refunding: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference of a day; an amount is None where that side has no such payment."""

    kind: FindingKind
    key: str
    gateway_id: str
    amount_here: Decimal | None
    amount_there: Decimal | None


def differences(here: Iterable[Booked], there: Iterable[Booked]) -> tuple[Difference, ...]:
    """Return how the two lists of one day differ, in the order of their keys."""
    ours, theirs = {row.key: row for row in here}, {row.key: row for row in there}
    found = []
    for key in sorted(ours.keys() | theirs.keys()):
        kind = _difference(ours.get(key), theirs.get(key))
        if kind is not None:
            mine, other = ours.get(key), theirs.get(key)
            known = other or mine
            found.append(
                Difference(
                    kind, key, known.gateway_id if known else "", mine.amount if mine else None,
                    other.amount if other else None,
                )
            )  # fmt: skip
    return tuple(found)


def _difference(mine: Booked | None, other: Booked | None) -> FindingKind | None:
    if mine is None:
        return FindingKind.MISSING_HERE
    if other is None:
        return FindingKind.MISSING_THERE
    if mine.amount != other.amount:
        return FindingKind.AMOUNT_DIFFERS
    is_under_way = mine.is_refunding and not mine.is_refunded
    return FindingKind.STATE_DIFFERS if mine.is_refunded != other.is_refunded and not is_under_way else None
