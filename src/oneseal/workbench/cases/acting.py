"""How an act is done on a page: fill in, see the paper and the effect, confirm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from oneseal.cases.selectors import Action, CaseFacts, ClockFace, State, actions_open, case_for_actor, clock_of
from oneseal.cases.services import MovePreview, Press, move_previewed
from oneseal.foundation.http.access import SignedInRequest
from oneseal.foundation.http.sentences import status_of
from oneseal.foundation.timekeeping import now
from oneseal.kernel.clock import Light
from oneseal.kernel.errors import RuleError
from oneseal.workbench.cases.casefile import head_of
from oneseal.workbench.cases.forms import ActForm
from oneseal.workbench.cases.words import ACTIONS, STATES, state_of
from oneseal.workbench.desk import show
from oneseal.workbench.previews import preview_kept

Context = dict[str, Any]


def _case_page(facts: CaseFacts, action: Action) -> str:
    return f"{reverse('workbench:case', args=[facts.id])}?done={action.value}"


@dataclass(frozen=True, slots=True)
class ActPage:
    """One act: its form, the service behind it, its template, and what else its page shows.

    `find` loads the case for whoever acts, `leads_to` is where he is when it is done.
    """

    action: Action
    form: type[ActForm]
    work: Callable[[CaseFacts, Any, Press], object]
    template: str
    beside: Callable[[CaseFacts, SignedInRequest], Context] = lambda _facts, _request: {}
    is_wordless: bool = False
    has_paper: bool = True
    find: Callable[..., CaseFacts] = case_for_actor
    leads_to: Callable[[CaseFacts, Action], str] = _case_page
    current: str = "cases"


def act(request: SignedInRequest, case_id: UUID, page: ActPage) -> HttpResponseBase:
    """Show the page of an act, preview it, or do it; every answer keeps what was typed."""
    facts = page.find(case_id, actor=request.actor)
    form = page.form(facts, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        return _answered(request, form, page)
    if page.action not in actions_open(facts, actor=request.actor):
        messages.warning(request, _("这一步现在不能办理：本件已经是“%(state)s”。") % {"state": STATES[facts.state]})
        return redirect(page.leads_to(facts, page.action).partition("?")[0])
    if not page.is_wordless:
        return _shown(request, form, page)
    try:
        return _shown(request, form, page, preview=_previewed(request, form, page))
    except RuleError as problem:
        return _refused(request, page.form(facts, {}), page, problem=problem)


def _answered(request: SignedInRequest, form: ActForm, page: ActPage) -> HttpResponseBase:
    """Answer a press: the paper to look at first, then the act itself."""
    if not form.is_valid():
        return _shown(request, form, page, status=422)
    is_final = request.POST.get("step") == "confirm"
    try:
        if is_final and (form.is_as_seen or not page.has_paper):
            page.work(form.facts, form, Press(request.actor, now(), form.press_key))
            return redirect(page.leads_to(form.facts, page.action))
        preview = _previewed(request, form, page)
    except RuleError as problem:
        return _refused(request, form, page, problem=problem)
    return _shown(request, form, page, preview=preview, is_changed=is_final)


def _refused(request: SignedInRequest, form: ActForm, page: ActPage, *, problem: RuleError) -> HttpResponse:
    """Show a refusal on the page it belongs to, above the case as it stands now."""
    form.is_valid()
    form.refuse(problem)
    form.facts = page.find(form.facts.id, actor=request.actor)
    return _shown(request, form, page, status=status_of(problem))


def _previewed(request: SignedInRequest, form: ActForm, page: ActPage) -> Context:
    done = move_previewed(
        case_id=form.facts.id,
        work=lambda press: page.work(form.facts, form, press),
        actor=request.actor,
        now=now(),
    )
    papers = [preview_kept(paper, actor=request.actor) for paper in done.papers]
    return {"papers": papers, "effects": effects_of(form.facts, done)}


def effects_of(facts: CaseFacts, done: MovePreview) -> list[dict[str, Any]]:
    """Return what a move changes: the state, whether the clock runs, and the due dates."""
    after, clock = done.facts, clock_of(done.facts, now=now())
    entries: list[dict[str, Any]] = [{"label": _("办件状态"), "value": f"{state_of(facts)} → {state_of(after)}"}]
    entries.append({"label": _("计时"), "value": _clock_words(facts, clock, after=after)})
    if after.delivery is not None and clock.remaining is not None:
        entries.append({"label": _("最迟送达"), "value": _day(after.due_on, after)})
    elif after.accepted_at and clock.remaining is not None and clock.light is not Light.BLUE:
        entries.append({"label": _("承诺办结"), "value": _day(after.due_at or after.due_on, after)})
        entries.append({"label": _("法定办结"), "value": _day(after.statutory_due_at or after.statutory_due_on, after)})
    return entries


def _clock_words(facts: CaseFacts, clock: ClockFace, *, after: CaseFacts) -> str:
    """Return what happens to the clock of a case whose clock afterwards looks like `clock`."""
    if clock.light is Light.BLUE and facts.accepted_at is None:
        return _("停止计时，申请人补正后重新计算答复期限")
    if clock.light is Light.GREY:
        was_stopped = clock_of(facts, now=now()).light is Light.GREY
        return _("早已停止，不受影响") if was_stopped else _("停止计时")
    if after.state is State.SUSPENDED:
        return _("承诺期限停止计算，恢复办理后自次日起继续")
    if clock.light is Light.BLUE:
        return _("特别程序期间停止计时，结束后继续计算")
    if facts.decided_at is None and after.delivery is not None:
        return _("决定的期限停止；送达开始计时，共%(days)s个工作日") % {"days": clock.remaining}
    if clock.is_hourly:
        hours = _("计时，还剩%(hours)s小时") if facts.accepted_at else _("自受理时起计时，共%(hours)s小时")
        return hours % {"hours": clock.remaining}
    words = _("计时，还剩%(days)s个工作日") if facts.accepted_at else _("自受理之日起计时，共%(days)s个工作日")
    return words % {"days": clock.remaining}


def _day(end: date | None, facts: CaseFacts) -> str | None:
    """Return the end of a clock: its day, with the time of day where hours count."""
    if end is None:
        return None
    day = f"{localtime(end):%Y-%m-%d %H:%M}" if isinstance(end, datetime) else end.isoformat()
    if facts.due_is_provisional:
        return _("%(day)s（暂估，放假安排公布后更新）") % {"day": day}
    return day


def _shown(
    request: SignedInRequest,
    form: ActForm,
    page: ActPage,
    *,
    status: int = 200,
    preview: Context | None = None,
    is_changed: bool = False,
) -> HttpResponse:
    facts = form.facts
    context: Context = {
        **head_of(facts),
        "form": form,
        "title": ACTIONS[page.action],
        "preview": preview,
        "is_changed": is_changed,
        "has_paper": page.has_paper,
        "is_wordless": page.is_wordless,
        "is_open": page.action in actions_open(facts, actor=request.actor),
        **page.beside(facts, request),
    }
    return show(request, page.template, context, current=page.current, status=status)
