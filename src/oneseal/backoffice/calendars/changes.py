"""A change of the calendar: what it moves, confirming it, and how far the cases have followed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneseal.backoffice.calendars.forms import ClosureForm, HoursForm, WithdrawForm
from oneseal.backoffice.calendars.years import changes as changed_days
from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.backoffice.sheets import Sheet
from oneseal.cases.selectors import dues_moved_count, dues_moved_page
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.identifiers import uuid_told
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.clock import OfficeHours, notice_from_mapping
from oneseal.kernel.errors import RuleError
from oneseal.workflow.selectors import (
    ChangeFacts,
    calendar_after,
    calendar_notices,
    change_for,
    closure_by_id,
    hours_from,
)
from oneseal.workflow.services import change_confirm, closure_draft, hours_draft, withdrawal_draft

DAYS_LISTED = 60


@require_safe
@requires("installation.view")
def change(request: SignedInRequest, change_id: UUID) -> HttpResponse:
    """Show what a drafted change would move, or how far the cases have followed a confirmed one."""
    facts = change_for(request.actor, change_id)
    context: dict[str, Any] = {"change": facts, "title": _title(facts)}
    if facts.confirmed_at is not None:
        at_work = facts.finished_at is None
        percent = 100 * facts.looked_at // facts.running if at_work and facts.running else None
        context |= {"is_at_work": at_work, "percent": percent}
        return show(request, "backoffice/calendars/followed.html", context, room="calendar")
    then = calendar_after(facts)
    begin = uuid_told(request.GET.get("after", ""))
    moved, after = dues_moved_page(calendar=then, today=today(), actor=request.actor, after=begin)
    context |= {
        "days": _days(request, facts), "moved": moved, "next_url": f"?after={after}#moved" if after else "",
        "count": dues_moved_count(calendar=then, today=today(), actor=request.actor),
    }  # fmt: skip
    return show(request, "backoffice/calendars/change.html", context, room="calendar")


def _title(facts: ChangeFacts) -> str:
    if facts.kind == "notice":
        return _("载入%(year)s年的放假通知") % {"year": facts.content["year"]}
    if facts.kind == "closure":
        return _("载入本地停止办公或者上班的文件")
    if facts.kind == "hours":
        return _("载入办公时间")
    return _("撤回本地文件")


def _hours_told(hours: OfficeHours) -> dict[str, str]:
    return {"day": hours.since.isoformat(), "hours": hours_in_words(hours)}


def hours_in_words(hours: OfficeHours) -> str:
    """Return office hours as people read them: 09:00–12:00、13:30–17:00."""
    return "、".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in hours.spans)


def _days(request: SignedInRequest, facts: ChangeFacts) -> list[str]:
    """Return in sentences which days a change makes others."""
    if facts.kind == "notice":
        told = notice_from_mapping(facts.content)
        known = {notice.year: notice for notice, _at in calendar_notices()}
        return changed_days(known.get(told.year), told)
    if facts.kind == "hours":
        return [_("自%(day)s起，办公时间为%(hours)s。") % _hours_told(hours_from(facts.content))]
    if facts.kind == "closure":
        first, last = (date.fromisoformat(facts.content[name]) for name in ("first_on", "last_on"))
        is_working, name = facts.content["is_working"], facts.content["name"]
        word = _("%(day)s 上班（%(name)s）") if is_working else _("%(day)s 停止办公（%(name)s）")
    else:
        row = closure_by_id(request.actor, UUID(facts.content["closure"]))
        first, last, name = row.first_on, row.last_on, row.name
        word = _("%(day)s 恢复为平常的安排（原为：%(name)s）")
    days = [first + timedelta(passed) for passed in range(min((last - first).days + 1, DAYS_LISTED))]
    return [word % {"day": day.isoformat(), "name": name} for day in days]


@require_POST
@requires("installation.view")
def confirm(request: SignedInRequest, change_id: UUID) -> HttpResponse:
    """Let a drafted change hold; the cases follow in the background."""
    change_for(request.actor, change_id)
    try:
        change_confirm(change_id=change_id, actor=request.actor, now=now())
    except RuleError as problem:
        messages.error(request, sentence(problem))
    else:
        messages.success(request, _("日历已更新，正在重新计算在办件的期限。"))
    return redirect("backoffice:calendar_change", change_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("installation.view")
def closure_new(request: SignedInRequest) -> HttpResponse:
    """Ask for a local paper, then show what it would move."""
    form = ClosureForm(sent_in(request))
    purpose = _("按文件填写。下一步先看有多少在办件的期限会变，确认以后才载入。")
    return _drafted(
        request, form, title=_("登记本地停止办公或者上班"), purpose=purpose,
        fields={"workflow.closure_unfit": "last_on"},
        draft=lambda: closure_draft(told=form.told(), actor=request.actor, now=now()),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires("installation.view")
def hours_new(request: SignedInRequest) -> HttpResponse:
    """Ask for a paper on office hours, then show what it would move."""
    form = HoursForm(sent_in(request))
    purpose = _("按工作小时承诺的事项只在这些时间里计时。下一步先看有多少在办件的期限会变，确认以后才载入。")
    return _drafted(
        request, form, title=_("登记办公时间"), purpose=purpose, fields={"clock.hours_malformed": "opens"},
        draft=lambda: hours_draft(told=form.told(), actor=request.actor, now=now()),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires("installation.view")
def closure_withdraw(request: SignedInRequest, closure_id: UUID) -> HttpResponse:
    """Ask why a local paper is withdrawn, then show what that would move."""
    row, form = closure_by_id(request.actor, closure_id), WithdrawForm(sent_in(request))
    title = _("撤回“%(title)s（%(number)s）”") % {"title": row.title, "number": row.number}
    return _drafted(
        request, form, title=title, purpose=_("下一步先看有多少在办件的期限会变，确认以后才撤回。"),
        draft=lambda: withdrawal_draft(
            closure_id=row.id, reason=form.cleaned_data["reason"], actor=request.actor, now=now()
        ),
    )  # fmt: skip


def _drafted(
    request: SignedInRequest, form: OfficeForm, *, title: str, purpose: str, draft: Callable[[], UUID],
    fields: Mapping[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    """Show a form; once it is sent and sound, draft the change of the calendar that it tells and show what it moves."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_id = draft()
            except RuleError as problem:
                status = refused(form, problem, fields=fields)
            else:
                return redirect("backoffice:calendar_change", change_id)
    sheet = Sheet(title, purpose, _("预览变化"), "calendar", reverse("backoffice:calendar"))
    return show(request, "backoffice/form.html", {"form": form, "sheet": sheet}, room="calendar", status=status)
