"""The acts of staff on one case; each has its own page, form and paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase

from oneseal.archives.services import file_archive
from oneseal.cases.selectors import Action, CaseFacts, case_for_actor, materials_of
from oneseal.cases.services import (
    case_accept,
    case_deliver,
    case_grant,
    case_hand_over,
    case_not_accept,
    case_recommend,
    case_refuse,
    case_request_correction,
    case_send_back,
    missing_of,
    results_made,
    results_of,
)
from oneseal.cases.services.deciding import OpinionTold
from oneseal.cases.services.intake import Refusal
from oneseal.dispatch.selectors import dispatch_of, wished_on_form
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.selectors import agencies_all, agency_by_id
from oneseal.papers.selectors import papers_of
from oneseal.workbench.cases import casefile, forms
from oneseal.workbench.cases.acting import ActPage, act
from oneseal.workbench.cases.correction import CorrectionForm
from oneseal.workbench.cases.posting import is_postable
from oneseal.workbench.cases.words import WAYS, chosen


def missing_of_case(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
    """Return what the package still lacks, by name."""
    missing = missing_of(facts, today=today())
    terms = casefile.terms_of(facts)
    return {
        "missing": [
            *(terms.field_label(fault.key) for fault in missing.fields),
            *(name for _key, name in missing.materials),
        ],
        "material_total": len(materials_of(facts)),
        "duty": casefile.duty_of(facts),
    }


def _department(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
    """Return to which department a case goes, and how many files go with it."""
    return {"department": agency_by_id(facts.agency_id).name, "material_total": len(materials_of(facts))}


def remedies_of_case(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
    """Return where the addressee may object; None is unknown and shown as such."""
    agency = agency_by_id(facts.agency_id)
    return {
        "reconsideration_body": agency.reconsideration_body or None,
        "court": agency.court or None,
        "opinions": casefile.opinion_entries(facts),
    }


def _elsewhere(facts: CaseFacts, request: SignedInRequest) -> dict[str, Any]:
    """Return the city's other agencies, one of which may be the right one, and the remedies."""
    others = agencies_all().exclude(pk=facts.agency_id)
    return {**remedies_of_case(facts, request), "agencies": [agency.name for agency in others]}


def _opinions(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
    return {"opinions": casefile.opinion_entries(facts)}


def notices_of_case(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
    """Return the correction notices so far."""
    return {"notices": casefile.way_of(facts)["notices"]}


def _contents(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
    """Return the list of what goes into the archive."""
    named = {need.key: chosen(need.name, need.name_en) for need in casefile.terms_of(facts).materials}
    return {
        "uploads": [{"title": row.file_name, "number": named.get(row.key, row.key)} for row in materials_of(facts)],
        "papers": [{"title": row.title, "number": row.number} for row in papers_of(facts.id, for_public=False)],
    }


def _results(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
    """Return the papers that are handed over."""
    found = dispatch_of(facts)
    wished = None if found.way else wished_on_form(facts)[0]
    return {
        "results": results_of(facts.id),
        "chosen": WAYS[found.way.value] if found.way else "",
        "wished": WAYS[wished.value] if wished else "",
        "is_by_post": is_postable(found),
    }


def _review_told(form: forms.ReviewForm) -> OpinionTold:
    told = form.cleaned_data
    return OpinionTold(told["verdict"], told["text"], told["second"], told["is_substantive"])


def _refusal_told(form: forms.NotAcceptForm) -> Refusal:
    told = form.cleaned_data
    return Refusal(told["ground"], told["reason"], told["right_agency"], told["touches_safety"])


HAND_OVER = ActPage(
    Action.HAND_OVER,
    forms.HandOverForm,
    lambda facts, form, press: case_hand_over(case_id=facts.id, paper=form.cleaned_data["paper"], press=press),
    "workbench/cases/hand_over.html",
    _department,
    has_paper=False,
)
ACCEPT = ActPage(
    Action.ACCEPT,
    forms.AcceptForm,
    lambda facts, _form, press: case_accept(case_id=facts.id, press=press),
    "workbench/cases/accept.html",
    missing_of_case,
    is_wordless=True,
)
CORRECTION = ActPage(
    Action.REQUEST_CORRECTION,
    CorrectionForm,
    lambda facts, form, press: case_request_correction(
        case_id=facts.id, defects=form.defects, reply_by=form.cleaned_data["reply_by"], press=press
    ),
    "workbench/cases/correction.html",
    notices_of_case,
)
NOT_ACCEPT = ActPage(
    Action.NOT_ACCEPT,
    forms.NotAcceptForm,
    lambda facts, form, press: case_not_accept(case_id=facts.id, refusal=_refusal_told(form), press=press),
    "workbench/cases/not_accept.html",
    _elsewhere,
)
REVIEW = ActPage(
    Action.RECOMMEND,
    forms.ReviewForm,
    lambda facts, form, press: case_recommend(case_id=facts.id, told=_review_told(form), press=press),
    "workbench/cases/review.html",
    _opinions,
)
SEND_BACK = ActPage(
    Action.SEND_BACK,
    forms.SendBackForm,
    lambda facts, form, press: case_send_back(
        case_id=facts.id, reason=form.cleaned_data["reason"], node=form.cleaned_data.get("node", ""), press=press
    ),
    "workbench/cases/send_back.html",
    _opinions,
    has_paper=False,
)
GRANT = ActPage(
    Action.GRANT,
    forms.GrantForm,
    lambda facts, form, press: case_grant(case_id=facts.id, text=form.cleaned_data.get("text", ""), press=press),
    "workbench/cases/grant.html",
    _opinions,
)
REFUSE = ActPage(
    Action.REFUSE,
    forms.RefuseDecidedForm,
    lambda facts, form, press: case_refuse(
        case_id=facts.id, text=form.cleaned_data["text"], falsehood=form.falsehood, press=press
    ),
    "workbench/cases/refuse.html",
    remedies_of_case,
)
DELIVER = ActPage(
    Action.DELIVER,
    forms.DeliverForm,
    lambda facts, form, press: case_deliver(case_id=facts.id, hand_over=form.hand_over, press=press),
    "workbench/cases/deliver.html",
    _results,
)
ARCHIVE = ActPage(
    Action.ARCHIVE,
    forms.ArchiveForm,
    lambda facts, _form, press: file_archive(case_id=facts.id, press=press),
    "workbench/cases/archive.html",
    _contents,
    is_wordless=True,
)


@requires("cases.hand_over")
def hand_over(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Hand over to its department what the window of a centre received."""
    return act(request, case_id, HAND_OVER)


@requires("cases.accept")
def accept(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Accept an application: what is missing, the notice, both due dates, then confirm."""
    return act(request, case_id, ACCEPT)


@requires("cases.correct")
def correction(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Ask once for every correction."""
    return act(request, case_id, CORRECTION)


@requires("cases.not_accept")
def not_accept(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Refuse an application at the door."""
    return act(request, case_id, NOT_ACCEPT)


@requires("cases.review")
def review(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Give the examiner's opinion."""
    return act(request, case_id, REVIEW)


@requires("cases.decide")
def send_back(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Send a case back to its examiner."""
    return act(request, case_id, SEND_BACK)


@requires("cases.decide")
def grant(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Grant what was applied for."""
    return act(request, case_id, GRANT)


@requires("cases.decide")
def refuse(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Refuse what was applied for."""
    return act(request, case_id, REFUSE)


@requires("cases.deliver")
def deliver(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Hand a result over."""
    results_made([case_for_actor(case_id, actor=request.actor).id], now=now())
    return act(request, case_id, DELIVER)


@requires("cases.archive")
def archive(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Close the file."""
    return act(request, case_id, ARCHIVE)
