"""Ask one question a page; each answer is saved before the next is asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from oneseal.cases.errors import DraftChanged
from oneseal.cases.selectors import CaseFacts, answers_of
from oneseal.catalog.selectors import version_terms
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.kernel.formlogic import normalise_answers
from oneseal.portal.applying.drafts import asked_in, differences, faults_in, saved_words
from oneseal.portal.applying.filling import NOTHING, Found, Typed, draft_of, save_typed, typed_in
from oneseal.portal.applying.one_by_one import neighbours, question_shown
from oneseal.portal.applying.words import step_words
from oneseal.portal.pages import page


@signed_in
@require_http_methods(["GET", "POST"])
def question(request: SignedInRequest, case_id: UUID, key: str) -> HttpResponse:
    """Ask one question of the form, save its answer, and go on to the next."""
    facts = draft_of(request, case_id)
    if facts is None:
        return redirect("portal:my_case", case_id)
    if request.method != "POST":
        return _page(request, facts, key=key)
    typed = typed_in(request, version_terms(facts.item_version_id))
    try:
        save_typed(request, facts, typed)
    except DraftChanged:
        return _conflict(request, facts, typed, key=key)
    return _go_on(request, facts, key=key)


def _go_on(request: SignedInRequest, facts: CaseFacts, *, key: str) -> HttpResponse:
    """Go back, on, or to the materials; a faulty answer is asked again, except on the way back."""
    terms, answers = version_terms(facts.item_version_id), answers_of(facts).values
    asked = asked_in(terms, answers)
    if key not in {field.key for field in asked}:
        return redirect("portal:form", facts.id)
    before, after = neighbours(asked, key)
    if request.POST.get("go") == "back":
        return redirect("portal:question", facts.id, before or key)
    faults = faults_in(terms, answers, today=timekeeping.today())
    if any(fault.key == key for fault in faults):
        return _page(request, facts, key=key, found=Found(faults=faults), status=422)
    if after:
        return redirect("portal:question", facts.id, after)
    return redirect("portal:question", facts.id, faults[0].key) if faults else redirect("portal:materials", facts.id)


def _conflict(request: SignedInRequest, facts: CaseFacts, typed: Typed, *, key: str) -> HttpResponse:
    """Show what somebody else saved meanwhile beside what was typed; the next press decides."""
    terms, kept = version_terms(facts.item_version_id), answers_of(facts).values
    found = Found(differences=differences(terms, kept, typed.answers))
    answers = {**kept, **normalise_answers(terms.form, typed.answers)}
    return _page(request, facts, key=key, answers=answers, found=found, status=409)


def _page(
    request: SignedInRequest,
    facts: CaseFacts,
    *,
    key: str,
    answers: dict[str, Any] | None = None,
    found: Found = NOTHING,
    status: int = 200,
) -> HttpResponse:
    terms, kept = version_terms(facts.item_version_id), answers_of(facts)
    shown = question_shown(terms, answers or kept.values, key=key, faults=found.faults)
    if shown is None:
        return redirect("portal:form", facts.id)
    context = {
        **shown, "facts": facts, "terms": terms, "steps": step_words(), "revision": kept.revision, "shown": key,
        "saved": saved_words(facts), "differences": found.differences,
    }  # fmt: skip
    return page(request, "portal/applying/question.html", context, status=status)
