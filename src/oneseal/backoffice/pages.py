"""The frame of every page of the back office: rail by permission, who is signed in, forms that were refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.access import SignedInRequest
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError

ADMINISTRATORS = ("identity.manage", "seals.manage", "installation.view", "catalog.edit")
DESK = "/workbench/"  # of whoever only decides something here
REVIEWERS = ("catalog.review_department", "catalog.review_legal", "catalog.govern")
REVIEWS = "/office/review/"  # of whoever reviews items and does nothing else here
ENTRIES = (
    ("home", _("概览"), "home", " ".join(ADMINISTRATORS)),
    ("agency", _("机关信息"), "agency", "identity.manage"),
    ("seals", _("印章"), "licence", "seals.manage"),
    ("papers", _("文书用语"), "paper", "seals.manage"),
    ("agencies", _("机关名单"), "company", "identity.found"),
    ("places", _("场所"), "place", "identity.manage"),
    ("posts", _("岗位"), "theme", "identity.manage"),
    ("staff", _("人员"), "person", "identity.manage"),
    ("letters", _("授权书"), "paper", "identity.manage"),
    ("entrustments", _("委托收件"), "inbox", "identity.manage"),
    ("items", _("事项"), "catalog", "catalog.edit"),
    ("reviews", _("事项审核"), "check", "catalog.edit catalog.review_department catalog.review_legal catalog.govern"),
    ("adjustments", _("清单调整"), "edit", "catalog.publish catalog.govern"),
    ("stations", _("进驻中心"), "place", "catalog.publish catalog.govern"),
    ("reform", _("改革成效"), "chart", "catalog.edit installation.view"),
    ("quality", _("事项质量"), "chart", "catalog.edit"),
    ("laws", _("依据和清单"), "licence", "catalog.edit"),
    ("migrations", _("过程迁移"), "tasks", "cases.migrate cases.approve_migration"),
    ("divisions", _("区划"), "filter", "identity.manage"),
    ("data_requests", _("个人信息请求"), "message", "identity.manage"),
    ("security", _("登录安全"), "lock", "identity.found"),
    ("calendar", _("工作日历"), "calendar", "installation.view"),
    ("lights", _("亮灯规则"), "watch", "identity.found"),
    ("matter_limits", _("来件期限"), "clock", "identity.found"),
    ("blind_topics", _("两不见面审批"), "lock", "identity.found"),
    ("rating_rules", _("好差评规则"), "chart", "identity.found"),
    ("pads", _("评价屏"), "message", "identity.manage"),
    ("status", _("运行状态"), "watch", "installation.view"),
    ("proof", _("记录核验"), "success", "installation.view"),
)


def show(
    request: SignedInRequest, template: str, context: Mapping[str, Any], *, room: str = "home", status: int = 200
) -> HttpResponse:
    """Return a page of the back office; `room` is the entry of the rail that is current."""
    actor = request.actor
    rail = [
        {"label": label, "url": reverse(f"backoffice:{name}"), "icon": icon, "is_current": name == room, "count": 0}
        for name, label, icon, permissions in ENTRIES
        if any(map(actor.may, permissions.split()))
    ]
    account = {
        "name": actor.name,
        "url": reverse("portal:account"),
        "sign_out_url": reverse("account_logout"),
    }
    home_url = _home_of(actor)
    frame = {
        "rail": rail, "account": account, "home_url": home_url, "search_url": "", "query": "", "day_state": "",
    }  # fmt: skip
    return render(request, template, {**frame, **context}, status=status)


def _home_of(actor: Actor) -> str:
    if any(map(actor.may, ADMINISTRATORS)):
        return reverse("backoffice:home")
    return REVIEWS if any(map(actor.may, REVIEWERS)) else DESK


def sent_in(request: HttpRequest) -> QueryDict | None:
    """Return what a form is bound to: None before it is sent, else the data, even when empty."""
    return request.POST if request.method == "POST" else None


def refused(form: Form, problem: RuleError, *, fields: Mapping[str, str] | None = None) -> int:
    """Put the sentence of a refusal on a form, at its field where `fields` (code → field) or a fact names one.

    Return the status.

    A form that refused is rendered again with everything that was typed.
    """
    field = next((name for code, name in (fields or {}).items() if problem.code.startswith(code)), None)
    told = problem.facts.get("field")
    form.add_error(field or (told if isinstance(told, str) and told in form.fields else None), sentence(problem))
    return status_of(problem)
