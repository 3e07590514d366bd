"""A list of an item, entry by entry: each change is a press of its own, and works without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from oneseal.backoffice.items.entry_forms import EntryForm
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.errors import VersionFrozen
from oneseal.catalog.selectors import VersionFacts, version_for_editor
from oneseal.catalog.selectors.entries import EntryList, entry_asked, entry_list
from oneseal.catalog.services.entries import (
    EntryTold,
    ListTold,
    entries_copy,
    entries_none,
    entry_move,
    entry_remove,
    entry_set,
)
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import number_told
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.errors import RuleError

_CONFLICT = 409
NEVER_LOOKED_AT = -1


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def entries(request: SignedInRequest, version_id: UUID, key: str) -> HttpResponse:
    """Show a list; a press says that it has no entries, or takes those of an item that ships."""
    facts = draft_of(request, version_id)
    listed = entry_list(facts, key)
    if request.method != "POST":
        return _list_page(request, facts, listed)
    told = ListTold(version_id, key, revision_told(request))
    if request.POST.get("act") == "none":
        return _pressed(request, facts, listed, act=lambda: entries_none(told=told, actor=request.actor, now=now()))
    reference = request.POST.get("reference", "")
    return _pressed(
        request, facts, listed, act=lambda: entries_copy(told=told, reference=reference, actor=request.actor, now=now())
    )


def draft_of(request: SignedInRequest, version_id: UUID) -> VersionFacts:
    """Return a draft of the actor's agency; a published version is refused."""
    facts = version_for_editor(version_id, actor=request.actor, on=today())
    if facts.state != "draft":
        raise VersionFrozen("published versions never change")
    return facts


def revision_told(request: SignedInRequest) -> int:
    """Return the revision that was looked at; what is no number was never looked at."""
    return number_told(request.POST.get("revision", ""), otherwise=NEVER_LOOKED_AT)


def _list_page(
    request: SignedInRequest, facts: VersionFacts, listed: EntryList, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {"facts": facts, "listed": listed, "refusal": refusal}
    return show(request, "backoffice/items/entries.html", context, room="items", status=status)


def _pressed(
    request: SignedInRequest, facts: VersionFacts, listed: EntryList, *, act: Callable[[], object]
) -> HttpResponse:
    """Do what a button of the list says; a refusal stands above the list as it is now."""
    try:
        act()
    except RuleError as problem:
        fresh = version_for_editor(facts.id, actor=request.actor)
        refusal, status = why(problem), status_of(problem)
        return _list_page(request, fresh, entry_list(fresh, listed.key), refusal=refusal, status=status)
    return _saved(request, facts, listed)


def why(problem: RuleError) -> str:
    """Return what to tell about a press that was refused."""
    if isinstance(problem, WriteConflict):
        return gettext("另一位工作人员刚刚改动了这个事项。这里是最新内容，请看过以后再操作。")
    return sentence(problem)


def _saved(request: SignedInRequest, facts: VersionFacts, listed: EntryList) -> HttpResponse:
    messages.success(request, gettext("“%(name)s”已保存。") % {"name": spoken(listed, "label")})
    return redirect("backoffice:entries", facts.id, listed.key)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def added(request: SignedInRequest, version_id: UUID, key: str) -> HttpResponse:
    """Add an entry at the end of a list."""
    return _entry_page(request, version_id, key, place=None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def entry(request: SignedInRequest, version_id: UUID, key: str, *, place: int) -> HttpResponse:
    """Change an entry; what was typed stays on the page when it does not fit or somebody was quicker."""
    return _entry_page(request, version_id, key, place=place)


def _entry_page(request: SignedInRequest, version_id: UUID, key: str, *, place: int | None) -> HttpResponse:
    facts = draft_of(request, version_id)
    listed, asked = entry_list(facts, key), entry_asked(facts, key, place)
    form = EntryForm(sent_in(request), asked=asked, revision=facts.revision)
    status = saving_status(
        request,
        form,
        lambda revision: entry_set(
            told=ListTold(version_id, key, revision), entry=EntryTold(place, form.words()), actor=request.actor,
            now=now(),
        ),
    )  # fmt: skip
    if status is None:
        return _saved(request, facts, listed)
    context: dict[str, Any] = {
        "facts": facts, "listed": listed, "form": form, "row": None if place is None else listed.rows[place],
        "was_changed": status == _CONFLICT,
    }  # fmt: skip
    return show(request, "backoffice/items/entry.html", context, room="items", status=status)


def saving_status(request: SignedInRequest, form: EntryForm, save: Callable[[int], object]) -> int | None:
    """Save an entry that was sent, against the revision it was looked at in; return None when it is saved.

    Otherwise return the status of the page that shows the form again, with why: 200 where nothing was sent.
    """
    if request.method != "POST":
        return 200
    if not form.is_valid():
        return 422
    try:
        save(form.cleaned_data["revision"])
    except WriteConflict as problem:
        form.add_error(None, why(problem))
        return _CONFLICT
    except RuleError as problem:
        return refused(form, problem, fields=_field_of(problem, form))
    return None


def _field_of(problem: RuleError, form: EntryForm) -> dict[str, str]:
    """Return at which field a refusal stands: the one it names."""
    name = str(problem.facts.get("field", ""))
    return {problem.code: name} if name in form.fields else {}


@require_POST
@requires("catalog.edit")
def move(request: SignedInRequest, version_id: UUID, key: str, *, place: int) -> HttpResponse:
    """Move an entry a place up or down."""
    facts = draft_of(request, version_id)
    told, is_up = ListTold(version_id, key, revision_told(request)), request.POST.get("to") == "up"
    return _pressed(
        request, facts, entry_list(facts, key),
        act=lambda: entry_move(told=told, place=place, up=is_up, actor=request.actor, now=now()),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def remove(request: SignedInRequest, version_id: UUID, key: str, *, place: int) -> HttpResponse:
    """Show what would be removed, then remove it."""
    facts = draft_of(request, version_id)
    entry_asked(facts, key, place)  # an entry that is not there is not found
    listed = entry_list(facts, key)
    if request.method == "POST":
        told = ListTold(version_id, key, revision_told(request))
        return _pressed(
            request, facts, listed, act=lambda: entry_remove(told=told, place=place, actor=request.actor, now=now())
        )
    context = {
        "facts": facts, "listed": listed, "row": listed.rows[place],
        "back": reverse("backoffice:entries", args=[facts.id, key]),
    }  # fmt: skip
    return show(request, "backoffice/items/entry_remove.html", context, room="items")
