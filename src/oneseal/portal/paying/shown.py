"""The fees of a case as its applicant reads them, and what he can do about each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.cases.selectors import CaseFacts
from oneseal.foundation.timekeeping import BEIJING
from oneseal.payments.selectors import FeeLine, OrderFacts, fees_of

STATES: Final[dict[str, tuple[Promise, str]]] = {
    "open": (gettext_lazy("等待缴费"), "warning"),
    "paid": (gettext_lazy("已缴"), "success"),
    "closed": (gettext_lazy("订单已关闭"), ""),
    "refund_asked": (gettext_lazy("正在退款"), "info"),
    "refunded": (gettext_lazy("已退款"), ""),
}


def amount_words(amount: Decimal | None) -> str:
    """Return an amount in yuan, or that the list fixes none."""
    return _("%(amount)s元") % {"amount": f"{amount:,.2f}"} if amount is not None else _("按收费标准核定")


def fees_shown(facts: CaseFacts) -> list[dict[str, Any]]:
    """Return the fees of a case: what, on which basis, how much, how it stands, and what can be done."""
    return [_shown(facts, line) for line in fees_of(facts)]


def _shown(facts: CaseFacts, line: FeeLine) -> dict[str, Any]:
    order, fee = line.order, line.fee
    words, kind = STATES[order.state.value] if order else (_("未缴"), "")
    is_waiting = order is not None and order.state.value == "open" and bool(order.gateway_id)
    return {
        "name": fee.name, "basis": fee.basis, "rate": fee.rate,
        "amount": amount_words(order.amount if order else fee.fixed), "is_before_grant": fee.before_grant,
        "state": words, "kind": kind, "receipt": order.receipt_number if order else "",
        "paid_at": order.paid_at.astimezone(BEIJING) if order and order.paid_at else None,
        "pay_url": order.pay_url if order and line.may_be_paid_online else "",
        "order_url": reverse("portal:fee_pay", args=[facts.id]) if line.may_be_paid_online else "",
        "confirm_url": reverse("portal:fee_confirm", args=[facts.id, order.id]) if order and is_waiting else "",
        "declined": order.refund_declined_reason if order and order.refund_declined_at else "",
        "note": _note(line, order), "is_due": line.may_be_paid and fee.before_grant,
    }  # fmt: skip


def _note(line: FeeLine, order: OrderFacts | None) -> str:
    if line.is_held or (order is not None and order.state.value == "refunded" and not line.is_payable):
        return ""
    if not line.is_payable:
        return _("现在不用缴，受理以后再缴。")
    if line.fee.fixed is None:
        return _("金额没有固定标准，请到窗口核定并缴纳。")
    return "" if line.is_online else _("现在不能网上缴费，请到窗口缴纳。")
