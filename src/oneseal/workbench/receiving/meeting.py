"""Who stands at the window, and what he wants: the first page of taking an application."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from oneseal.cases.selectors import cases_filling
from oneseal.cases.services import case_start_at_window
from oneseal.catalog.selectors import items_published, version_terms
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.services import organisation_at_window_register, person_at_window_register
from oneseal.identity.services.meeting import OrganisationMet, PersonMet
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.workbench.cases.words import chosen, item_name
from oneseal.workbench.desk import show
from oneseal.workbench.receiving.forms import MeetForm

AT_FIELD = {"identity.person_differs": "name", "identity.organisation_differs": "organisation_name"}


def items_here(actor: Actor) -> list[tuple[str, str]]:
    """Return the items in force that the clerk's agency decides, by name."""
    return [
        (str(row.item_id), chosen(row.name, row.name_en))
        for row in items_published(on=today())
        if version_terms(row.version_id).agency_id == actor.own_agency
    ]


def _party(form: MeetForm, actor: Actor) -> UUID:
    told = form.cleaned_data
    if told["kind"] == "person":
        person = PersonMet(told["name"], told["id_number"], told["mobile"].strip())
        return person_at_window_register(told=person, actor=actor, now=now())
    organisation = OrganisationMet(
        told["uscc"], told["organisation_name"], told["legal_representative"], told["address"]
    )
    return organisation_at_window_register(told=organisation, actor=actor, now=now())


@requires("cases.receive")
def receive(request: SignedInRequest) -> HttpResponseBase:
    """Ask who stands here and for which item, check it, and open the form."""
    form = MeetForm(items_here(request.actor), request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        party_id, item_id = _party(form, request.actor), UUID(form.cleaned_data["item"])
        case_id = case_start_at_window(
            item_id=item_id, party_id=party_id, checked=form.checked_words, actor=request.actor, now=now()
        )
    except RuleError as problem:
        form.add_error(AT_FIELD.get(problem.code), sentence(problem))
        return _page(request, form, status=status_of(problem))
    return redirect("workbench:receive_form", case_id=case_id)


def _page(request: SignedInRequest, form: MeetForm, *, status: int = 200) -> HttpResponse:
    drafts = [
        {
            "url": reverse("workbench:receive_form", args=[row.facts.id]),
            "item": item_name(row.facts),
            "applicant": row.facts.party_name,
            "at": row.facts.started_at,
        }
        for row in cases_filling(request.actor, today=today())
    ]
    context = {"form": form, "drafts": drafts}
    return show(request, "workbench/receiving/receive.html", context, current="receive", status=status)
