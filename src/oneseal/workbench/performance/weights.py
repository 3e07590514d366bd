"""Weights with their versions and what another choice would have done, and the year with its panel."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.performance.policies import READS, can_manage, oversees
from oneseal.performance.selectors.inputs import departments
from oneseal.performance.selectors.preview import ranked_otherwise
from oneseal.performance.selectors.weights import weight_versions, weights_of
from oneseal.performance.selectors.words import CONSTANT
from oneseal.performance.selectors.years import years_for_actor
from oneseal.performance.services import panel_score, weights_adopt
from oneseal.workbench.desk import show
from oneseal.workbench.performance.forms import PanelForm, WeightsForm

HTTP = ["GET", "HEAD", "POST"]
YEARS = range(2000, 2201)


@require_http_methods(HTTP)
@requires(READS)
def weights(request: SignedInRequest) -> HttpResponse:
    """Show the weights in force and their versions; preview others on the last published month, and adopt them."""
    in_force = weights_of(today())
    may_manage = can_manage(request.actor)
    if request.method == "POST" and not may_manage:
        raise Http404
    form = WeightsForm(request.POST if request.method == "POST" else None, scheme=in_force.scheme)
    status, preview = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                if "preview" not in request.POST:
                    return _adopted(request, form)
                preview, status = ranked_otherwise(form.chosen()), 200
            except RuleError as problem:
                form.add_error(None, sentence(problem))
                status = status_of(problem)
    context = {
        "form": form, "in_force": in_force, "versions": weight_versions(), "may_manage": may_manage,
        "preview": preview, "is_previewed": preview is not None,
    }  # fmt: skip
    return show(request, "workbench/performance/weights.html", context, current="index", status=status)


def _adopted(request: SignedInRequest, form: WeightsForm) -> HttpResponse:
    told = form.cleaned_data
    weights_adopt(
        scheme=form.chosen(), from_month=told["from_month"], basis=told["basis"], reason=told["reason"],
        actor=request.actor, now=now(),
    )  # fmt: skip
    messages.success(request, _("新的权重已保存，从选定的月份起使用。"))
    return redirect("workbench:index_weights")


@require_http_methods(HTTP)
@requires(READS)
def year(request: SignedInRequest, year: int) -> HttpResponse:
    """Show the year of each department, and take one's own scores of the five constant indices."""
    if year not in YEARS:
        raise Http404
    may_manage = can_manage(request.actor)
    if request.method == "POST" and not may_manage:
        raise Http404
    choices = {str(key): name for key, name in sorted(departments().items(), key=lambda row: row[1])}
    form, status = PanelForm(choices, request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _scored(request, form, year)
            except RuleError as problem:
                form.add_error(None, sentence(problem))
                status = status_of(problem)
    context: dict[str, Any] = {
        "year": year, "rows": years_for_actor(year, actor=request.actor), "form": form, "may_manage": may_manage,
        "constant": {index.value: str(word) for index, word in CONSTANT.items()}, "oversees": oversees(request.actor),
        "previous": year - 1, "following": year + 1,
    }  # fmt: skip
    return show(request, "workbench/performance/year.html", context, current="index", status=status)


def _scored(request: SignedInRequest, form: PanelForm, year: int) -> HttpResponse:
    panel_score(
        year=year, agency_id=UUID(form.cleaned_data["agency"]), scores=form.scores(),
        reason=form.cleaned_data["reason"], actor=request.actor, now=now(),
    )  # fmt: skip
    messages.success(request, _("打分已记入。"))
    return redirect("workbench:index_year", year=year)
