"""Complain, keep the receipt, read the answer; for everybody."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from oneseal.cases.selectors import CaseFacts
from oneseal.evaluation.selectors import complaint_followed, complaints_for_actor
from oneseal.evaluation.services import ComplaintTold, Filed, complaint_file
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, public, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.http.throttle import Throttle, TooManyTries
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.errors import RuleError
from oneseal.portal.complaining.forms import AnswerCodeForm, ComplainForm
from oneseal.portal.own import own_case
from oneseal.portal.pages import page

RECEIPT = "portal_complaint"
RECEIPT_MINUTES = 20
FILINGS = Throttle("complain", tries=20, seconds=3600)  # an address may be a whole hall
WRONG_CODES = Throttle("complaint-code", tries=20, seconds=900)


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _applicant(request: HttpRequest) -> Actor | None:
    actor = getattr(request, "actor", None)
    return actor if isinstance(actor, Actor) and actor.kind is ActorKind.APPLICANT else None


@public
@never_cache
@require_http_methods(["GET", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """Complain about an agency, with or without an account."""
    return _complain(request, case=None)


@signed_in
@require_http_methods(["GET", "POST"])
def complain_of_case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Complain about how one's own case is handled."""
    return _complain(request, case=own_case(case_id, actor=request.actor))


def _complain(request: HttpRequest, *, case: CaseFacts | None) -> HttpResponse:
    actor = _applicant(request)
    initial = {"agency": str(case.agency_id) if case else "", "name": actor.name if actor else ""}
    form = ComplainForm(request.POST or None, initial)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            filed = _filed(request, form, case=case)
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            until = timekeeping.now() + timedelta(minutes=RECEIPT_MINUTES)
            kept = {"number": filed.number, "code": filed.code, "until": until.isoformat()}
            request.session[RECEIPT] = kept
            return redirect("portal:complaint_receipt")
    mine = complaints_for_actor(actor) if actor else []
    context = {"form": form, "case": case, "mine": mine}
    return page(request, "portal/complaining/complain.html", context, status=status)


def _filed(request: HttpRequest, form: ComplainForm, *, case: CaseFacts | None) -> Filed:
    told, address = form.cleaned_data, _address(request)
    FILINGS.check(address)
    FILINGS.failed(address)
    words = ComplaintTold(UUID(told["agency"]), told["text"], told["name"], told["contact"])
    return complaint_file(told=words, actor=_applicant(request), address=address, now=timekeeping.now(), case=case)


@public
@never_cache
@require_GET
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the number and code of the complaint that was just filed, for a short while."""
    kept = request.session.get(RECEIPT)
    if not kept or datetime.fromisoformat(kept["until"]) < timekeeping.now():
        return redirect("portal:complaint_answer")
    complaint = complaint_followed(kept["number"], kept["code"])
    return page(request, "portal/complaining/receipt.html", {"complaint": complaint, "code": kept["code"]})


@public
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Show a complaint and its answer to whoever has its number and code."""
    form = AnswerCodeForm(request.POST or None)
    complaint, status = None, 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            WRONG_CODES.check(_address(request))
        except TooManyTries as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            complaint = complaint_followed(form.cleaned_data["number"], form.cleaned_data["code"])
            if complaint is None:
                WRONG_CODES.failed(_address(request))
                form.add_error(None, _("编号和查询码对不上。请对照提交投诉时显示的内容核对后再查。"))
            status = 200 if complaint else 422
    return page(request, "portal/complaining/answer.html", {"form": form, "complaint": complaint}, status=status)
