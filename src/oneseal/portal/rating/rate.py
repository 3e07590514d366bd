"""Rate by a code, without a login and without a script: the grade first, then tags and words."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from oneseal.evaluation.selectors.inviting import link_by_code
from oneseal.evaluation.selectors.parameters import rating_rules
from oneseal.evaluation.services import RatingTold, link_rate
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError
from oneseal.portal.mine.forms import GRADES
from oneseal.portal.pages import page
from oneseal.portal.rating.forms import OpenRateForm
from oneseal.portal.rating.origin import origin_of, with_device

WORDS: Final = {int(grade): word for grade, word in GRADES}


def grade_told(request: HttpRequest) -> int | None:
    """Return the grade that an address or a form names; None for none, or for what is no grade."""
    told = request.POST.get("grade") or request.GET.get("grade", "")
    return int(told) if told in {str(grade) for grade in WORDS} else None


def tags_shown(grade: int) -> list[tuple[str, str]]:
    """Return the tags of a grade for a form, in the language of the reader where the city told it."""
    is_english = get_language() == "en"
    return [(word, english if is_english and english else word) for word, english in rating_rules().tags.get(grade, ())]


def faces() -> list[dict[str, Any]]:
    """Return the five grades with their words, best first."""
    return [{"grade": grade, "word": word} for grade, word in WORDS.items()]


def rate(request: HttpRequest, code: str) -> HttpResponseBase:
    """Let whoever has the code rate once."""
    found = link_by_code(code, now=now())
    grade = grade_told(request)
    form = None if grade is None else OpenRateForm(request.POST or None, grade=grade, tags=tags_shown(grade))
    status = 422 if request.method == "POST" else 200
    if form is not None and form.is_bound and form.is_valid():
        try:
            link_rate(code=code, told=_told(form), now=now(), origin=origin_of(request))
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("感谢您的评价，已经收到。"))
            return redirect("portal:ratings")
    return with_device(request, _page(request, form, {"case": found.case, "grade": grade}, status=status))


def _told(form: OpenRateForm) -> RatingTold:
    told = form.cleaned_data
    return RatingTold(
        told["grade"], told["text"], tags=tuple(told.get("tags", ())), name=told["name"], contact=told["contact"]
    )


def _page(request: HttpRequest, form: OpenRateForm | None, more: dict[str, Any], *, status: int) -> HttpResponse:
    grade = more["grade"]
    context = {"form": form, "faces": faces(), "word": WORDS[grade] if grade else "", **more}
    return page(request, "portal/rating/rate.html", context, status=status)
