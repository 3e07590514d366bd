"""The frame of every staff page: rail, date, search, who is here."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.cases.policies import can_receive
from oneseal.cases.selectors import inbox_count, proposals_waiting_count
from oneseal.foundation.http.access import SignedInRequest
from oneseal.foundation.timekeeping import today
from oneseal.kernel.access import Actor
from oneseal.kernel.clock.calendar import DayFact, DayKind
from oneseal.supervision.selectors import findings_waiting_count
from oneseal.workflow.selectors import calendar

OFFICE_ITEMS: Final = "/office/items/"
OFFICE: Final = "/office/"
MIGRATIONS: Final = "/office/migrations/"

DAYS: Final[dict[DayKind, Promise]] = {
    DayKind.WEEKDAY: gettext_lazy("工作日"),
    DayKind.WEEKEND: gettext_lazy("周末休息"),
    DayKind.HOLIDAY: gettext_lazy("节假日休息"),
    DayKind.MAKE_UP: gettext_lazy("调休上班"),
    DayKind.LOCAL_CLOSURE: gettext_lazy("本地停止办公"),
    DayKind.LOCAL_WORKDAY: gettext_lazy("本地通知上班"),
    DayKind.ESTIMATED_WEEKDAY: gettext_lazy("暂按工作日"),
    DayKind.ESTIMATED_WEEKEND: gettext_lazy("暂按休息日"),
}


def day_words(fact: DayFact | None) -> str:
    """Return whether a day is worked, in words; None means that no notice covers its year."""
    return _("放假安排尚未公布") if fact is None else str(DAYS[fact.kind])


def rail_of(actor: Actor, *, current: str) -> list[dict[str, Any]]:
    """Return the entries of the left rail that the actor's post may see."""
    counts = {
        "inbox": inbox_count(actor) if actor.may("cases.read") else 0,
        "extensions": proposals_waiting_count(actor),
        "findings": findings_waiting_count(actor),
    }
    entries = (
        ("inbox", _("待办"), reverse("workbench:inbox"), "tasks", "cases.read"),
        ("receive", _("窗口收件"), reverse("workbench:receive"), "inbox", "cases.receive"),
        ("guidance", _("申请前辅导"), reverse("workbench:guidance"), "message", "cases.receive"),
        ("extensions", _("延长期限"), reverse("workbench:extensions"), "watch", "cases.approve_extension"),
        ("cases", _("办件"), reverse("workbench:cases"), "case", "cases.read"),
        ("checks", _("事后核查"), reverse("workbench:post_checks"), "check", "cases.review"),
        ("credit", _("失信记录"), reverse("workbench:breaches"), "warning", "cases.confirm_void"),
        ("procedures", _("程序"), reverse("workbench:procedures"), "watch", "cases.read"),
        ("board", _("监察看板"), reverse("workbench:board"), "chart", "supervision.read"),
        ("drawings", _("抽取记录"), reverse("workbench:drawings"), "filter", "cases.draw_again|audit.read"),
        ("licences", _("证照"), reverse("workbench:licences"), "licence", "cases.read"),
        ("payments", _("缴费和对账"), reverse("workbench:payments"), "check", "payments.read"),
        ("findings", _("监察"), reverse("workbench:findings"), "warning", "supervision.read"),
        (
            "matters",
            _("来件"),
            reverse("workbench:matters"),
            "message",
            "complaints.answer|matters.extend|matters.oversee",
        ),
        ("matter_new", _("登记来件"), reverse("workbench:matter_new"), "inbox", "matters.register"),
        ("figures", _("统计"), reverse("workbench:figures"), "chart", "performance.read"),
        ("index", _("效能指数"), reverse("workbench:index"), "success", "performance.read"),
        ("ratings", _("好差评"), reverse("workbench:ratings"), "chart", "ratings.handle|ratings.supervise"),
        ("readings", _("查看记录"), reverse("workbench:readings"), "watch", "audit.read"),
        ("rules", _("监察规则"), reverse("workbench:rules"), "tasks", "supervision.read"),
        ("mining", _("流程分析"), reverse("workbench:mining"), "chart", "audit.read"),
        ("items", _("事项"), OFFICE_ITEMS, "catalog", "catalog.edit"),
        ("migrations", _("过程迁移"), MIGRATIONS, "tasks", "cases.approve_migration"),
        ("office", _("设置"), OFFICE, "settings", "identity.manage"),
    )
    return [
        {
            "label": label,
            "url": url,
            "icon": icon,
            "is_current": key == current,
            "count": counts.get(key),
        }
        for key, label, url, icon, permission in entries
        if any(map(actor.may, permission.split("|")))
    ]


def frame(request: SignedInRequest, *, current: str) -> dict[str, Any]:
    """Return what the layout of the workbench needs."""
    actor, day = request.actor, today()
    return {
        "rail": rail_of(actor, current=current),
        "search_url": reverse("workbench:search"),
        "receive_url": reverse("workbench:receive") if can_receive(actor) else "",
        "query": "",
        "day_state": day_words(calendar().day_if_known(day)),
        "home_url": reverse("workbench:inbox" if actor.may("cases.read") else "workbench:extensions"),
        "account": {
            "name": f"{actor.name} · {actor.post_title}",
            "url": reverse("portal:account"),
            "sign_out_url": reverse("account_logout"),
        },
    }


def show(
    request: SignedInRequest, template: str, context: dict[str, Any], *, current: str, status: int = 200
) -> HttpResponse:
    """Return a page of the workbench inside its frame."""
    return render(request, template, {**frame(request, current=current), **context}, status=status)
