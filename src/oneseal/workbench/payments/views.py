"""Payments at the workbench: the day's list, payments at the window, refunds by two persons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneseal.cases.selectors import CaseFacts, case_for_actor
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.outside.services import OutsideNoAnswer
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.payments.errors import FeeNotListed
from oneseal.payments.selectors import FeeLine, OrderFacts, fees_of, is_online, order_for_actor, payments_of_day
from oneseal.payments.services import (
    CounterTold,
    counter_payment_record,
    day_reconcile,
    order_open,
    order_place,
    payment_confirm,
    refund_allow,
    refund_ask,
    refund_decline,
)
from oneseal.workbench.cases.casefile import head_of
from oneseal.workbench.cases.reading import Read, note_reading, note_readings_of_payments
from oneseal.workbench.desk import show
from oneseal.workbench.payments.forms import CounterForm, DeclineForm, RefundForm
from oneseal.workbench.payments.shown import findings_shown, order_entries, row_shown


@require_safe
@requires("payments.read")
def day(request: SignedInRequest) -> HttpResponse:
    """Show the payments of a day, the refunds that wait, and what differs from the gateway's list."""
    chosen = _day(request)
    found = payments_of_day(chosen, actor=request.actor)
    note_readings_of_payments(found.orders, actor=request.actor)
    context = {
        "day": chosen,
        "paid": [row_shown(order) for order in found.paid],
        "waiting": [row_shown(order) for order in found.waiting],
        "findings": findings_shown(found, request.actor),
        "open_days": found.open_days,
        "compared": found.compared,
        "total": found.total,
        "can_compare": is_online(),
    }
    return show(request, "workbench/payments/payments.html", context, current="payments")


@requires("payments.read")
@require_POST
def compare(request: SignedInRequest) -> HttpResponseBase:
    """Compare a day with the gateway's list now, without waiting for the night."""
    chosen = min(_day(request), today())
    try:
        found = day_reconcile(chosen, now=now(), actor=request.actor)
    except OutsideNoAnswer:
        messages.warning(request, _("缴费平台没有回答，没有对账。夜里会自动再对。"))
    else:
        words = _("已对账，有差异，请逐笔核实。") if found else _("已对账，没有差异。")
        messages.add_message(request, messages.WARNING if found else messages.SUCCESS, words)
    return redirect(f"{reverse('workbench:payments')}?day={chosen.isoformat()}")


def _day(request: SignedInRequest) -> date:
    told = request.POST if request.method == "POST" else request.GET
    try:
        return date.fromisoformat(told.get("day", ""))
    except ValueError:
        return today()


def _case_page(case_id: UUID) -> HttpResponseBase:
    return redirect(f"{reverse('workbench:case', args=[case_id])}#fees")


@requires("payments.collect")
@require_POST
def order(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Open an order for somebody at the window, who pays it on his own telephone."""
    fee = request.POST.get("fee", "")
    try:
        opened = order_open(case_id=case_id, fee_name=fee, actor=request.actor, now=now())
        order_place(opened, now=now(), **_addresses(opened))
    except OutsideNoAnswer:
        messages.warning(request, _("缴费平台暂时没有回答。可以稍后再试，或者在窗口收费登记。"))
    except RuleError as problem:
        messages.warning(request, sentence(problem))
    else:
        messages.success(request, _("订单已生成。请申请人扫码缴费，缴完后点“向平台确认”。"))
    return _case_page(case_id)


def _addresses(opened: OrderFacts) -> dict[str, str]:
    base = settings.ONESEAL_BASE_URL
    back = reverse("portal:fee_back", args=[opened.case_id, opened.id])
    return {"back": f"{base}{back}", "notice": f"{base}{reverse('portal:payment_notice')}"}


@requires("payments.collect")
@require_POST
def confirm(request: SignedInRequest, order_id: UUID) -> HttpResponseBase:
    """Ask the gateway whether an order is paid."""
    found = order_for_actor(order_id, actor=request.actor)
    try:
        found = payment_confirm(found.id, now=now())
    except RuleError as problem:
        messages.warning(request, sentence(problem))
    else:
        is_paid = found.paid_at is not None
        words = _("平台已确认缴费。") if is_paid else _("平台还没有收到这笔费用。")
        messages.add_message(request, messages.SUCCESS if is_paid else messages.INFO, words)
    return _case_page(found.case_id)


@requires("payments.collect")
@require_http_methods(["GET", "POST"])
def counter(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Record a payment at the window."""
    facts = case_for_actor(case_id, actor=request.actor)
    line = _line(facts, request.GET.get("fee", ""))
    form = CounterForm(request.POST or None, initial={"amount": line.fee.amount})
    if request.method == "GET":
        note_reading(Read.PAYMENT, facts.id, facts, actor=request.actor)
    if form.is_bound and form.is_valid():
        told = CounterTold(line.fee.name, form.cleaned_data["amount"], form.cleaned_data["receipt_number"])
        try:
            counter_payment_record(case_id=case_id, told=told, actor=request.actor, now=now())
        except RuleError as problem:
            return _counter(request, facts, {"line": line, "form": form, "problem": problem})
        messages.success(request, _("已登记缴费。"))
        return _case_page(case_id)
    return _counter(request, facts, {"line": line, "form": form, "problem": None})


def _line(facts: CaseFacts, name: str) -> FeeLine:
    line = next((line for line in fees_of(facts) if line.fee.name == name), None)
    if line is None:
        raise FeeNotListed("not on the list of the item", name=name[:100])
    return line


def _counter(request: SignedInRequest, facts: CaseFacts, told: dict[str, Any]) -> HttpResponse:
    """Show the form of a payment at the window; after a refusal with what was typed."""
    form, problem, fee = told["form"], told["problem"], told["line"].fee
    entries = [
        {"label": _("费用"), "value": fee.name},
        {"label": _("依据"), "value": fee.basis},
        {"label": _("收费标准"), "value": fee.rate or None},
    ]
    context = {**head_of(facts), "form": form, "entries": entries, "has_open_order": told["line"].order is not None}
    return show(
        request, "workbench/payments/counter.html", context, current="cases", status=_status(form, problem)
    )  # fmt: skip


def _status(form: forms.Form, problem: RuleError | None) -> int:
    if problem is not None:
        form.add_error(None, sentence(problem))
        return status_of(problem)
    return 422 if form.is_bound else 200


@requires("payments.collect")
@require_http_methods(["GET", "POST"])
def refund(request: SignedInRequest, order_id: UUID) -> HttpResponseBase:
    """Ask for a payment to be given back."""
    form = RefundForm(request.POST or None)

    def act() -> None:
        refund_ask(order_id=order_id, reason=form.cleaned_data["reason"], actor=request.actor, now=now())

    return _refund(request, order_id, form, act=act, said=_("已申请退款，等待另一位有权限的人员批准。"))


@requires("payments.refund")
@require_http_methods(["GET", "POST"])
def refund_allowed(request: SignedInRequest, order_id: UUID) -> HttpResponseBase:
    """Allow a refund that another person asked for."""
    form = forms.Form(request.POST if request.method == "POST" else None)

    def act() -> None:
        refund_allow(order_id=order_id, actor=request.actor, now=now())

    said = _("已批准退款。网上缴的由缴费平台退回，窗口缴的请在窗口退还。")
    return _refund(request, order_id, form, act=act, said=said, is_allowing=True)


@requires("payments.refund")
@require_http_methods(["GET", "POST"])
def refund_declined(request: SignedInRequest, order_id: UUID) -> HttpResponseBase:
    """Decline a refund that another person asked for."""
    form = DeclineForm(request.POST or None)

    def act() -> None:
        refund_decline(order_id=order_id, reason=form.cleaned_data["reason"], actor=request.actor, now=now())

    said = _("没有批准退款。申请人会在办件里看到理由。")
    return _refund(request, order_id, form, act=act, said=said, is_declining=True)


def _refund(
    request: SignedInRequest, order_id: UUID, form: forms.Form, *, act: Callable[[], None], said: str, **shown: bool
) -> HttpResponseBase:
    """Do what is asked about a refund and go back to its case, or show the page; `shown` says which of the three."""
    found, problem = order_for_actor(order_id, actor=request.actor), None
    if request.method == "GET":
        note_readings_of_payments([found], actor=request.actor)
    if form.is_bound and form.is_valid():
        try:
            act()
        except RuleError as refused:
            problem = refused
        else:
            messages.success(request, said)
            return _case_page(found.case_id)
    context = {
        "order": found, "entries": order_entries(found), "form": form,
        "decline_url": reverse("workbench:payment_refund_decline", args=[found.id]),
        "case_url": reverse("workbench:case", args=[found.case_id]), **shown,
    }  # fmt: skip
    return show(
        request, "workbench/payments/refund.html", context, current="payments", status=_status(form, problem)
    )  # fmt: skip
