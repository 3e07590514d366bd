"""Hand an application in at the window; or tell once and completely what is missing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import Action, actions_open, answers_of, case_for_actor
from oneseal.cases.services import (
    case_submit,
    draft_discard,
    draft_save,
    missing_told,
    pledge_read,
    query_code_of,
)
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.errors import RuleError
from oneseal.papers.selectors import papers_of
from oneseal.workbench.cases.reading import Read, note_reading
from oneseal.workbench.cases.words import item_name
from oneseal.workbench.desk import show
from oneseal.workbench.presses import press_of
from oneseal.workbench.receiving.filling import lacks_of, materials_page, window_draft


@requires("cases.receive")
@require_GET
def notice(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Tell once everything that is missing, on a sheet to take along; that it was told is recorded."""
    facts = window_draft(request, case_id)
    note_reading(Read.CASE, facts.id, facts, actor=request.actor)
    lacks = lacks_of(facts)
    missing_told(case_id=facts.id, names=[lack["name"] for lack in lacks], actor=request.actor, now=now())
    context = {
        "facts": facts,
        "item": item_name(facts),
        "lacks": lacks,
        "agency": agency_by_id(facts.agency_id),
        "clerk": request.actor.name,
        "told_on": today(),
        "back_url": reverse("workbench:receive_materials", args=[facts.id]),
    }
    return show(request, "workbench/receiving/notice.html", context, current="receive")


@requires("cases.receive")
@require_POST
def submit(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Hand the application in once; the second press finds the receipt of the first."""
    facts = case_for_actor(case_id, actor=request.actor)
    if facts.state.value != "draft":
        return redirect("workbench:receive_receipt", case_id=case_id)
    signed = version_terms(facts.item_version_id).form_content.signed_statement
    if signed and not request.POST.get("statement"):
        error = _("请申请人当面确认承诺后勾选，再提交。")
        return materials_page(request, facts, error=error, status=422)
    try:
        if signed:
            kept = answers_of(facts)
            draft_save(case_id=case_id, told={signed: True}, revision=kept.revision, actor=request.actor, now=now())
        pledge = pledge_read(request.POST)
        case_submit(case_id=case_id, press=press_of(request), pledge=pledge)
    except RuleError as problem:
        return materials_page(request, facts, error=sentence(problem), status=status_of(problem))
    return redirect("workbench:receive_receipt", case_id=case_id)


@requires("cases.receive")
@require_POST
def discard(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Throw a draft away that will not be handed in."""
    window_draft(request, case_id)
    draft_discard(case_id=case_id, actor=request.actor)
    messages.success(request, _("草稿已删除。"))
    return redirect("workbench:receive")


@requires("cases.receive")
@require_GET
def receipt(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show number and query code to the clerk who took the application, and the receipt to print."""
    facts = case_for_actor(case_id, actor=request.actor)
    if facts.channel != "window" or facts.account_id != request.actor.account_id or facts.number is None:
        raise CaseNotFound("taken by somebody else")
    note_reading(Read.CASE, facts.id, facts, actor=request.actor)
    papers = [row for row in papers_of(case_id, for_public=True) if row.kind == "receipt"]
    actions = actions_open(facts, actor=request.actor, today=today())
    context = {
        "facts": facts,
        "item": item_name(facts),
        "entries": [
            {"label": _("办件编号"), "value": facts.number},
            {"label": _("查询码"), "value": query_code_of(case_id)},
            {"label": _("申请事项"), "value": item_name(facts)},
            {"label": _("申请人"), "value": facts.party_name},
        ],
        "paper_url": reverse("workbench:paper", args=[papers[0].id]) if papers else "",
        "case_url": reverse("workbench:case", args=[case_id]),
        "accept_url": reverse("workbench:case_accept", args=[case_id]) if Action.ACCEPT in actions else "",
        "hand_over_url": reverse("workbench:case_hand_over", args=[case_id]) if Action.HAND_OVER in actions else "",
    }
    return show(request, "workbench/receiving/receipt.html", context, current="receive")
