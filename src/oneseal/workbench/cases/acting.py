"""How an act is done on a page: fill in, see the paper and the effect, confirm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.cases.selectors import Action, CaseFacts, actions_judged, actions_open, barred, case_for_actor
from oneseal.cases.services import Press, move_previewed
from oneseal.foundation.http.access import SignedInRequest
from oneseal.foundation.http.sentences import status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.workbench.cases.casefile import head_of
from oneseal.workbench.cases.effects import effects_ahead, effects_of
from oneseal.workbench.cases.forms import ActForm
from oneseal.workbench.cases.reading import Read, note_reading
from oneseal.workbench.cases.words import ACTIONS, STATES
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
    form = _form(request, facts, page, told=request.POST if request.method == "POST" else None)
    if request.method == "POST":
        return _answered(request, form, page)
    judged = actions_judged(facts, actor=request.actor, today=today())
    why = barred(judged).get(page.action)
    if why is not None:
        return _refused(request, _form(request, facts, page, told={}), page, problem=why)
    if page.action not in judged or judged[page.action] is not None:
        messages.warning(request, _("这一步现在不能办理：本件已经是“%(state)s”。") % {"state": STATES[facts.state]})
        return redirect(page.leads_to(facts, page.action).partition("?")[0])
    # Who opens the page reads who applied; what he sends in from it is no further look.
    note_reading(Read.CASE, facts.id, facts, actor=request.actor)
    if not page.is_wordless:
        return _shown(request, form, page)
    try:
        return _shown(request, form, page, preview=_previewed(request, form, page))
    except RuleError as problem:
        return _refused(request, _form(request, facts, page, told={}), page, problem=problem)


def _form(request: SignedInRequest, facts: CaseFacts, page: ActPage, *, told: Mapping[str, Any] | None) -> ActForm:
    """Return the form of an act for whoever fills it in today."""
    form = page.form(facts, told)
    form.meet(request.actor, on=today())
    return form


def _answered(request: SignedInRequest, form: ActForm, page: ActPage) -> HttpResponseBase:
    """Answer a press: the paper to look at first, then the act itself."""
    if not form.is_valid():
        return _shown(request, form, page, status=422)
    is_final = request.POST.get("step") == "confirm"
    try:
        if is_final and (form.is_as_seen or not page.has_paper):
            page.work(form.facts, form, Press(request.actor, now(), form.press_key, told=form.fingerprint))
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
    return {"papers": papers, "effects": effects_of(form.facts, done, action=page.action)}


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
        "ahead": [] if page.has_paper else effects_ahead(facts, page.action),
        "is_changed": is_changed,
        "has_paper": page.has_paper,
        "is_wordless": page.is_wordless,
        "is_open": page.action in actions_open(facts, actor=request.actor, today=today()),
        **page.beside(facts, request),
    }
    return show(request, page.template, context, current=page.current, status=status)
