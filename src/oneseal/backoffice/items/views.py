"""One item of the agency: take it over, fill it in, publish it, revise it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneseal.backoffice.items.desk import CONFLICT, desk_page, is_open
from oneseal.backoffice.items.entries import revision_told
from oneseal.backoffice.items.forms import CITY, PublishForm
from oneseal.backoffice.items.process import map_of
from oneseal.backoffice.items.section_form import CameBack
from oneseal.backoffice.items.sections import section_keys, section_of, sections_of
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.errors import ElementUnfit, ElementUnknown
from oneseal.catalog.selectors import reviews_wanted, stage_of, version_for_editor
from oneseal.catalog.selectors.editor import (
    code_to_be_made,
    elements_changed,
    elements_edited,
    versions_of,
)
from oneseal.catalog.selectors.findings import findings_of
from oneseal.catalog.selectors.process import process_edited
from oneseal.catalog.selectors.reviewing import Stage
from oneseal.catalog.services import element_set, item_draft_from_reference, item_publish, item_revise
from oneseal.catalog.services.editing import ElementTold
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.errors import RuleError


@require_POST
@requires("catalog.edit")
def take_over(request: SignedInRequest, key: str) -> HttpResponse:
    """Start a draft from an item that ships with the program."""
    version_id = item_draft_from_reference(key=key, actor=request.actor, now=now())
    messages.success(request, gettext("已建立草稿。请填写标有“待填写”的要素，然后发布。"))
    return redirect("backoffice:version", version_id)


@require_safe
@requires("catalog.edit")
def version(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show a version: a draft with its fields open, one that is published or under review to be read."""
    facts = version_for_editor(version_id, actor=request.actor, on=today())
    if is_open(facts):
        return desk_page(request, facts)
    edited, findings = process_edited(facts), findings_of(facts)
    context = {
        "process": edited, "map": map_of(facts, edited), "facts": facts, "is_draft": facts.state == "draft",
        "sections": sections_of(elements_edited(facts)), "findings": findings,
        "versions": versions_of(facts.item_id, actor=request.actor),
    }  # fmt: skip
    return show(request, "backoffice/items/version.html", context, room="items")


@require_POST
@requires("catalog.edit")
def element(request: SignedInRequest, version_id: UUID, key: str) -> HttpResponse:
    """Save one element; what was typed stays on the page when it does not fit or somebody was quicker."""
    facts = version_for_editor(version_id, actor=request.actor, on=today())
    edited = elements_edited(facts).get(key)
    if edited is None or not (edited.control or facts.state != "draft"):
        raise ElementUnknown("not an element a city fills in here", key=key)
    text = "\n".join(request.POST.getlist("text"))
    told = ElementTold(key, text, revision_told(request), request.POST.get("source") or CITY)
    try:
        element_set(version_id=version_id, told=told, actor=request.actor, now=now())
    except WriteConflict:
        said = gettext("另一位工作人员刚刚改动了这个事项。您填写的内容还在，请看过最新内容后再保存。")
        return _element_back(request, version_id, told, why=said, status=CONFLICT)
    except ElementUnfit as problem:
        return _element_back(request, version_id, told, why=sentence(problem), status=status_of(problem))
    messages.success(request, gettext("“%(name)s”已保存。") % {"name": spoken(edited.shown, "label")})
    return redirect(f"{reverse('backoffice:version', args=[version_id])}#element-{key}")


def _element_back(
    request: SignedInRequest, version_id: UUID, told: ElementTold, *, why: str, status: int
) -> HttpResponse:
    """Show the draft as it is now, with what was typed in its field."""
    facts = version_for_editor(version_id, actor=request.actor, on=today())
    named = section_of(told.key)
    fields = {key: row for key, row in elements_edited(facts).items() if key in section_keys(named) and row.control}
    kept = {key: row.typed.splitlines() if row.control == "choices" else row.typed for key, row in fields.items()}
    is_several = fields[told.key].control == "choices"
    sent = {**kept, told.key: told.text.splitlines() if is_several else told.text, f"source-{told.key}": told.source}
    return desk_page(request, facts, came_back=CameBack(named, sent, {told.key: why}), status=status)


@require_POST
@requires("catalog.edit")
def revise(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Start the next version of an item, or open the draft there is."""
    facts = version_for_editor(version_id, actor=request.actor)
    return redirect("backoffice:version", item_revise(item_id=facts.item_id, actor=request.actor, now=now()))


@require_safe
@requires("catalog.edit")
def changes(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show in which elements a version differs from the one before it."""
    facts = version_for_editor(version_id, actor=request.actor)
    rows = elements_changed(facts, actor=request.actor)
    return show(request, "backoffice/items/changes.html", {"facts": facts, "rows": rows}, room="items")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.publish")
def publish(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Say what publication does, then publish; from then on the version never changes."""
    facts = version_for_editor(version_id, actor=request.actor, on=today())
    if facts.state != "draft":
        return redirect("backoffice:version", version_id)
    wanted = reviews_wanted()
    form = PublishForm(sent_in(request), initial={"effective_on": today()}, is_document_owed=bool(wanted))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            day = form.cleaned_data["effective_on"]
            try:
                item_publish(
                    version_id=version_id, effective_on=day, actor=request.actor, now=now(), document=form.document()
                )
            except RuleError as problem:
                fields = {"catalog.effective": "effective_on", "catalog.document": "document_number"}
                status = refused(form, problem, fields=fields)
            else:
                messages.success(request, gettext("“%(name)s”已发布。") % {"name": facts.name})
                return redirect("backoffice:version", version_id)
    context = {
        "facts": facts, "form": form, "findings": findings_of(facts),
        "code": code_to_be_made(facts, actor=request.actor),
        "changed": elements_changed(facts, actor=request.actor),
        "waits_for_review": bool(wanted) and stage_of(version_id) is not Stage.READY,
    }  # fmt: skip
    return show(request, "backoffice/items/publish.html", context, room="items", status=status)
