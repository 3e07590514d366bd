"""What is done with the index: compute, open, publish, adjust, appeal, decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError
from oneseal.performance.policies import MANAGES
from oneseal.performance.selectors.index import appeal_month, line_for_actor
from oneseal.performance.services import (
    appeal_decide,
    appeal_file,
    facts_refresh,
    index_adjust,
    index_compute_again,
    index_draft,
    index_open,
    index_publish,
)
from oneseal.workbench.performance.forms import AdjustForm, DecisionForm, DraftForm, WordsForm
from oneseal.workbench.performance.views import line_page, month_opened, month_page, months_page

ACTS: Final[dict[str, tuple[Callable[..., Any], Promise]]] = {
    "again": (index_compute_again, gettext_lazy("已重新计算。")),
    "open": (index_open, gettext_lazy("申诉期已开始，各部门现在可以查看自己的得分。")),
    "publish": (index_publish, gettext_lazy("已公布。结果已固定，更正只能另出新的版本。")),
}


def _to_month(month: date) -> HttpResponse:
    return redirect("workbench:index_month", month=f"{month:%Y-%m}")


@require_POST
@requires(MANAGES)
def draft(request: SignedInRequest) -> HttpResponse:
    """Compute the index of a month, or the correction of one."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return months_page(request, form, status=422)
    told = form.cleaned_data
    try:
        facts_refresh(now=now())
        index = index_draft(month=told["month"], reason=told["reason"], actor=request.actor, now=now())
    except RuleError as problem:
        form.add_error(None, sentence(problem))
        return months_page(request, form, status=status_of(problem))
    messages.success(request, _("已计算，现在是草稿。请核对以后开始申诉期。"))
    return _to_month(index.month)


@require_POST
@requires(MANAGES)
def act(request: SignedInRequest, month: str) -> HttpResponse:
    """Compute a month again, open it to appeals, or publish it."""
    shown = month_opened(request, month)
    if request.POST.get("act") not in ACTS:
        raise Http404
    service, said = ACTS[request.POST["act"]]
    try:
        if service is index_compute_again:
            facts_refresh(now=now())
        service(index_id=shown.index.id, actor=request.actor, now=now())
    except RuleError as problem:
        return month_page(request, shown, problem=sentence(problem), status=status_of(problem))
    messages.success(request, str(said))
    return _to_month(shown.index.month)


@require_POST
@requires(MANAGES)
def adjust(request: SignedInRequest, month: str, agency_id: UUID) -> HttpResponse:
    """Give points or take some off."""
    shown = month_opened(request, month)
    line_for_actor(shown, agency_id)
    form = AdjustForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            index_adjust(
                index_id=shown.index.id, agency_id=agency_id, points=form.cleaned_data["points"],
                told=form.cleaned_data, actor=request.actor, now=now(),
            )  # fmt: skip
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("已记入，名次已随之更新。"))
            return redirect("workbench:index_line", month=month, agency_id=agency_id)
    return line_page(request, shown, agency_id, forms={"adjust": form}, status=status)


@require_POST
@requires(MANAGES)
def appeal(request: SignedInRequest, month: str, agency_id: UUID) -> HttpResponse:
    """Appeal against one's own line."""
    shown = month_opened(request, month)
    line_for_actor(shown, agency_id)
    form, status = WordsForm(request.POST), 422
    if form.is_valid():
        try:
            appeal_file(index_id=shown.index.id, words=form.cleaned_data["words"], actor=request.actor, now=now())
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("申诉已提出，由另一位负责人书面答复。"))
            return redirect("workbench:index_line", month=month, agency_id=agency_id)
    return line_page(request, shown, agency_id, forms={"words": form}, status=status)


@require_POST
@requires(MANAGES)
def decide(request: SignedInRequest, appeal_id: UUID) -> HttpResponse:
    """Decide an appeal with words."""
    month = appeal_month(appeal_id, actor=request.actor)
    if month is None:
        raise Http404
    shown = month_opened(request, f"{month:%Y-%m}")
    form, problem = DecisionForm(request.POST, auto_id=False), _("请选择结论并写明答复。")
    status = 422
    if form.is_valid():
        told = form.cleaned_data
        try:
            appeal_decide(
                appeal_id=appeal_id, is_upheld=told["is_upheld"] == "yes", answer=told["answer"],
                actor=request.actor, now=now(),
            )  # fmt: skip
        except RuleError as refusal:
            problem, status = sentence(refusal), status_of(refusal)
        else:
            messages.success(request, _("已答复。"))
            return _to_month(month)
    return month_page(request, shown, decision=form, problem=problem, status=status)
