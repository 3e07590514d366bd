"""The seal register: one seal in force, the ones before sealed up, and every use."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.backoffice.seals.forms import SealForm
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError
from oneseal.papers.selectors import certificate_of, seal_in_force, seal_uses_page, seals_of_agency
from oneseal.papers.services import seal_enable
from oneseal.papers.services.drawing import seal_drawing


@require_safe
@requires("seals.manage")
def seals(request: SignedInRequest) -> HttpResponse:
    """Show the register and the log of uses."""
    after = request.GET.get("after", "")
    uses, next_after = seal_uses_page(request.actor, after=after if _is_id(after) else "")
    register = list(seals_of_agency(request.actor))
    in_force = next((seal for seal in register if seal.sealed_up_at is None), None)
    context = {
        "in_force": in_force,
        "certificate": certificate_of(in_force) if in_force else None,
        "sealed_up": [seal for seal in register if seal.sealed_up_at is not None],
        "uses": uses,
        "next_url": f"?after={next_after}#uses" if next_after else "",
    }
    return show(request, "backoffice/seals/seals.html", context, room="seals")


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


@require_http_methods(["GET", "HEAD", "POST"])
@requires("seals.manage")
def enable(request: SignedInRequest) -> HttpResponse:
    """Preview a new seal, then bring it into force; the one before it is sealed up for good."""
    form = SealForm(sent_in(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and "preview" not in request.POST:
            try:
                seal_drawing(agency_id=request.actor.own_agency, name=form.facts().name, code=form.facts().code)
                seal_enable(facts=form.facts(), actor=request.actor, now=now())
            except RuleError as problem:
                status = refused(form, problem, fields={"papers.glyph": "name"})
            else:
                messages.success(request, gettext("印章已启用，今后的文书都盖这一枚。"))
                return redirect("backoffice:seals")
        elif form.is_valid():
            status = 200
    shown = form.cleaned_data if form.is_bound and form.is_valid() else {"name": "行政审批专用章", "code": ""}
    query = urlencode({"name": shown["name"], "code": shown["code"]})
    context = {
        "form": form, "in_force": seal_in_force(request.actor),
        "drawing_url": f"{reverse('backoffice:seal_drawing')}?{query}",
    }  # fmt: skip
    return show(request, "backoffice/seals/enable.html", context, room="seals", status=status)


@require_safe
@requires("seals.manage")
def drawing(request: SignedInRequest) -> HttpResponse:
    """Return a seal as a picture: the agency's name around a star, the name below it."""
    form = SealForm(request.GET)
    if not form.is_valid():
        raise Http404
    told = form.facts()
    picture = seal_drawing(agency_id=request.actor.own_agency, name=told.name, code=told.code)
    return HttpResponse(picture, content_type="image/svg+xml")
