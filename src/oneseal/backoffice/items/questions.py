"""The application form of an item: chosen from one there is, or built question by question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneseal.backoffice.items.entries import draft_of, revision_told, saving_status, why
from oneseal.backoffice.items.entry_forms import EntryForm
from oneseal.backoffice.pages import sent_in, show
from oneseal.catalog.selectors import VersionFacts, version_for_editor
from oneseal.catalog.selectors.application_form import form_origins, question_asked, question_rows
from oneseal.catalog.services.application_form import (
    FormTold,
    form_choose,
    question_move,
    question_remove,
    question_set,
)
from oneseal.catalog.services.entries import EntryTold
from oneseal.forms.services import Questions
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import status_of
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def application_form(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show the questions of the form; a press starts it from another form, or from a blank one."""
    facts = draft_of(request, version_id)
    if not facts.is_applied_for:
        # A power has no form: what is missing stands on the page of the version.
        return redirect("backoffice:version", version_id)
    if request.method != "POST":
        return _form_page(request, facts)
    told, origin = FormTold(version_id, revision_told(request)), request.POST.get("origin", "")
    return _pressed(request, facts, lambda: form_choose(told=told, origin=origin, actor=request.actor, now=now()))


def _form_page(request: SignedInRequest, facts: VersionFacts, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "facts": facts, "rows": question_rows(facts), "origins": form_origins(facts, actor=request.actor),
        "is_bound": facts.content.text("application_form").removeprefix("form:") == facts.form.key, "refusal": refusal,
    }  # fmt: skip
    return show(request, "backoffice/items/application_form.html", context, room="items", status=status)


def _pressed(request: SignedInRequest, facts: VersionFacts, act: Callable[[], object]) -> HttpResponse:
    """Do what a button says; a refusal stands above the questions as they are now."""
    try:
        act()
    except RuleError as problem:
        fresh = version_for_editor(facts.id, actor=request.actor)
        return _form_page(request, fresh, refusal=why(problem), status=status_of(problem))
    return _saved(request, facts)


def _saved(request: SignedInRequest, facts: VersionFacts) -> HttpResponse:
    messages.success(request, gettext("申请表已保存。"))
    return redirect("backoffice:application_form", facts.id)


@require_safe
@requires("catalog.edit")
def preview(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show the form as the applicant sees it, with every question that may be asked."""
    facts = version_for_editor(version_id, actor=request.actor)
    form = Questions(facts.form.definition.fields, answers={}, prefix="preview")
    sections = [
        {"section": section, "bounds": [form[field.key] for field in section.fields]}
        for section in facts.form.definition.sections
    ]
    context = {"facts": facts, "sections": sections}
    return show(request, "backoffice/items/form_preview.html", context, room="items")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def added(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Add a question to the form."""
    return _question_page(request, version_id, place=None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def question(request: SignedInRequest, version_id: UUID, place: int) -> HttpResponse:
    """Change a question; what was typed stays on the page when it does not fit or somebody was quicker."""
    return _question_page(request, version_id, place=place)


def _question_page(request: SignedInRequest, version_id: UUID, *, place: int | None) -> HttpResponse:
    facts = draft_of(request, version_id)
    form = EntryForm(sent_in(request), asked=question_asked(facts, place), revision=facts.revision)
    status = saving_status(
        request,
        form,
        lambda revision: question_set(
            told=FormTold(version_id, revision), entry=EntryTold(place, form.words()), actor=request.actor, now=now()
        ),
    )
    if status is None:
        return _saved(request, facts)
    context: dict[str, Any] = {"facts": facts, "form": form, "row": _row(facts, place)}
    return show(request, "backoffice/items/question.html", context, room="items", status=status)


def _row(facts: VersionFacts, place: int | None) -> object:
    return None if place is None else question_rows(facts)[place]


@require_POST
@requires("catalog.edit")
def move(request: SignedInRequest, version_id: UUID, place: int) -> HttpResponse:
    """Move a question a place up or down."""
    facts = draft_of(request, version_id)
    told, is_up = FormTold(version_id, revision_told(request)), request.POST.get("to") == "up"
    return _pressed(
        request, facts, lambda: question_move(told=told, place=place, up=is_up, actor=request.actor, now=now())
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def remove(request: SignedInRequest, version_id: UUID, place: int) -> HttpResponse:
    """Show which question would be removed, then remove it."""
    facts = draft_of(request, version_id)
    question_asked(facts, place)  # a question that is not there is not found
    if request.method == "POST":
        told = FormTold(version_id, revision_told(request))
        return _pressed(request, facts, lambda: question_remove(told=told, place=place, actor=request.actor, now=now()))
    context = {"facts": facts, "row": _row(facts, place)}
    return show(request, "backoffice/items/question_remove.html", context, room="items")
