"""The applicant pays a fee of his case: opens an order, pays at the gateway, comes back, has it confirmed."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, public, signed_in
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.outside.services import OutsideNoAnswer
from oneseal.foundation.outside.wire import HEADER
from oneseal.kernel.errors import RuleError
from oneseal.payments.selectors import OrderFacts, order_for_actor
from oneseal.payments.services import notice_take, order_open, order_place, payment_confirm
from oneseal.portal.own import own_case


def _case_page(case_id: UUID) -> HttpResponse:
    return redirect(f"{reverse('portal:my_case', args=[case_id])}#fees")


@signed_in
@require_POST
def pay(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Open an order for a fee and let the gateway take it; the page then leads to where it is paid."""
    own_case(case_id, actor=request.actor)
    now = timekeeping.now()
    try:
        order = order_open(case_id=case_id, fee_name=request.POST.get("fee", ""), actor=request.actor, now=now)
        order_place(order, now=now, **_addresses(order))
    except OutsideNoAnswer:
        messages.warning(request, _("缴费平台暂时没有回答，没有扣款。请过一会儿再点“缴费”，或者到窗口缴纳。"))
    except RuleError as problem:
        messages.warning(request, sentence(problem))
    else:
        messages.success(request, _("订单已生成。请点“前往缴费平台”完成缴费，缴完后会回到这个页面。"))
    return _case_page(case_id)


def _addresses(order: OrderFacts) -> dict[str, str]:
    """Return where the gateway sends the person back, and where it tells us."""
    back = reverse("portal:fee_back", args=[order.case_id, order.id])
    base = settings.ONESEAL_BASE_URL
    return {"back": f"{base}{back}", "notice": f"{base}{reverse('portal:payment_notice')}"}


@signed_in
@require_GET
def back(request: SignedInRequest, case_id: UUID, order_id: UUID) -> HttpResponse:
    """Receive a person from the gateway; that he comes proves nothing, so the gateway is asked."""
    return _confirmed(request, case_id, order_id)


@signed_in
@require_POST
def confirm(request: SignedInRequest, case_id: UUID, order_id: UUID) -> HttpResponse:
    """Ask the gateway again whether an order is paid."""
    return _confirmed(request, case_id, order_id)


def _confirmed(request: SignedInRequest, case_id: UUID, order_id: UUID) -> HttpResponse:
    own_case(case_id, actor=request.actor)
    order = order_for_actor(order_id, actor=request.actor)
    try:
        order = payment_confirm(order.id, now=timekeeping.now())
    except OutsideNoAnswer:
        messages.warning(request, _("缴费平台暂时没有回答。已经缴的费不会丢失：请过一会儿点“重新确认”。"))
    except RuleError as problem:
        messages.warning(request, sentence(problem))
    else:
        _told(request, order)
    return _case_page(order.case_id)


def _told(request: SignedInRequest, order: OrderFacts) -> None:
    if order.paid_at is not None:
        messages.success(request, _("“%(name)s”已缴。") % {"name": order.fee_name})
    else:
        messages.info(request, _("缴费平台还没有收到这笔费用。刚刚缴过的，请过一会儿点“重新确认”。"))


@public
@csrf_exempt
@require_POST
def notice(request: HttpRequest) -> HttpResponse:
    """Take the gateway's signed notice; it is believed only as a reason to ask."""
    header = request.headers.get(HEADER, "")
    try:
        notice_take(path=request.path, header=header, body=request.body)
    except OutsideNoAnswer:
        return HttpResponse(status=401)
    return HttpResponse(status=204)
