"""Follow a case by number and query code, and verify licences and papers; for everybody."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from oneseal.cases.selectors import case_facts, case_followed, number_typed
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import public
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.http.throttle import Throttle, TooManyTries
from oneseal.licences.selectors import Verdict, Verified, file_verified, licence_verified
from oneseal.portal.following.forms import FileForm, IdentifierForm, TrackForm
from oneseal.portal.following.verdicts import shown_verdict
from oneseal.portal.mine.progress import masked_party, progress_of
from oneseal.portal.pages import page

FOLLOWED = "portal_followed"
FOLLOW_MINUTES = 20
FILE_LIMIT = 20 * 1024 * 1024
# A number stands still after few wrong codes; an address may be a whole hall.
WRONG_CODES = Throttle("track-number", tries=5, seconds=900)
WRONG_ADDRESS = Throttle("track-address", tries=40, seconds=900)
UNKNOWN_IDENTIFIERS = Throttle("verify", tries=60, seconds=900)


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


@public
@never_cache
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Ask for number and query code; a wrong pair tells nothing."""
    form = TrackForm(request.POST or None, initial={"number": request.GET.get("number", "")[:60]})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            case_id = _follow(request, form.cleaned_data["number"], form.cleaned_data["query_code"])
        except TooManyTries as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            if case_id is not None:
                return redirect("portal:track_result")
            form.add_error(None, _("编号和查询码对不上。请对照收件凭证核对后再查；凭证遗失的，请登录或到窗口查询。"))
    return page(request, "portal/following/track.html", {"form": form}, status=status)


def _follow(request: HttpRequest, number: str, code: str) -> UUID | None:
    """Remember in the session which case was opened; count a wrong pair."""
    key, address = hashlib.sha256(number_typed(number).encode()).hexdigest(), _address(request)
    WRONG_CODES.check(key)
    WRONG_ADDRESS.check(address)
    facts = case_followed(number, code)
    if facts is None:
        WRONG_CODES.failed(key)
        WRONG_ADDRESS.failed(address)
        return None
    until = timekeeping.now() + timedelta(minutes=FOLLOW_MINUTES)
    request.session[FOLLOWED] = {"case": str(facts.id), "until": until.isoformat()}
    return facts.id


@public
@never_cache
@require_GET
def track_result(request: HttpRequest) -> HttpResponse:
    """Show the way of the case that was opened by its query code, for a short while."""
    kept = request.session.get(FOLLOWED)
    if not kept or datetime.fromisoformat(kept["until"]) < timekeeping.now():
        return redirect("portal:track")
    facts = case_facts(UUID(kept["case"]))
    context = {"progress": progress_of(facts, now=timekeeping.now()), "party": masked_party(facts)}
    return page(request, "portal/following/result.html", context)


@public
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Take an identifier or a file and say whether it is real."""
    if request.method != "POST":
        return _verify_page(request, IdentifierForm(), FileForm(prefix="upload"))
    if "identifier" in request.POST:
        form = IdentifierForm(request.POST)
        if form.is_valid() and "/" not in form.cleaned_data["identifier"]:
            return redirect("portal:verify_identifier", form.cleaned_data["identifier"].strip())
        if form.is_valid():
            form.add_error("identifier", _("标识中不应当有斜线。请对照证照逐字核对。"))
        return _verify_page(request, form, FileForm(prefix="upload"), status=422)
    return _verify_file(request)


def _verify_page(request: HttpRequest, first: forms.Form, second: forms.Form, *, status: int = 200) -> HttpResponse:
    context = {"identifier_form": first, "file_form": second}
    return page(request, "portal/following/verify.html", context, status=status)


def _verify_file(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES, prefix="upload")
    file = request.FILES.get("upload-file")
    if not form.is_valid() or not isinstance(file, UploadedFile):
        return _verify_page(request, IdentifierForm(), form, status=422)
    if (file.size or 0) > FILE_LIMIT:
        form.add_error("file", _("文件超过20 MB，不是本机关出具的证照或文书。请核对是否选错了文件。"))
        return _verify_page(request, IdentifierForm(), form, status=422)
    pdf = file.read()
    found = file_verified(pdf, sha256=hashlib.sha256(pdf).hexdigest(), today=timekeeping.today())
    return _verdict(request, found, asked=file.name or "")


@public
@require_GET
def verify_identifier(request: HttpRequest, identifier: str) -> HttpResponse:
    """Answer for the identifier in a QR code."""
    try:
        UNKNOWN_IDENTIFIERS.check(_address(request))
    except TooManyTries as problem:
        form = IdentifierForm({"identifier": identifier})
        form.add_error(None, sentence(problem))
        return _verify_page(request, form, FileForm(prefix="upload"), status=status_of(problem))
    found = licence_verified(identifier, today=timekeeping.today())
    if found.verdict is Verdict.UNKNOWN:
        UNKNOWN_IDENTIFIERS.failed(_address(request))
    return _verdict(request, found, asked=identifier)


def _verdict(request: HttpRequest, found: Verified, *, asked: str) -> HttpResponse:
    context = {"shown": shown_verdict(found), "asked": asked}
    return page(request, "portal/following/verdict.html", context)
