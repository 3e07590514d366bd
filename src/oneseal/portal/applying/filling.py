"""Start an application and fill its form; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oneseal.cases.errors import ApplicantUnfit, DraftChanged, LicenceNotHeld, RenewalTooEarly, RenewalTooLate
from oneseal.cases.selectors import CaseFacts, answers_of, cases_of_account, licences_to_renew, renews
from oneseal.cases.services import case_start, draft_discard, draft_save
from oneseal.catalog.selectors import ItemTerms, item_public, version_terms
from oneseal.forms.services import told_in
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence
from oneseal.identity.selectors import parties_for
from oneseal.kernel.access import ActorKind
from oneseal.kernel.formlogic import FieldFault, normalise_answers
from oneseal.portal.applying.drafts import (
    asked_in,
    differences,
    faults_in,
    lacks_of,
    saved_words,
    sections_of,
)
from oneseal.portal.applying.one_by_one import first_open, wants_one_by_one
from oneseal.portal.applying.words import step_words
from oneseal.portal.own import own_case
from oneseal.portal.pages import page

PRESS_SECONDS = 24 * 3600


@signed_in
@require_http_methods(["GET", "POST"])
def apply(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    """Choose for whom to apply, and start the draft."""
    terms = item_public(item_id, on=timekeeping.today())
    if request.method == "POST" and request.actor.kind is ActorKind.APPLICANT:
        return _start(request, terms)
    drafts = [
        row.facts
        for row in cases_of_account(request.actor, now=timekeeping.now()).rows
        if row.facts.state.value == "draft" and row.facts.item_version_id == terms.version_id
    ]
    context = {
        "terms": terms,
        "parties": [party for party in parties_for(request.actor, item_id=item_id) if terms.serves(party.kind)],
        "is_for_organisations": terms.serves("organisation"),
        "is_for_persons": terms.serves("person"),
        "licences": _licences(request, terms) if renews(terms) else None,
        "drafts": drafts,
        "press": uuid4(),
        "is_staff": request.actor.kind is ActorKind.STAFF,
        "party_add_url": f"{reverse('portal:party_add')}?next={request.path}",
    }
    return page(request, "portal/applying/apply.html", context)


def _start(request: SignedInRequest, terms: ItemTerms) -> HttpResponse:
    """Start one draft per press: the second click of a double click finds the first one's key."""
    party, _space, licence = request.POST.get("party", "").partition(" ")
    try:
        party_id, press = UUID(party), UUID(request.POST.get("press", ""))
        licence_id = UUID(licence) if licence else None
    except ValueError:
        messages.error(request, _("请选择为谁申请。"))
        return redirect("portal:apply", terms.item_id)
    key = f"portal:start:{request.actor.account_id}:{press}"
    if not cache.add(key, "", PRESS_SECONDS):
        return redirect("portal:my")
    try:
        case_id = case_start(
            item_id=terms.item_id, party_id=party_id, actor=request.actor, now=timekeeping.now(),
            base_licence_id=licence_id,
        )  # fmt: skip
    except (ApplicantUnfit, LicenceNotHeld, RenewalTooEarly, RenewalTooLate) as problem:
        cache.delete(key)
        messages.error(request, sentence(problem))
        return redirect("portal:apply", terms.item_id)
    return redirect("portal:form", case_id)


def _licences(request: SignedInRequest, terms: ItemTerms) -> list[dict[str, Any]]:
    """Return the reader's valid licences from which this application may start, with whose they are."""
    return [
        {"value": f"{party.id} {held.id}", "name": party.name, "held": held}
        for party in parties_for(request.actor)
        for held in licences_to_renew(terms, holder_ids=(party.id,), today=timekeeping.today())
    ]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a page of the form sent: answers to the fields it showed, and the revision it was made from."""

    answers: dict[str, Any]
    revision: int
    shown: frozenset[str]


def typed_in(request: HttpRequest, terms: ItemTerms) -> Typed:
    """Return what the page sent: answers to the fields it showed, nothing else."""
    shown = frozenset(request.POST.get("shown", "").split())
    asked = [field for field in terms.form.fields if field.key in shown]
    revision = request.POST.get("revision", "")
    return Typed(told_in(request.POST, asked), int(revision) if revision.isdecimal() else -1, shown)


def draft_of(request: SignedInRequest, case_id: UUID) -> CaseFacts | None:
    """Return the actor's own draft, or None when the case has been handed in."""
    facts = own_case(case_id, actor=request.actor)
    return facts if facts.state.value == "draft" else None


def save_typed(request: SignedInRequest, facts: CaseFacts, typed: Typed) -> int:
    """Save what was typed and return the revision; a save that changes nothing is no conflict.

    A save in passing may be under way beside the press that ends it: whatever it has saved by then is looked at anew.
    """
    terms, kept = version_terms(facts.item_version_id), answers_of(facts)
    if not differences(terms, kept.values, typed.answers):
        return kept.revision
    try:
        return draft_save(
            case_id=facts.id, told=typed.answers, revision=typed.revision, actor=request.actor, now=timekeeping.now()
        )
    except DraftChanged:
        kept = answers_of(facts)
        if differences(terms, kept.values, typed.answers):
            raise
        return kept.revision


@signed_in
@require_http_methods(["GET", "POST"])
def form(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Fill the form: every press saves; going on needs every visible question answered."""
    facts = draft_of(request, case_id)
    if facts is None:
        return redirect("portal:my_case", case_id)
    terms = version_terms(facts.item_version_id)
    if request.method != "POST":
        if wants_one_by_one(request):
            return redirect("portal:question", case_id, first_open(facts, today=timekeeping.today()))
        return _page(request, facts, answers_of(facts).values)
    typed = typed_in(request, terms)
    try:
        save_typed(request, facts, typed)
    except DraftChanged:
        return _conflict(request, facts, typed)
    if request.POST.get("go") == "later":
        messages.success(request, _("已保存。您可以随时回来继续填写。"))
        return redirect("portal:my")
    answers = answers_of(facts).values
    faults = faults_in(terms, answers, today=timekeeping.today())
    if request.POST.get("go") == "stay" or faults:
        return _page(request, facts, answers, found=Found(faults=faults), status=422 if faults else 200)
    return redirect("portal:materials", case_id)


@dataclass(frozen=True, slots=True)
class Found:
    """What a save found: faults of the answers, and what somebody else saved in between."""

    faults: Sequence[FieldFault] = ()
    differences: Sequence[dict[str, str]] = ()


NOTHING = Found()


def _page(
    request: SignedInRequest, facts: CaseFacts, answers: dict[str, Any], *, status: int = 200, found: Found = NOTHING
) -> HttpResponse:
    terms = version_terms(facts.item_version_id)
    context = {
        "facts": facts,
        "terms": terms,
        "steps": step_words(),
        "sections": sections_of(terms, answers, found.faults),
        "revision": answers_of(facts).revision,
        "shown": " ".join(field.key for field in asked_in(terms, answers)),
        "lacks": lacks_of(facts, today=timekeeping.today()),
        "saved": saved_words(facts),
        "has_faults": bool(found.faults),
        "differences": found.differences,
    }
    return page(request, "portal/applying/form.html", context, status=status)


def _conflict(request: SignedInRequest, facts: CaseFacts, typed: Typed) -> HttpResponse:
    """Show what differs and keep what was typed on the page; the next save decides."""
    terms, kept = version_terms(facts.item_version_id), answers_of(facts).values
    found = differences(terms, kept, typed.answers)
    answers = {**kept, **normalise_answers(terms.form, typed.answers)}
    return _page(request, facts, answers, status=409, found=Found(differences=found))


@signed_in
@require_POST
def autosave(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Save in passing; answer with the note and the questions that came or went."""
    facts = draft_of(request, case_id)
    if facts is None:
        return render(request, "portal/applying/autosave_conflict.html", status=409)
    terms = version_terms(facts.item_version_id)
    typed = typed_in(request, terms)
    try:
        revision = save_typed(request, facts, typed)
    except DraftChanged as problem:
        return render(request, "portal/applying/autosave_conflict.html", {"text": sentence(problem)}, status=409)
    answers = answers_of(facts).values
    now_asked = [field.key for field in asked_in(terms, answers)]
    changed = set(now_asked) ^ typed.shown
    context = {
        "facts": facts,
        "saved": saved_words(facts),
        "revision": revision,
        "shown": " ".join(now_asked),
        "lacks": lacks_of(facts, today=timekeeping.today()),
        "sections": [part for part in sections_of(terms, answers) if _touched(part.section.fields, changed)],
        "gone": sorted(changed),
    }
    return render(request, "portal/applying/autosave.html", context)


@signed_in
@require_GET
def lacks(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Tell anew what is still missing, after an upload."""
    facts = own_case(case_id, actor=request.actor)
    context = {"facts": facts, "lacks": lacks_of(facts, today=timekeeping.today()), "oob": False}
    return render(request, "portal/applying/lacks.html", context)


def _touched(fields: tuple[Any, ...], changed: set[str]) -> bool:
    return any(field.key in changed for field in fields)


@signed_in
@require_http_methods(["GET", "POST"])
def discard(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Ask, then delete a draft with all that was typed."""
    facts = draft_of(request, case_id)
    if facts is None:
        return redirect("portal:my_case", case_id)
    if request.method != "POST":
        return page(request, "portal/applying/discard.html", {"facts": facts})
    draft_discard(case_id=case_id, actor=request.actor)
    messages.success(request, _("草稿已删除。"))
    return redirect("portal:my")
