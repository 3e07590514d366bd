"""The applicant brings what he promised when he handed his application in."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneseal.cases.selectors import Action, CaseFacts, actions_open, supplements_of
from oneseal.cases.services import case_supply, material_attach
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.kernel.errors import RuleError
from oneseal.portal.ahead import changes_ahead
from oneseal.portal.applying.words import ACCEPT, upload_help
from oneseal.portal.own import own_case
from oneseal.portal.pages import page
from oneseal.portal.presses import press_told


@signed_in
@require_http_methods(["GET", "POST"])
def supply(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Hand in one promised material with its files."""
    facts = own_case(case_id, actor=request.actor)
    if Action.SUPPLY not in actions_open(facts, actor=request.actor, today=timekeeping.today()):
        return redirect("portal:my_case", case_id)
    if request.method != "POST":
        return _page(request, facts)
    key = request.POST.get("material", "")
    try:
        press = press_told(request)
    except ValueError:
        return _page(request, facts, error=_("页面已过期，请再提交一次。"), status=422)
    try:
        for file in request.FILES.getlist("file"):
            material_attach(
                case_id=case_id, key=key, file_name=file.name or "", chunks=file.chunks(), actor=request.actor,
                now=press.now,
            )  # fmt: skip
        case_supply(case_id=case_id, key=key, press=press)
    except RuleError as problem:
        return _page(request, facts, error=sentence(problem), status=status_of(problem))
    messages.success(request, _("材料已收到。收件凭证在本页的文书中。"))
    return redirect("portal:my_case", case_id)


def _page(request: SignedInRequest, facts: CaseFacts, *, error: str = "", status: int = 200) -> HttpResponse:
    chosen = request.POST.get("material", "")
    awaited = [row for row in supplements_of(facts) if row.arrived_on is None]
    context = {
        "facts": facts,
        "awaited": [(row, row.key == chosen or len(awaited) == 1) for row in awaited],
        "press": request.POST.get("press") or uuid4(),
        "ahead": changes_ahead(Action.SUPPLY),
        "error": error,
        "accept": ACCEPT,
        "help": upload_help(),
    }
    return page(request, "portal/mine/supply.html", context, status=status)
