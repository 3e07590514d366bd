"""The desk of reviews, a draft beside the version in force, what moves it on, and the history of a part."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.backoffice.review.parts import part_shown, parts_shown
from oneseal.catalog.selectors import review_choices, review_for, reviews_for, reviews_wanted
from oneseal.catalog.selectors.history import compared_to_force, part_history
from oneseal.catalog.selectors.life_words import ACTIONS, STAGES, ReviewAction
from oneseal.catalog.selectors.reviewing import REVIEWS, ReviewFacts, Stage, remarks_by_element
from oneseal.catalog.services import draft_hand_in, draft_pass, draft_return, draft_take_back, reviews_choose
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError

ROOM: Final = "reviews"
REVIEWERS: Final = ("catalog.review_department", "catalog.review_legal", "catalog.govern")
ANYBODY: Final = ("catalog.edit", *REVIEWERS)
LONGEST: Final = 2000


@require_safe
@requires(*ANYBODY)
def reviews(request: SignedInRequest) -> HttpResponse:
    """List the drafts under review, those that wait for the reader first."""
    rows = [{"row": row, "stage": STAGES[row.stage]} for row in reviews_for(request.actor)]
    wanted = [STAGES[stage] for stage in reviews_wanted()]
    may_choose = request.actor.may("identity.found") or request.actor.may("catalog.govern")
    context = {"rows": rows, "wanted": wanted, "may_choose": may_choose}
    return show(request, "backoffice/review/reviews.html", context, room=ROOM)


@require_safe
@requires(*ANYBODY)
def review(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show a draft beside the version in force; `?all=1` shows everything, not only what differs."""
    return page(request, version_id)


def page(request: SignedInRequest, version_id: UUID, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """Return the page of a review, with why an act on it was refused."""
    facts = review_for(version_id, actor=request.actor)
    compared = compared_to_force(facts.version, on=today())
    is_all = bool(request.GET.get("all"))
    remarks = remarks_by_element(facts.remarks)
    context: dict[str, Any] = {
        "facts": facts, "other": compared.other, "is_all": is_all, "refusal": refusal,
        "changed": len(compared.changed),
        "parts": parts_shown(compared.parts, version_id=version_id, remarks=remarks, is_all=is_all),
        **_standing(facts),
    }  # fmt: skip
    return show(request, "backoffice/review/review.html", context, room=ROOM, status=status)


def _standing(facts: ReviewFacts) -> dict[str, Any]:
    """Return where the review stands: the stages of this draft, the present one, and who moved it."""
    stages = [Stage.DRAFT, *facts.wanted, Stage.READY, Stage.PUBLISHED]
    is_published = facts.version.state == "published"
    stage = Stage.PUBLISHED if is_published else facts.stage
    events = [
        {
            "title": ACTIONS[ReviewAction(step.action)], "at": step.made_at, "text": step.note,
            "who": f"{step.post_title} {step.made_by_name}".strip(),
        }
        for step in reversed(facts.steps)
    ]  # fmt: skip
    return {
        "steps": [STAGES[one] for one in stages], "current": stages.index(stage) + 1 if stage in stages else 1,
        "events": events, "stage": STAGES[stage], "is_draft": stage is Stage.DRAFT, "is_published": is_published,
        "is_ready": stage is Stage.READY, "is_under_review": stage in {*REVIEWS, Stage.READY},
        "needs_review": bool(facts.wanted), "may_remark": facts.may_review and not facts.is_own_work,
    }  # fmt: skip


def _act(request: SignedInRequest, version_id: UUID, work: Callable[[], object], *, said: str) -> HttpResponse:
    try:
        work()
    except RuleError as problem:
        return page(request, version_id, refusal=sentence(problem), status=422)
    messages.success(request, said)
    return redirect("backoffice:review", version_id)


def _note(request: SignedInRequest) -> str:
    return request.POST.get("note", "").replace("\0", "")[:LONGEST]


@require_POST
@requires("catalog.edit")
def hand_in(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Hand a draft in for review."""
    work = partial(draft_hand_in, version_id=version_id, note=_note(request), actor=request.actor, now=now())
    return _act(request, version_id, work, said=_("已送审。审核期间草稿不能修改。"))


@require_POST
@requires(*REVIEWERS)
def pass_on(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Pass a draft at its stage."""
    work = partial(draft_pass, version_id=version_id, note=_note(request), actor=request.actor, now=now())
    return _act(request, version_id, work, said=_("审核通过，已转到下一环节。"))


@require_POST
@requires(*REVIEWERS)
def send_back(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Return a draft to its editor."""
    work = partial(draft_return, version_id=version_id, note=_note(request), actor=request.actor, now=now())
    return _act(request, version_id, work, said=_("已退回修改。"))


@require_POST
@requires("catalog.edit")
def take_back(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Take a draft back from its review."""
    work = partial(draft_take_back, version_id=version_id, actor=request.actor, now=now())
    return _act(request, version_id, work, said=_("已撤回送审，可以继续修改。"))


class ChoiceForm(OfficeForm):
    """Which reviews the city wants, and why."""

    stages = forms.MultipleChoiceField(
        label=gettext_lazy("发布前的审核"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(stage.value, STAGES[stage]) for stage in REVIEWS],
        help_text=gettext_lazy("都不选时，编写的人通过发布条件就可以发布。已经送审的草稿按送审时的设置办理。"),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("原因"), max_length=200, help_text=gettext_lazy("写入历史，例如批准文件。")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.govern", "identity.found")
def choice(request: SignedInRequest) -> HttpResponse:
    """Choose which reviews the city wants; show the choices before."""
    form, status = ChoiceForm(sent_in(request), initial={"stages": [stage.value for stage in reviews_wanted()]}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            try:
                reviews_choose(stages=told["stages"], reason=told["reason"], actor=request.actor, now=now())
                messages.success(request, _("已保存。从现在起送审的草稿按这个设置审核。"))
                return redirect("backoffice:review_choice")
            except RuleError as problem:
                status = refused(form, problem, fields={"catalog.reviews_unfit": "reason"})
    history = [
        {"row": row, "stages": _("、").join(str(STAGES[Stage(one)]) for one in row.stages) or _("不审核")}
        for row in review_choices(request.actor)
    ]
    return show(request, "backoffice/review/choice.html", {"form": form, "history": history}, room=ROOM, status=status)


@require_safe
@requires("catalog.edit", "catalog.govern")
def history(request: SignedInRequest, version_id: UUID, key: str) -> HttpResponse:
    """Show how one part of an item came to be what it is, back to its first version."""
    facts = review_for(version_id, actor=request.actor)
    told = part_history(facts.version.item_id, key, actor=request.actor)
    steps = [{"step": step, "shown": part_shown(step.part, version_id=step.version.id)} for step in told.steps]
    context = {"history": told, "steps": steps, "version_id": version_id}
    return show(request, "backoffice/review/history.html", context, room=ROOM)
