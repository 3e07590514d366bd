"""Ratings that carry a sign of having been made: supervisors say whether they count."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.evaluation.selectors.ratings import RatingFacts, marked_ratings, rating_for_actor
from oneseal.evaluation.services import Judgement, rating_judge
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError
from oneseal.workbench.desk import show
from oneseal.workbench.ratings.forms import JudgeForm
from oneseal.workbench.ratings.views import tabs_of
from oneseal.workbench.ratings.words import CHANNELS, GRADES, SIGNS


@require_safe
@requires("ratings.supervise")
def marks(request: SignedInRequest) -> HttpResponse:
    """List marked ratings: those that wait for a judgement, and those that were judged."""
    context = {
        "waiting": [_shown(row) for row in marked_ratings(request.actor)],
        "judged": [_shown(row) for row in marked_ratings(request.actor, is_judged=True)],
        "tabs": tabs_of(request, "rating_marks"),
    }
    return show(request, "workbench/ratings/marks.html", context, current="ratings")


def _shown(row: RatingFacts) -> dict[str, Any]:
    return {
        "rating": row,
        "grade": GRADES[row.grade],
        "channel": CHANNELS.get(row.channel, row.channel),
        "signs": [SIGNS[mark.sign] % {"count": mark.count, "within": mark.within} for mark in row.marks],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@requires("ratings.supervise")
def judge(request: SignedInRequest, rating_id: UUID) -> HttpResponseBase:
    """Read one marked rating and say whether it counts."""
    found = rating_for_actor(rating_id, actor=request.actor)
    form = JudgeForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        told = Judgement(form.cleaned_data["counts"] == "yes", form.cleaned_data["reason"])
        try:
            rating_judge(rating_id=rating_id, judgement=told, actor=request.actor, now=now())
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("认定已经记录。"))
            return redirect("workbench:rating_marks")
    context = {"shown": _shown(found), "form": form}
    return show(request, "workbench/ratings/judge.html", context, current="ratings", status=status)
