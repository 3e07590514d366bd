"""Fees and payments as staff read them, and what the reader's post may do about each."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.cases.selectors import CaseFacts
from oneseal.foundation.timekeeping import BEIJING
from oneseal.kernel.access import Actor
from oneseal.papers.services import qr_svg
from oneseal.payments.policies import can_allow_refund, can_collect, can_handle_finding, can_settle_finding
from oneseal.payments.selectors import DayOfPayments, FeeLine, OrderFacts, fees_of

if TYPE_CHECKING:
    from oneseal.payments.models import PaymentFinding

STATES: Final[dict[str, tuple[Promise, str]]] = {
    "open": (gettext_lazy("等待缴费"), "warning"),
    "paid": (gettext_lazy("已缴"), "success"),
    "closed": (gettext_lazy("订单已关闭"), ""),
    "refund_asked": (gettext_lazy("等待批准退款"), "warning"),
    "refunding": (gettext_lazy("等待平台退款"), "info"),
    "refunded": (gettext_lazy("已退款"), ""),
}
WAYS: Final[dict[str, Promise]] = {"online": gettext_lazy("网上"), "counter": gettext_lazy("窗口")}
FINDINGS: Final[dict[str, Promise]] = {
    "missing_here": gettext_lazy("平台有，本系统没有入账"),
    "missing_there": gettext_lazy("本系统已入账，平台没有"),
    "amount_differs": gettext_lazy("金额不一致"),
    "state_differs": gettext_lazy("退款状态不一致"),
}


def amount_words(amount: Decimal | None) -> str:
    """Return an amount in yuan; None reads as none."""
    return _("%(amount)s元") % {"amount": f"{amount:,.2f}"} if amount is not None else "–"


def state_words(order: OrderFacts) -> tuple[str, str]:
    """Return how an order stands in words, and the kind of its badge."""
    is_under_way = order.state.value == "refund_asked" and order.refund_allowed_at is not None
    words, kind = STATES["refunding" if is_under_way else order.state.value]
    return str(words), kind


def beijing(instant: datetime | None) -> datetime | None:
    """Return an instant in Beijing time; None stays."""
    return instant.astimezone(BEIJING) if instant else None


def fees_shown(facts: CaseFacts, actor: Actor) -> list[dict[str, Any]]:
    """Return the fees of a case with their payments; none and no query where the item takes none."""
    return [_fee(facts, line, actor) for line in fees_of(facts)]


def _fee(facts: CaseFacts, line: FeeLine, actor: Actor) -> dict[str, Any]:
    order, fee = line.order, line.fee
    words, kind = state_words(order) if order else (_("未缴"), "")
    amount = order.amount if order else fee.fixed
    return {
        "name": fee.name, "basis": fee.basis,
        "amount": amount_words(amount) if amount is not None else _("按收费标准核定"),
        "is_before_grant": fee.before_grant, "state": words, "kind": kind,
        "receipt": order.receipt_number if order else "", "paid_at": beijing(order.paid_at) if order else None,
        "way": WAYS[order.way.value] if order else "", "cashier": order.cashier if order else "",
        "refund": _("%(reason)s（%(asker)s）") % {"reason": order.refund_reason, "asker": order.refund_asker}
        if order and order.refund_reason else "",
        "declined": _("%(reason)s（%(decliner)s）") % {
            "reason": order.refund_declined_reason, "decliner": order.refund_decliner,
        } if order and order.refund_declined_at else "",
        **_acts(facts, line, actor),
    }  # fmt: skip


def _acts(facts: CaseFacts, line: FeeLine, actor: Actor) -> dict[str, Any]:
    """Return the addresses of what the actor may do with a fee now; empty where he may not."""
    order, collects = line.order, can_collect(actor, facts)
    state = order.state.value if order else ""
    is_placed = order is not None and state == "open" and bool(order.gateway_id)
    pay_url = order.pay_url if order and collects and line.may_be_paid_online else ""
    is_asked = order is not None and state == "refund_asked" and order.refund_allowed_at is None
    counter = reverse("workbench:payment_counter", args=[facts.id])
    return {
        "counter_url": f"{counter}?{urlencode({'fee': line.fee.name})}" if collects and line.may_be_paid else "",
        "order_url": reverse("workbench:payment_order", args=[facts.id])
        if collects and line.may_be_paid_online and not pay_url else "",
        "pay_url": pay_url, "pay_qr": pay_qr(pay_url),
        "confirm_url": _of("payment_confirm", order) if is_placed and collects else "",
        "refund_url": _of("payment_refund", order) if state == "paid" and collects else "",
        "allow_url": _of("payment_refund_allow", order) if is_asked and can_allow_refund(actor, facts) else "",
    }  # fmt: skip


def pay_qr(address: str) -> SafeString | None:
    """Return the QR code of a page on which to pay, for somebody at the window; None without an address."""
    return mark_safe(qr_svg(address)) if address else None  # noqa: S308 - our own drawing


def _of(name: str, order: OrderFacts | None) -> str:
    return reverse(f"workbench:{name}", args=[order.id]) if order else ""


def order_entries(order: OrderFacts) -> list[dict[str, Any]]:
    """Return an order as labels and values."""
    paid_at = beijing(order.paid_at)
    entries: list[dict[str, Any]] = [
        {"label": _("费用"), "value": order.fee_name},
        {"label": _("依据"), "value": order.basis},
        {"label": _("金额"), "value": amount_words(order.amount)},
        {"label": _("缴费方式"), "value": WAYS[order.way.value]},
        {"label": _("缴费时间"), "value": f"{paid_at:%Y-%m-%d %H:%M}" if paid_at else "–"},
        {"label": _("票据号码"), "value": order.receipt_number or "–"},
    ]
    if order.refund_reason:
        entries.append({"label": _("退款理由"), "value": order.refund_reason})
        entries.append({"label": _("申请人员"), "value": order.refund_asker})
    return entries


def row_shown(order: OrderFacts) -> dict[str, Any]:
    """Return one row of a list of payments."""
    words, kind = state_words(order)
    return {
        "url": reverse("workbench:case", args=[order.case_id]), "number": order.case_number, "fee": order.fee_name,
        "amount": amount_words(order.amount), "way": WAYS[order.way.value], "paid_at": beijing(order.paid_at),
        "receipt": order.receipt_number, "cashier": order.cashier, "state": words, "kind": kind,
        "reason": order.refund_reason,
    }  # fmt: skip


def findings_shown(found: DayOfPayments, actor: Actor) -> list[dict[str, Any]]:
    """Return the differences of a day."""
    return [
        {
            "kind": FINDINGS[row.kind], "badge": "" if row.settled_at else "error", "gateway_id": row.gateway_id,
            "url": reverse("workbench:case", args=[row.order.case_id]) if row.order else "",
            "number": row.order.case_number if row.order else "", "here": amount_words(row.amount_here),
            "there": amount_words(row.amount_there), "lines": _came_of(row), **_finding_acts(row, actor),
        }
        for row in found.findings
    ]  # fmt: skip


def _came_of(row: PaymentFinding) -> list[str]:
    """Return who looked into a difference and who settled it, each with his note."""
    lines = []
    if row.handled_at:
        lines.append(_("处理：%(note)s（%(name)s）") % {"note": row.handled_note, "name": row.handler})
    if row.settled_at:
        lines.append(_("了结：%(note)s（%(name)s）") % {"note": row.settled_note, "name": row.settler})
    return lines


def _finding_acts(row: PaymentFinding, actor: Actor) -> dict[str, str]:
    may_handle = row.handled_at is None and can_handle_finding(actor, row.agency_id)
    is_another = actor.account_id not in {row.found_by, row.handled_by}
    may_settle = row.handled_at and not row.settled_at and is_another and can_settle_finding(actor, row.agency_id)
    return {
        "handle_url": reverse("workbench:payment_finding_handle", args=[row.id]) if may_handle else "",
        "settle_url": reverse("workbench:payment_finding_settle", args=[row.id]) if may_settle else "",
    }


def finding_entries(row: PaymentFinding) -> list[dict[str, Any]]:
    """Return a difference as labels and values."""
    entries: list[dict[str, Any]] = [
        {"label": _("差异"), "value": FINDINGS[row.kind]},
        {"label": _("日期"), "value": row.day.isoformat()},
        {"label": _("平台单号"), "value": row.gateway_id or "–"},
        {"label": _("办件编号"), "value": row.order.case_number if row.order else _("找不到对应的订单")},
        {"label": _("本系统"), "value": amount_words(row.amount_here)},
        {"label": _("平台"), "value": amount_words(row.amount_there)},
    ]
    if row.handled_at:
        entries.append({"label": _("处理情况"), "value": row.handled_note})
        entries.append({"label": _("处理人员"), "value": row.handler})
    return entries
