"""The applicant chooses how he gets the result, and follows its parcel."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from oneseal.cases.selectors import CaseFacts, delivery_of
from oneseal.dispatch.policies import can_choose
from oneseal.dispatch.selectors import (
    Destination,
    Dispatch,
    ParcelFacts,
    ParcelState,
    Postage,
    Way,
    dispatch_of,
    postage,
    wished_on_form,
)
from oneseal.dispatch.services import ChoiceTold, way_choose
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.portal.own import own_case
from oneseal.portal.pages import page

WAYS: Final[dict[Way, Promise]] = {
    Way.ELECTRONIC: gettext_lazy("电子送达：在“我的办件”查看和下载"),
    Way.WINDOW: gettext_lazy("到窗口领取"),
    Way.EXPRESS: gettext_lazy("邮政寄递到指定地址"),
}
POSTAGE: Final[dict[Postage, Promise]] = {
    Postage.CITY: gettext_lazy("邮费由政府承担。"),
    Postage.RECIPIENT: gettext_lazy("邮费由收件人支付。"),
    Postage.UNKNOWN: gettext_lazy("邮费由谁承担，本市尚未公布；寄出前请向窗口确认。"),
}
PARCELS: Final[dict[ParcelState, Promise]] = {
    ParcelState.ORDERED: gettext_lazy("正在向邮政下单"),
    ParcelState.BOOKED: gettext_lazy("已下单，等待收寄"),
    ParcelState.ACCEPTED: gettext_lazy("邮政已收寄"),
    ParcelState.IN_TRANSIT: gettext_lazy("运输途中"),
    ParcelState.SIGNED: pgettext_lazy("parcel", "已签收"),
    ParcelState.RETURNED: gettext_lazy("邮件已退回"),
}


class WayForm(forms.Form):
    """The way, where a parcel goes, and the consent."""

    use_required_attribute = False
    way = forms.ChoiceField(
        label=gettext_lazy("怎么送达"),
        choices=[(way.value, label) for way, label in WAYS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择送达方式。")},
    )
    recipient = forms.CharField(label=gettext_lazy("收件人（邮寄时填写）"), max_length=50, required=False)
    mobile = forms.CharField(
        label=gettext_lazy("收件人手机号码（邮寄时填写）"),
        max_length=11,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "tel-national"}),
    )
    address = forms.CharField(
        label=gettext_lazy("收件地址（邮寄时填写）"),
        help_text=gettext_lazy("写到门牌号。加密保存，只交给邮政用于投递。"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "street-address"}),
    )
    is_agreed = forms.BooleanField(
        label=gettext_lazy("我同意按所选方式送达：电子送达以我首次查看结果为送达，邮寄以签收为送达。"),
        required=False,
    )

    def told(self) -> ChoiceTold:
        """Return what was chosen."""
        told = self.cleaned_data
        destination = Destination(told["recipient"], told["mobile"], told["address"])
        return ChoiceTold(Way(told["way"]), told["is_agreed"], destination)

    def refuse(self, problem: RuleError) -> None:
        """Show a refusal at the field that it is about."""
        at = {"dispatch.consent_missing": "is_agreed"}.get(problem.code, problem.facts.get("part"))
        self.add_error(at if at in self.fields else None, sentence(problem))


def delivery_shown(facts: CaseFacts, actor: Actor) -> dict[str, Any]:
    """Return how the result is delivered, as its applicant reads it."""
    found = dispatch_of(facts)
    done = delivery_of(facts) if facts.delivered_at else None
    is_under_way = found.parcel is not None and found.parcel.is_under_way
    wished = None if found.way else wished_on_form(facts)[0]
    return {
        "way": WAYS[found.way] if found.way else "",
        "wished": WAYS[wished] if wished else "",
        "destination": found.destination,
        "postage": POSTAGE[found.postage] if found.way is Way.EXPRESS else "",
        "parcels": [parcel_shown(parcel) for parcel in reversed(found.parcels)],
        "may_choose": can_choose(actor, facts) and not is_under_way,
        "done": done,
        "done_way": WAYS[Way(done.way)] if done else "",
    }


def parcel_shown(parcel: ParcelFacts) -> dict[str, Any]:
    """Return one parcel with its events, newest first."""
    return {
        "waybill": parcel.waybill,
        "state": PARCELS[parcel.state],
        "is_returned": parcel.state is ParcelState.RETURNED,
        "signed_by": parcel.signed_by,
        "events": [
            {"words": PARCELS[event.kind], "at": event.at.astimezone(timekeeping.BEIJING), "place": event.place}
            for event in reversed(parcel.events)
        ],
    }


def _first_values(facts: CaseFacts, found: Dispatch) -> dict[str, Any]:
    """Return what the form begins with: the choice that stands, or what the application form says."""
    wished, told = wished_on_form(facts)
    way, destination = found.way or wished, found.destination or told
    return {"way": way.value if way else "", **destination.as_row()}


@signed_in
@require_http_methods(["GET", "POST"])
def case_delivery(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Choose the way of delivery of one case."""
    facts = own_case(case_id, actor=request.actor)
    form = WayForm(request.POST or None, initial=_first_values(facts, dispatch_of(facts)))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            way_choose(case_id=case_id, told=form.told(), actor=request.actor, now=timekeeping.now())
        except RuleError as problem:
            form.refuse(problem)
            status = status_of(problem)
        else:
            messages.success(request, _("送达方式已记下。结果送达以前可以修改。"))
            return redirect("portal:my_case", case_id)
    context = {
        "facts": facts,
        "form": form,
        "may_choose": delivery_shown(facts, request.actor)["may_choose"],
        "postage": POSTAGE[postage()],
    }
    return page(request, "portal/mine/delivery.html", context, status=status)
