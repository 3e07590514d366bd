"""The process of an item's examination: a table of nodes, with the picture that follows from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from oneseal.backoffice.items.entries import draft_of, revision_told, saving_status, why
from oneseal.backoffice.items.entry_forms import EntryForm
from oneseal.backoffice.pages import sent_in, show
from oneseal.catalog.selectors import VersionFacts, version_for_editor
from oneseal.catalog.selectors.process import ProcessEdited, process_conditions, process_edited, process_row_asked
from oneseal.catalog.services.application_form import FormTold
from oneseal.catalog.services.entries import EntryTold
from oneseal.catalog.services.process import (
    process_row_move,
    process_row_remove,
    process_row_set,
    process_set,
    process_taken,
)
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import status_of
from oneseal.foundation.language import is_english
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError
from oneseal.ui.process_map import ProcessMap, process_map


def map_of(facts: VersionFacts, edited: ProcessEdited) -> ProcessMap | None:
    """Return the picture of a version's process, or None where there is none to draw."""
    if edited.drawn is None:
        return None
    english = is_english()
    conditions = process_conditions(edited.drawn, facts.form.definition, english=english)
    return process_map(edited.drawn, {}, english=english, conditions=conditions)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def process(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show the table and the picture; a press takes the process of an item that ships, or removes the process."""
    facts = draft_of(request, version_id)
    if request.method != "POST":
        return _page(request, facts)
    told, reference = FormTold(version_id, revision_told(request)), request.POST.get("reference", "")
    if request.POST.get("act") == "clear":
        return _pressed(request, facts, lambda: process_set(told=told, process=None, actor=request.actor, now=now()))
    return _pressed(
        request, facts, lambda: process_taken(told=told, reference=reference, actor=request.actor, now=now())
    )


def _page(request: SignedInRequest, facts: VersionFacts, *, refusal: str = "", status: int = 200) -> HttpResponse:
    edited = process_edited(facts)
    context = {"facts": facts, "edited": edited, "map": map_of(facts, edited), "refusal": refusal}
    return show(request, "backoffice/items/process.html", context, room="items", status=status)


def _pressed(request: SignedInRequest, facts: VersionFacts, act: Callable[[], object]) -> HttpResponse:
    """Do what a button says; a refusal stands above the table as it is now."""
    try:
        act()
    except RuleError as problem:
        fresh = version_for_editor(facts.id, actor=request.actor)
        return _page(request, fresh, refusal=why(problem), status=status_of(problem))
    return _saved(request, facts)


def _saved(request: SignedInRequest, facts: VersionFacts) -> HttpResponse:
    messages.success(request, gettext("审查过程已保存。"))
    return redirect("backoffice:process", facts.id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def added(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Add a node to the process."""
    return _row_page(request, version_id, place=None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def row(request: SignedInRequest, version_id: UUID, place: int) -> HttpResponse:
    """Change a node; what was typed stays on the page when it does not fit or somebody was quicker."""
    return _row_page(request, version_id, place=place)


def _row_page(request: SignedInRequest, version_id: UUID, *, place: int | None) -> HttpResponse:
    facts = draft_of(request, version_id)
    form = EntryForm(sent_in(request), asked=process_row_asked(facts, place), revision=facts.revision)
    status = saving_status(
        request,
        form,
        lambda revision: process_row_set(
            told=FormTold(version_id, revision), entry=EntryTold(place, form.words()), actor=request.actor, now=now()
        ),
    )
    if status is None:
        return _saved(request, facts)
    context: dict[str, Any] = {"facts": facts, "form": form, "is_new": place is None}
    return show(request, "backoffice/items/process_row.html", context, room="items", status=status)


@require_POST
@requires("catalog.edit")
def move(request: SignedInRequest, version_id: UUID, place: int) -> HttpResponse:
    """Move a node a place up or down in the table."""
    facts = draft_of(request, version_id)
    told, is_up = FormTold(version_id, revision_told(request)), request.POST.get("to") == "up"
    return _pressed(
        request, facts, lambda: process_row_move(told=told, place=place, up=is_up, actor=request.actor, now=now())
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def remove(request: SignedInRequest, version_id: UUID, place: int) -> HttpResponse:
    """Show which node would be removed, then remove it."""
    facts = draft_of(request, version_id)
    process_row_asked(facts, place)  # a row that is not there is not found
    if request.method == "POST":
        told = FormTold(version_id, revision_told(request))
        return _pressed(
            request, facts, lambda: process_row_remove(told=told, place=place, actor=request.actor, now=now())
        )
    rows = process_edited(facts).rows or ()
    context = {"facts": facts, "row": rows[place]}
    return show(request, "backoffice/items/process_remove.html", context, room="items")
