"""The result by courier, at the desk: post it, see where it is, post it again or keep it for pick-up."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from oneseal.cases.selectors import Action, CaseFacts, TraceRow, case_for_actor
from oneseal.cases.services import results_made
from oneseal.dispatch.policies import can_post
from oneseal.dispatch.selectors import Dispatch, ParcelFacts, ParcelState, Postage, Way, dispatch_of
from oneseal.dispatch.services import parcel_book, parcel_to_window
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import BEIJING, now
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.workbench.cases.words import WAYS

CHOSEN: Final = "dispatch.way_chosen"
POSTAGE: Final[dict[Postage, Promise]] = {
    Postage.CITY: gettext_lazy("邮费由政府承担"),
    Postage.RECIPIENT: gettext_lazy("邮费由收件人支付"),
    Postage.UNKNOWN: gettext_lazy("邮费由谁承担：本市尚未确定"),
}
PARCELS: Final[dict[ParcelState, tuple[Promise, str]]] = {
    ParcelState.ORDERED: (gettext_lazy("正在向邮政下单"), "info"),
    ParcelState.BOOKED: (gettext_lazy("已下单，等待收寄"), "info"),
    ParcelState.ACCEPTED: (gettext_lazy("邮政已收寄"), "info"),
    ParcelState.IN_TRANSIT: (gettext_lazy("运输途中"), "info"),
    ParcelState.SIGNED: (pgettext_lazy("parcel", "已签收"), "success"),
    ParcelState.RETURNED: (gettext_lazy("邮件已退回"), "warning"),
}


def delivery_of_case(
    facts: CaseFacts, actor: Actor, *, actions: frozenset[Action], trace: list[TraceRow]
) -> dict[str, Any] | None:
    """Return the card of the delivery, or None while the applicant has chosen nothing on the case.

    The trace, which the page has read already, tells whether there is a choice to read.
    """
    if all(row.verb != CHOSEN for row in trace):
        return None
    found = dispatch_of(facts)
    if found.way is None:
        return None
    may_post = can_post(actor, facts)
    is_open = may_post and Action.DELIVER in actions
    return {
        "way": WAYS[found.way.value],
        "destination": found.destination if may_post else None,
        "postage": POSTAGE[found.postage] if found.way is Way.EXPRESS else "",
        "parcels": [_parcel(parcel) for parcel in reversed(found.parcels)],
        "is_connected": found.is_connected,
        "may_book": is_open and is_postable(found),
        "may_keep": is_open and _has_returned(found) and found.way is Way.EXPRESS,
        "is_again": _has_returned(found),
    }


def _has_returned(found: Dispatch) -> bool:
    return found.parcel is not None and found.parcel.state is ParcelState.RETURNED


def is_postable(found: Dispatch) -> bool:
    """Return True when the result may be given to the post now: it is wanted, connected, and no parcel is under way."""
    is_free = found.parcel is None or _has_returned(found)
    return is_free and found.way is Way.EXPRESS and found.is_connected


def _parcel(parcel: ParcelFacts) -> dict[str, Any]:
    words, kind = PARCELS[parcel.state]
    return {
        "waybill": parcel.waybill, "words": words, "kind": kind, "signed_by": parcel.signed_by,
        "events": [
            {"words": PARCELS[event.kind][0], "at": event.at.astimezone(BEIJING), "place": event.place}
            for event in reversed(parcel.events)
        ],
    }  # fmt: skip


@requires("cases.deliver")
@require_POST
def book(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Post the result, or post it again after it came back."""
    results_made([case_for_actor(case_id, actor=request.actor).id], now=now())
    try:
        parcel_book(case_id=case_id, actor=request.actor, now=now())
        messages.success(request, _("已向邮政下单，邮件号稍后显示在本页。签收后自动记为送达。"))
    except RuleError as problem:
        messages.warning(request, sentence(problem))
    return redirect("workbench:case", case_id=case_id)


@requires("cases.deliver")
@require_POST
def to_window(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Keep a result that came back for pick-up at the window."""
    try:
        parcel_to_window(case_id=case_id, actor=request.actor, now=now())
        messages.success(request, _("已改为到窗口领取。请通知申请人。"))
    except RuleError as problem:
        messages.warning(request, sentence(problem))
    return redirect("workbench:case", case_id=case_id)
