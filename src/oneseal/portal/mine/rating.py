"""Rate one's own case: from its page in one go, or with the grade first and its tags."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneseal.cases.selectors import CaseFacts
from oneseal.evaluation.selectors import rating_of_case
from oneseal.evaluation.services import RatingTold, case_rate
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.kernel.errors import RuleError
from oneseal.portal.mine.forms import RateForm
from oneseal.portal.mine.views import case_page
from oneseal.portal.own import own_case
from oneseal.portal.pages import page
from oneseal.portal.rating.forms import SignedInRateForm
from oneseal.portal.rating.origin import origin_of, with_device
from oneseal.portal.rating.rate import WORDS, faces, grade_told, tags_shown


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def case_rating(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Rate a delivered case, once; with the grade first where tags are wanted."""
    facts = own_case(case_id, actor=request.actor)
    if request.method != "POST" or "with_tags" in request.GET:
        return _with_tags(request, facts)
    form = RateForm(request.POST)
    if not form.is_valid():
        return case_page(request, facts, form, status=422)
    problem = _rated(request, facts, form.cleaned_data)
    if problem is not None:
        form.add_error(None, sentence(problem))
        return case_page(request, facts, form, status=status_of(problem))
    return _thanked(request, facts)


def _rated(request: SignedInRequest, facts: CaseFacts, told: dict[str, object]) -> RuleError | None:
    """Rate, or return why not."""
    tags = told.get("tags")
    rating = RatingTold(
        int(str(told["grade"])), str(told["text"]), tags=tuple(tags) if isinstance(tags, list) else (),
        is_anonymous=bool(told["is_anonymous"]),
    )  # fmt: skip
    try:
        case_rate(facts=facts, told=rating, actor=request.actor, now=timekeeping.now(), origin=origin_of(request))
    except RuleError as problem:
        return problem
    return None


def _thanked(request: SignedInRequest, facts: CaseFacts) -> HttpResponse:
    messages.success(request, _("感谢您的评价，已经收到。"))
    return redirect("portal:my_case", facts.id)


def _with_tags(request: SignedInRequest, facts: CaseFacts) -> HttpResponseBase:
    if facts.delivered_at is None or rating_of_case(facts.id) is not None:
        return redirect("portal:my_case", facts.id)
    grade = grade_told(request)
    form = None if grade is None else SignedInRateForm(request.POST or None, grade=grade, tags=tags_shown(grade))
    status = 422 if request.method == "POST" else 200
    if form is not None and form.is_bound and form.is_valid():
        problem = _rated(request, facts, form.cleaned_data)
        if problem is None:
            return _thanked(request, facts)
        form.add_error(None, sentence(problem))
        status = status_of(problem)
    word = WORDS[grade] if grade else ""
    context = {"case": facts, "form": form, "faces": faces(), "grade": grade, "word": word}
    return with_device(request, page(request, "portal/rating/rate.html", context, status=status))
