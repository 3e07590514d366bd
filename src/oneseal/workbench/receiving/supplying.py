"""Take in at the window a material that was promised when the application was handed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneseal.cases.selectors import Action, CaseFacts, actions_open, case_for_actor, supplements_of
from oneseal.cases.services import case_supply, material_attach
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.workbench.cases.effects import effects_ahead
from oneseal.workbench.cases.reading import Read, note_reading
from oneseal.workbench.cases.words import item_name
from oneseal.workbench.desk import show
from oneseal.workbench.presses import press_of
from oneseal.workbench.receiving.correcting import checked_told
from oneseal.workbench.receiving.filling import ACCEPT
from oneseal.workbench.receiving.forms import PAPERS


@requires("cases.receive")
@require_http_methods(["GET", "POST"])
def supply(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Show what is awaited, and take one material with its scans."""
    facts = case_for_actor(case_id, actor=request.actor)
    if Action.SUPPLY not in actions_open(facts, actor=request.actor, today=today()):
        messages.warning(request, _("这一件没有等待补齐的材料。"))
        return redirect("workbench:case", case_id=case_id)
    if request.method != "POST":
        note_reading(Read.CASE, facts.id, facts, actor=request.actor)
        return _page(request, facts)
    key, checked = request.POST.get("material", ""), checked_told(request.POST.getlist("checked"))
    if not checked:
        return _page(request, facts, error=_("请核对来人的身份证件原件，再勾选核对了哪些。"), status=422)
    try:
        for file in request.FILES.getlist("file"):
            material_attach(
                case_id=case_id, key=key, file_name=file.name or "", chunks=file.chunks(), actor=request.actor,
                now=now(),
            )  # fmt: skip
        case_supply(case_id=case_id, key=key, press=press_of(request), checked=checked)
    except RuleError as problem:
        return _page(request, facts, error=sentence(problem), status=status_of(problem))
    return redirect(f"{reverse('workbench:case', args=[case_id])}?done={Action.SUPPLY.value}")


def _page(request: SignedInRequest, facts: CaseFacts, *, error: str = "", status: int = 200) -> HttpResponse:
    chosen, checked = request.POST.get("material", ""), request.POST.getlist("checked")
    awaited = [row for row in supplements_of(facts) if row.arrived_on is None]
    context: dict[str, Any] = {
        "facts": facts,
        "item": item_name(facts),
        "awaited": [(row, row.key == chosen or len(awaited) == 1) for row in awaited],
        "papers": [(key, label, key in checked) for key, label in PAPERS],
        "press": request.POST.get("press") or uuid4(),
        "ahead": effects_ahead(facts, Action.SUPPLY),
        "error": error,
        "accept": ACCEPT,
        "case_url": reverse("workbench:case", args=[facts.id]),
    }
    return show(request, "workbench/receiving/supply.html", context, current="receive", status=status)
