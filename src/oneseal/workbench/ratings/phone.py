"""Ratings told on the telephone (电话回访), entered by somebody who did not work on the case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneseal.cases.selectors import case_for_actor, number_typed
from oneseal.cases.selectors.facts import case_numbered
from oneseal.evaluation.services import RatingTold, rating_take_by_phone
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError
from oneseal.workbench.desk import show
from oneseal.workbench.ratings.forms import PhoneForm
from oneseal.workbench.ratings.views import tabs_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires("ratings.handle")
def phone(request: SignedInRequest) -> HttpResponseBase:
    """Enter what somebody said on the telephone about one delivered case."""
    form = PhoneForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            _take(request, form)
        except RuleError as problem:
            form.add_error("number" if problem.code == "cases.not_found" else None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("评价已经录入。"))
            return redirect("workbench:rating_phone")
    return _page(request, form, status=status)


def _take(request: SignedInRequest, form: PhoneForm) -> None:
    found = case_numbered(number_typed(form.cleaned_data["number"]))
    facts = case_for_actor(found.id, actor=request.actor)
    told = RatingTold(form.cleaned_data["grade"], form.cleaned_data["text"])
    rating_take_by_phone(facts=facts, told=told, actor=request.actor, now=now())


def _page(request: SignedInRequest, form: PhoneForm, *, status: int) -> HttpResponse:
    context = {"form": form, "tabs": tabs_of(request, "rating_phone")}
    return show(request, "workbench/ratings/phone.html", context, current="ratings", status=status)
