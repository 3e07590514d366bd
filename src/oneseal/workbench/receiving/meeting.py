"""Who stands at the window, and what he wants: the first page of taking an application."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from oneseal.cases.policies import can_receive_for_departments
from oneseal.cases.ports import HeldLicence
from oneseal.cases.selectors import cases_filling, licences_to_renew, renews
from oneseal.cases.services import case_start_at_window
from oneseal.catalog.selectors import ItemTerms, ReceivedItem, item_public, items_received
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.selectors import entries_at_window, entrusted_to
from oneseal.identity.services import organisation_at_window_register, person_at_window_register
from oneseal.identity.services.meeting import OrganisationMet, PersonMet
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.workbench.cases.reading import note_readings
from oneseal.workbench.cases.words import chosen, item_name
from oneseal.workbench.desk import show
from oneseal.workbench.receiving.forms import MeetForm, Offered

AT_FIELD = {
    "identity.person_differs": "name", "identity.organisation_differs": "organisation_name",
    "cases.applicant_unfit": "item",
}  # fmt: skip


def items_here(actor: Actor) -> Offered:
    """Return the items in force that may be received here; at a centre those entrusted to it, by department."""
    if not can_receive_for_departments(actor):
        return [_offered(row) for row in items_received([actor.own_agency], on=today())]
    told = entrusted_to(actor.own_agency, on=today())
    rows = items_received({one.department_id for one in told}, on=today())
    grouped: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if any(one.department_id == row.agency_id and one.covers(row.item_id) for one in told):
            grouped.setdefault(row.agency_name, []).append(_offered(row))
    return list(grouped.items())


def _offered(row: ReceivedItem) -> tuple[str, str]:
    return str(row.item_id), chosen(row.name, row.name_en)


def _party(form: MeetForm, actor: Actor) -> UUID:
    told = form.cleaned_data
    if told["kind"] == "person":
        person = PersonMet(told["name"], told["id_number"], told["mobile"].strip())
        return person_at_window_register(told=person, actor=actor, now=now())
    organisation = OrganisationMet(
        told["uscc"], told["organisation_name"], told["legal_representative"], told["address"]
    )
    return organisation_at_window_register(told=organisation, actor=actor, now=now())


def _base_of(form: MeetForm, held: Sequence[HeldLicence]) -> UUID | None:
    """Return the licence that was chosen, or the only one there is; None when it must be asked for."""
    told = form.cleaned_data["licence"]
    found = [row.id for row in held if str(row.id) == told or (not told and len(held) == 1)]
    return found[0] if found else None


def _licences(terms: ItemTerms, party_id: UUID, actor: Actor) -> tuple[HeldLicence, ...]:
    """Return the licences from which the application may start, by whichever door they were obtained."""
    if not renews(terms):
        return ()
    return licences_to_renew(terms, holder_ids=entries_at_window(actor, party_id), today=today())


def _licence_words(held: HeldLicence) -> str:
    words = f"{held.type_name} {held.number}"
    if held.valid_until_on is None:
        return words
    return _("%(licence)s · 有效期至%(day)s") % {"licence": words, "day": date_format(held.valid_until_on, "Y-m-d")}


@requires("cases.receive")
def receive(request: SignedInRequest) -> HttpResponseBase:
    """Ask who stands here and for which item, check it, and open the form."""
    form = MeetForm(items_here(request.actor), request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form, is_look=True)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        party_id, item_id = _party(form, request.actor), UUID(form.cleaned_data["item"])
        terms = item_public(item_id, on=today())
        held = _licences(terms, party_id, request.actor)
        base_id = _base_of(form, held)
        if base_id is None and renews(terms):
            return _asked_which(request, form, held)
        case_id = case_start_at_window(
            item_id=item_id, party_id=party_id, checked=form.checked_words, actor=request.actor, now=now(),
            base_licence_id=base_id,
        )  # fmt: skip
    except RuleError as problem:
        form.add_error(AT_FIELD.get(problem.code), sentence(problem))
        return _page(request, form, status=status_of(problem))
    return redirect("workbench:receive_form", case_id=case_id)


def _asked_which(request: SignedInRequest, form: MeetForm, held: Sequence[HeldLicence]) -> HttpResponse:
    """Ask from which of several licences the application starts; say so when there is none."""
    form.offer([(str(row.id), _licence_words(row)) for row in held])
    if held:
        form.add_error("licence", _("申请人持有几份这样的证照。请选择从哪一份开始。"))
    else:
        form.add_error("item", _("申请人名下没有可以延续或变更的有效证照。请核对事项和申请人。"))
    return _page(request, form, status=422)


def _page(request: SignedInRequest, form: MeetForm, *, status: int = 200, is_look: bool = False) -> HttpResponse:
    """Return the page with what the clerk has begun; who opens it reads who applied, who sends it in has read it."""
    begun = [row.facts for row in cases_filling(request.actor, now=now())]
    if is_look:
        note_readings(begun, actor=request.actor)
    drafts = [
        {
            "url": reverse("workbench:receive_form", args=[facts.id]),
            "item": item_name(facts),
            "applicant": facts.party_name,
            "at": facts.started_at,
        }
        for facts in begun
    ]
    context = {"form": form, "drafts": drafts}
    return show(request, "workbench/receiving/receive.html", context, current="receive", status=status)
