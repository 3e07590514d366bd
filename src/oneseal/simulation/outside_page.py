"""The demo's page of outside systems: switch a fault on or off, read what the message gateway was given."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from oneseal.dispatch.services import parcels_ask_now
from oneseal.foundation.http.access import ActorRequest, public
from oneseal.foundation.outside.selectors import systems_health
from oneseal.portal.pages import page
from oneseal.simulation.city_clock import is_movable
from oneseal.simulation.outside.city import MAIL_FILE, POST_FILE, SMS_FILE
from oneseal.simulation.outside.faults import Fault, FaultFile, city_faults
from oneseal.simulation.outside.mail import MAIL, Mailbox
from oneseal.simulation.outside.messages import Postbox
from oneseal.simulation.outside.places import SYSTEMS
from oneseal.simulation.outside.post import PostOffice

WORDS: Final[dict[str, tuple[Promise, Promise]]] = {
    "population": (gettext_lazy("人口库"), gettext_lazy("只回答姓名和公民身份号码是否一致，不回答别的。")),
    "companies": (gettext_lazy("法人库"), gettext_lazy("只回答名称、统一社会信用代码和法定代表人是否一致。")),
    "credit": (gettext_lazy("信用平台"), gettext_lazy("回答守信红榜和失信黑名单里有没有记录。")),
    "sms": (gettext_lazy("短信网关"), gettext_lazy("把办件的进展发到申请人的手机。")),
    "post": (gettext_lazy("邮政"), gettext_lazy("收寄办件结果，回答邮件到了哪里、谁签收的。")),
    "payment": (gettext_lazy("缴费平台"), gettext_lazy("收取事项清单上的费用，开电子票据，每天对账。")),
    "mail": (gettext_lazy("邮件服务器"), gettext_lazy("把办件的进展发到申请人的电子邮箱；答错时拒收（550）。")),
}
NAMES: Final = (*SYSTEMS, MAIL)
PARCELS: Final[dict[str, Promise]] = {
    "": gettext_lazy("等待收寄"),
    "accepted": gettext_lazy("已收寄"),
    "in_transit": gettext_lazy("运输途中"),
    "signed": gettext_lazy("签收"),
    "returned": gettext_lazy("退回"),
}
FAULTS: Final[dict[Fault, Promise]] = {
    Fault.NONE: gettext_lazy("正常"),
    Fault.SLOW: gettext_lazy("变慢"),
    Fault.DOWN: gettext_lazy("停下"),
    Fault.WRONG: gettext_lazy("答错"),
}


def _faults() -> FaultFile:
    faults = city_faults()
    if faults is None or not is_movable():
        raise Http404
    return faults


def _systems(faults: FaultFile) -> list[dict[str, Any]]:
    health = {row.system: row for row in systems_health()}
    on = faults.all()
    return [
        {
            "name": name, "title": WORDS[name][0], "text": WORDS[name][1],
            "answered_at": health[name].answered_at, "failed_at": health[name].failed_at,
            "options": [
                {"value": fault.value, "label": label, "is_on": on.get(name, Fault.NONE) is fault}
                for fault, label in FAULTS.items()
            ],
        }
        for name in NAMES
    ]  # fmt: skip


@public
@require_http_methods(["GET", "POST"])
def outside(request: ActorRequest) -> HttpResponse:
    """Show the outside systems; a press switches a fault."""
    faults = _faults()
    if request.method == "POST":
        return _carry(request) if "parcel" in request.POST else _switch(request, faults)
    postbox = Postbox.at(settings.ONESEAL_DATA / SMS_FILE)
    context = {"systems": _systems(faults), "sms": postbox.latest(), "parcels": _parcels()}
    context["mail"] = Mailbox.at(settings.ONESEAL_DATA / MAIL_FILE).latest()
    return page(request, "simulation/outside.html", context)


def _office() -> PostOffice:
    return PostOffice.at(settings.ONESEAL_DATA / POST_FILE)


def _parcels() -> list[dict[str, Any]]:
    return [
        {
            **row, "state": PARCELS[row["last"]],
            "options": [{"value": kind, "label": PARCELS[kind]} for kind in row["next"]],
        }
        for row in _office().parcels()
    ]  # fmt: skip


def _carry(request: ActorRequest) -> HttpResponse:
    """Let the next thing happen to a parcel; the worker asks about it at once."""
    kind = request.POST.get("kind", "")
    if not _office().advance(request.POST["parcel"], kind):
        raise Http404
    parcels_ask_now()
    messages.success(request, _("邮件现在：%(state)s。") % {"state": PARCELS[kind]})
    return redirect("demo:outside")


def _switch(request: ActorRequest, faults: FaultFile) -> HttpResponse:
    system = request.POST.get("system", "")
    try:
        fault = Fault(request.POST.get("fault", ""))
    except ValueError:
        raise Http404 from None
    if system not in NAMES:
        raise Http404
    faults.set(system, fault)
    told = {"system": WORDS[system][0], "fault": FAULTS[fault]}
    messages.success(request, _("%(system)s现在：%(fault)s。") % told)
    return redirect("demo:outside")
