"""The reader's own corner: cases, licences, organisations, and the progress of one case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from oneseal.cases.selectors import (
    Action,
    CaseFacts,
    actions_open,
    cases_linked,
    cases_of_account,
    correction_open,
    minutes_scans_of,
    supplements_of,
    unread_among,
)
from oneseal.evaluation.selectors import rating_of_case
from oneseal.evaluation.selectors.rectifications import answer_of_case
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.identity.selectors import parties_for
from oneseal.identity.services import organisation_join
from oneseal.identity.services.registration import OrganisationFacts
from oneseal.kernel.access import ActorKind
from oneseal.kernel.errors import RuleError
from oneseal.licences.selectors import licence_for_actor, licence_of_case, licence_verified, licences_for_actor
from oneseal.licences.selectors.history import life_of
from oneseal.licences.services.wording import HAPPENED, STANDINGS
from oneseal.papers.selectors import papers_of
from oneseal.payments.selectors import cases_owing
from oneseal.portal.accounts.adapter import staff_home
from oneseal.portal.accounts.forms import PartyForm
from oneseal.portal.accounts.views import safe_next
from oneseal.portal.following.addresses import verification_qr
from oneseal.portal.mine.asking_licence import askable, history_shown
from oneseal.portal.mine.delivering import delivery_shown
from oneseal.portal.mine.forms import RateForm
from oneseal.portal.mine.hearing import procedures_shown
from oneseal.portal.mine.licence_renewal import renewal_shown
from oneseal.portal.mine.progress import named_materials, progress_of
from oneseal.portal.mine.talking import talk_of
from oneseal.portal.mine.words import case_cards
from oneseal.portal.own import own_case
from oneseal.portal.own_data.registries import checked
from oneseal.portal.pages import page
from oneseal.portal.paying.shown import fees_shown

RATABLE = frozenset({"delivered", "archived"})


def _after(request: SignedInRequest) -> str:
    told = request.GET.get("after", "")
    try:
        return str(UUID(told)) if told else ""
    except ValueError:
        return ""


@signed_in
@require_GET
def my(request: SignedInRequest) -> HttpResponse:
    """Show the reader's cases and licences; what waits for him comes first."""
    if request.actor.kind is ActorKind.STAFF:
        return redirect(staff_home(request.actor.permissions))
    after = _after(request)
    found = cases_of_account(request.actor, now=timekeeping.now(), after=after)
    shown = [row.facts for row in found.rows]
    unread = unread_among([facts.id for facts in shown], actor=request.actor)
    cards = case_cards(found.rows, unread=unread, owing=cases_owing(shown))
    context = {
        "todo": [card for card in cards if card.kind == "primary"],
        "cards": [card for card in cards if card.kind != "primary"],
        "next_url": f"{reverse('portal:my')}?after={found.after}" if found.after else "",
        "previous_url": reverse("portal:my") if after else "",
        "licences": licences_for_actor(request.actor) if not after else [],
        "lines": [{"party": party} for party in parties_for(request.actor)],
    }
    return page(request, "portal/mine/my.html", context)


@signed_in
@require_GET
def my_parties(request: SignedInRequest) -> HttpResponse:
    """List the organisations for which the reader acts, and what the register said of each."""
    return page(request, "portal/mine/parties.html", {"lines": checked(parties_for(request.actor))})


@signed_in
@require_http_methods(["GET", "POST"])
def party_add(request: SignedInRequest) -> HttpResponse:
    """Record that the reader acts for an organisation."""
    form = PartyForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        told = OrganisationFacts(**form.cleaned_data)
        try:
            organisation_join(told=told, actor=request.actor, now=timekeeping.now())
        except RuleError as problem:
            form.add_error("name" if problem.code == "identity.organisation_differs" else None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("已添加“%(name)s”。") % {"name": told.name})
            return redirect(safe_next(request, reverse("portal:my_parties")))
    context = {"form": form, "next": safe_next(request, "")}
    return page(request, "portal/mine/party_add.html", context, status=status)


@signed_in
@require_GET
def my_licence(request: SignedInRequest, licence_id: UUID) -> HttpResponse:
    """Show one licence to its holder."""
    licence = licence_for_actor(licence_id, actor=request.actor)
    found = licence_verified(licence.identifier, today=timekeeping.today())
    life = life_of(licence_id, actor=request.actor)
    word, kind = STANDINGS[found.verdict.value]
    context = {
        "licence": licence,
        "standing": {"value": found.verdict.value, "label": word, "kind": kind},
        "history": history_shown(life),
        "waiting": [HAPPENED[f"asked_{one.kind}"] for one in life.requests],
        "askable": askable(licence, life, request.actor),
        "renewal": renewal_shown(licence),
        "newest": found.newest,
        "qr_svg": verification_qr(licence.identifier),
        "entries": [{"label": label, "value": value} for label, value in licence.fields],
    }
    return page(request, "portal/mine/licence.html", context)


@signed_in
@require_GET
def my_case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show how far a case is, why it is due when it is due, and what to do now."""
    facts = own_case(case_id, actor=request.actor)
    if facts.state.value == "draft":
        return redirect("portal:form", case_id)
    return case_page(request, facts, RateForm(), status=200)


def case_page(request: SignedInRequest, facts: CaseFacts, form: RateForm, *, status: int) -> HttpResponse:
    """Return the page of a case with a form to rate it, as far as it was filled in."""
    licence, fees = licence_of_case(facts.id), fees_shown(facts)
    subjects = [facts.id, *([licence.id] if licence else [])]
    actions = actions_open(facts, actor=request.actor, today=timekeeping.today())
    context = {
        "progress": progress_of(facts, now=timekeeping.now()),
        "papers": papers_of(*subjects, for_public=True),
        "scans": minutes_scans_of(facts),
        "materials": named_materials(facts),
        "licence": licence,
        "notice": correction_open(facts),
        "fees": fees,
        "fees_due": _("、").join(fee["name"] for fee in fees if fee["is_due"]),
        "rating": rating_of_case(facts.id),
        "rectifications": answer_of_case(facts.id),
        "talk": talk_of(facts, request.actor),
        "delivery": delivery_shown(facts, request.actor),
        "linked": cases_linked(facts, actor=request.actor),
        "supplements": [row for row in supplements_of(facts) if row.arrived_on is None]
        if facts.supplements_open
        else [],
        "can_supply": Action.SUPPLY in actions,
        "procedures": procedures_shown(facts, actions, today=timekeeping.today()),
        "facts": facts,
        "can_withdraw": Action.WITHDRAW in actions,
        "can_apply_again": Action.APPLY_AGAIN in actions,
        "can_rate": facts.state.value in RATABLE,
        "form": form,
    }
    return page(request, "portal/mine/case.html", context, status=status)
