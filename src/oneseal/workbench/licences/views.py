"""Licences of the agency, and their revocation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import words_told
from oneseal.foundation.http.sentences import status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.licences.policies import can_revoke
from oneseal.licences.selectors import Doing, doings_of, licences_for_actor, standing_of
from oneseal.licences.selectors.history import requests_waiting
from oneseal.licences.services import licence_revoke
from oneseal.licences.services.wording import HAPPENED
from oneseal.papers.services import papers_previewed
from oneseal.workbench.desk import show
from oneseal.workbench.licences.acting import doings_shown
from oneseal.workbench.licences.forms import RevokeForm
from oneseal.workbench.licences.shown import badge_of, licence_opened, licence_shown
from oneseal.workbench.previews import preview_kept


@requires("cases.read")
def licences(request: SignedInRequest) -> HttpResponse:
    """Show the licences of the agency, newest first."""
    words = words_told(request, "words")
    rows = [
        {
            "url": reverse("workbench:licence", args=[row.id]),
            "number": row.number,
            "type_name": row.type_name,
            "holder": row.holder_name,
            "issued_on": row.issued_on,
            "valid_until_on": row.valid_until_on,
            "badge": badge_of(standing_of(row, today=today()).value),
        }
        for row in licences_for_actor(request.actor, words=words)
    ]
    requests = [
        {"request": one, "word": HAPPENED[f"asked_{one.kind}"]} for one in requests_waiting(actor=request.actor)
    ]
    context = {"licences": rows, "words": words, "requests": requests}
    return show(request, "workbench/licences/licences.html", context, current="licences")


@requires("cases.read")
def licence(request: SignedInRequest, licence_id: UUID) -> HttpResponse:
    """Show one licence: face, paper, standing."""
    context = licence_shown(licence_opened(request, licence_id), request.actor)
    may = can_revoke(request.actor, agency_id=context["licence"].agency_id)
    is_revocable = may and Doing.REVOKE in doings_of(context["licence"], today=today())
    context["doings"] = doings_shown(licence_id, request.actor)
    context["revoke_url"] = reverse("workbench:licence_revoke", args=[licence_id]) if is_revocable else ""
    return show(request, "workbench/licences/licence.html", context, current="licences")


@requires("licences.revoke")
def revoke(request: SignedInRequest, licence_id: UUID) -> HttpResponseBase:
    """Revoke a licence: ground and facts, the decision and its effect, then confirm."""
    context = licence_shown(licence_opened(request, licence_id), request.actor)
    form = RevokeForm(licence_id, request.POST if request.method == "POST" else None)
    status, preview, is_final = 200, None, request.POST.get("step") == "confirm"
    if request.method == "POST" and form.is_valid():
        try:
            if is_final and (form.is_as_seen or _is_done(context, form)):
                return _revoked(request, context, form)
            preview = _previewed(request, licence_id, form)
        except RuleError as problem:
            form.refuse(problem)
            status = status_of(problem)
    elif request.method == "POST":
        status = 422
    context |= {"form": form, "preview": preview, "is_changed": bool(preview and is_final)}
    return show(request, "workbench/licences/revoke.html", context, current="licences", status=status)


def _is_done(context: dict[str, Any], form: RevokeForm) -> bool:
    """Return True when this very revocation was made already: the button was pressed twice."""
    row = context["licence"]
    return row.revoked_at is not None and row.revocation_reason == form.revocation.facts.strip()


def _revoked(request: SignedInRequest, context: dict[str, Any], form: RevokeForm) -> HttpResponseBase:
    if not _is_done(context, form):
        licence_revoke(licence_id=form.licence_id, revocation=form.revocation, actor=request.actor, now=now())
        messages.success(request, _("证照已撤销，撤销决定书已出具。公开核验即刻显示“已撤销”。"))
    return redirect("workbench:licence", licence_id=form.licence_id)


def _previewed(request: SignedInRequest, licence_id: UUID, form: RevokeForm) -> dict[str, Any]:
    _none, papers = papers_previewed(
        licence_id,
        work=lambda: licence_revoke(licence_id=licence_id, revocation=form.revocation, actor=request.actor, now=now()),
    )
    return {
        "papers": [preview_kept(paper, actor=request.actor) for paper in papers],
        "effects": [
            {"label": _("证照状态"), "value": _("有效 → 已撤销，即时生效")},
            {"label": _("公开核验"), "value": _("任何人核验这份证照，都会看到“已撤销”")},
        ],
    }
