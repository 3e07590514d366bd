"""Pages of what is done with a licence: told, previewed, confirmed; one frame for all of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.licences.policies import can_do
from oneseal.licences.selectors import Doing, Licence, cancellation_grounds_of, doings_of, licence_for_actor
from oneseal.licences.selectors.history import Life, life_of
from oneseal.licences.services import (
    licence_cancel,
    licence_recall,
    licence_reissue,
    licence_request_decline,
    licence_resume,
    licence_suspend,
    licence_take_away,
)
from oneseal.licences.services.wording import CANCELLATION
from oneseal.papers.services import papers_previewed
from oneseal.workbench.desk import show
from oneseal.workbench.licences.acting_forms import (
    CancelForm,
    DeclineForm,
    RecallForm,
    ReissueForm,
    ResumeForm,
    SuspendForm,
    TakeAwayForm,
)
from oneseal.workbench.licences.shown import licence_opened, licence_shown
from oneseal.workbench.previews import preview_kept


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its doing, form, words, and the service that it calls with what was told."""

    doing: Doing
    form: type[forms.Form]
    act: Callable[..., object]
    title: Promise
    purpose: Promise
    confirm: Promise
    done: Promise
    effect: Promise


def _by(service: Callable[..., object], name: str, form: Any) -> Callable[..., object]:  # noqa: ANN401 - a form class
    def act(licence_id: UUID, told: Mapping[str, Any], *, actor: Actor, at: datetime) -> object:
        return service(licence_id=licence_id, actor=actor, now=at, **{name: form.told(told)})

    return act


PAGES: Final = {
    page.doing.value: page
    for page in (
        Page(
            Doing.RECALL, RecallForm, _by(licence_recall, "recall", RecallForm), gettext_lazy("撤回许可"),
            gettext_lazy("许可当初合法，因法律或者客观情况变化，为公共利益撤回（《行政许可法》第八条）。违法取得的许可请用撤销。"),
            gettext_lazy("确认撤回许可"), gettext_lazy("许可已撤回，撤回许可决定书已出具。"),
            gettext_lazy("有效 → 已撤回，即时失效"),
        ),
        Page(
            Doing.TAKE_AWAY, TakeAwayForm, _by(licence_take_away, "penalty", TakeAwayForm),
            gettext_lazy("登记吊销"), gettext_lazy("按行政处罚决定登记吊销。处罚决定由作出机关送达，本页只登记结果。"),
            gettext_lazy("确认登记吊销"), gettext_lazy("吊销已登记，登记通知书已出具。"),
            gettext_lazy("有效 → 已吊销，即时失效"),
        ),
        Page(
            Doing.SUSPEND, SuspendForm, _by(licence_suspend, "penalty", SuspendForm), gettext_lazy("登记暂扣"),
            gettext_lazy("按行政处罚决定登记暂扣。暂扣结束后在证照页面恢复效力。"), gettext_lazy("确认登记暂扣"),
            gettext_lazy("暂扣已登记，登记通知书已出具。"), gettext_lazy("有效 → 已暂扣，恢复前不得使用"),
        ),
        Page(
            Doing.RESUME, ResumeForm, _by(licence_resume, "reason", ResumeForm), gettext_lazy("恢复效力"),
            gettext_lazy("暂扣结束，证照恢复效力，编号和有效期不变。"), gettext_lazy("确认恢复效力"),
            gettext_lazy("证照已恢复效力，通知书已出具。"), gettext_lazy("已暂扣 → 有效"),
        ),
        Page(
            Doing.CANCEL, CancelForm, _by(licence_cancel, "cancellation", CancelForm), gettext_lazy("注销许可"),
            gettext_lazy("证照的最后一步，注销后不能恢复（《行政许可法》第七十条）。"), gettext_lazy("确认注销许可"),
            gettext_lazy("许可已注销，注销许可决定书已出具，核验页面已公告。"), gettext_lazy("变为已注销，不能恢复"),
        ),
        Page(
            Doing.REISSUE, ReissueForm, _by(licence_reissue, "reissue", ReissueForm), gettext_lazy("补发证照"),
            gettext_lazy("编号和有效期不变，证照标识换新并注明“补发”，原证照作废。"), gettext_lazy("确认补发证照"),
            gettext_lazy("证照已补发，原证照已作废。"), gettext_lazy("原证照作废，补发的证照有效"),
        ),
    )
}  # fmt: skip


def doings_shown(licence_id: UUID, actor: Actor) -> list[dict[str, Any]]:
    """Return what the actor's post may do with a licence as it stands, with the words of the buttons."""
    licence = licence_for_actor(licence_id, actor=actor)
    found = doings_of(licence, today=today())
    return [
        {"doing": page.doing.value, "label": page.title, "is_grave": page.doing not in {Doing.RESUME, Doing.REISSUE}}
        for page in PAGES.values()
        if page.doing in found and can_do(page.doing, actor, agency_id=licence.agency_id)
    ]


@requires("cases.read")
def act(request: SignedInRequest, licence_id: UUID, doing: str) -> HttpResponseBase:
    """Do something with a licence: tell why, read the papers and the effect, confirm."""
    page, licence = PAGES.get(doing), licence_opened(request, licence_id)
    if page is None or not can_do(page.doing, request.actor, agency_id=licence.agency_id):
        raise Http404
    life = life_of(licence_id, actor=request.actor)
    if _is_pressed_again(request, page, licence, life=life):
        return redirect("workbench:licence", licence_id=licence_id)
    form, status = _form(request, page, licence_id, life=life), 200
    seen, preview, is_final = _digest(request, licence_id, page), None, request.POST.get("step") == "confirm"
    if form.is_bound and form.is_valid():
        try:
            if is_final and request.POST.get("seen") == seen:
                return _done(request, licence_id, page, form=form)
            preview = _previewed(request, licence_id, page, form=form)
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
    elif form.is_bound:
        status = 422
    context = {
        **licence_shown(licence, request.actor), "page": page, "form": form, "preview": preview, "seen": seen,
        "is_changed": bool(preview and is_final),
    }  # fmt: skip
    return show(request, "workbench/licences/act.html", context, current="licences", status=status)


def _is_pressed_again(request: SignedInRequest, page: Page, licence: Licence, *, life: Life) -> bool:
    """Return True when this very doing was done by this very person already: the button was pressed twice."""
    if request.POST.get("step") != "confirm" or page.doing in doings_of(licence, today=today()):
        return False
    done = next((event for event in reversed(life.events) if event.kind == page.doing.value), None)
    told = {text.strip() for text in request.POST.values() if isinstance(text, str)}
    return done is not None and done.who == request.actor.name and (done.details.get("number") or done.reason) in told


def _form(request: SignedInRequest, page: Page, licence_id: UUID, *, life: Life) -> forms.Form:
    """Return the form of a page; a request of the holder that waits is answered with it."""
    waiting = next((one for one in life.requests if one.kind == page.doing.value), None)
    first = {"request_id": waiting.id, "ground": waiting.ground or "other_lawful"} if waiting else {}
    form = page.form(request.POST if request.method == "POST" else None, initial=first)
    if page.doing is Doing.CANCEL:
        grounds = cancellation_grounds_of(licence_id, actor=request.actor, today=today())
        form.fields["ground"].choices = [(ground, CANCELLATION[ground]) for ground in grounds]  # type: ignore[attr-defined]
    return form


def _digest(request: SignedInRequest, licence_id: UUID, page: Page) -> str:
    """Return a digest of what is told, so that nobody confirms another paper than the one he read."""
    told = [str(licence_id), *(request.POST.get(name, "") for name in page.form.base_fields)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _done(request: SignedInRequest, licence_id: UUID, page: Page, *, form: forms.Form) -> HttpResponseBase:
    result = page.act(licence_id, form.cleaned_data, actor=request.actor, at=now())
    messages.success(request, str(page.done))
    return redirect("workbench:licence", licence_id=result if isinstance(result, UUID) else licence_id)


def _previewed(request: SignedInRequest, licence_id: UUID, page: Page, *, form: forms.Form) -> dict[str, Any]:
    _none, papers = papers_previewed(
        licence_id, work=lambda: page.act(licence_id, form.cleaned_data, actor=request.actor, at=now())
    )
    return {
        "papers": [preview_kept(paper, actor=request.actor) for paper in papers],
        "effects": [
            {"label": _("证照状态"), "value": page.effect},
            {"label": _("公开核验"), "value": _("任何人核验这份证照，都会看到最新状态")},
        ],
    }


@requires("cases.read")
def decline(request: SignedInRequest, licence_id: UUID, request_id: UUID) -> HttpResponseBase:
    """Decline what the holder asked for, with a reason that he reads."""
    licence = licence_opened(request, licence_id)
    life = life_of(licence_id, actor=request.actor)
    asked = next((one for one in life.requests if one.id == request_id), None)
    if asked is None or not can_do(Doing(asked.kind), request.actor, agency_id=licence.agency_id):
        raise Http404
    form, status = DeclineForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound and form.is_valid():
        try:
            answer = form.cleaned_data["answer"]
            licence_request_decline(request_id=request_id, answer=answer, actor=request.actor, now=now())
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("已答复持证人。理由会显示在他的证照页面。"))
            return redirect("workbench:licence", licence_id=licence_id)
    elif form.is_bound:
        status = 422
    context = {**licence_shown(licence, request.actor), "form": form, "asked": asked}
    return show(request, "workbench/licences/decline.html", context, current="licences", status=status)
