"""Papers and uploaded files, back to the one they belong to."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import CaseFacts, material_for_actor, minutes_scan_for_actor
from oneseal.dispatch.services import result_viewed
from oneseal.foundation import timekeeping
from oneseal.foundation.files.services import open_file
from oneseal.foundation.http.access import SignedInRequest, private_file, signed_in
from oneseal.kernel.access import ActorKind
from oneseal.licences.errors import LicenceNotFound
from oneseal.licences.selectors import licence_for_actor
from oneseal.papers.errors import PaperNotFound
from oneseal.papers.selectors import paper_by_id, papers_of
from oneseal.papers.services import paper_file
from oneseal.portal.own import own_case


@signed_in
@require_GET
def paper(request: SignedInRequest, paper_id: UUID) -> HttpResponseBase:
    """Give a paper to the one it is addressed to, to read or to save; internal papers do not exist here."""
    row = paper_by_id(paper_id)
    if row is None:
        raise PaperNotFound("no such paper")
    facts = _subject(request, row.subject_kind, row.subject_id)
    if paper_id not in {shown.id for shown in papers_of(row.subject_id, for_public=True)}:
        raise PaperNotFound("not for the public")
    pdf = paper_file(paper_id, now=timekeeping.now())
    if facts is not None:
        result_viewed(facts=facts, paper_kind=row.kind, actor=request.actor, now=timekeeping.now())
    answer = HttpResponse(pdf, content_type="application/pdf")
    return private_file(answer, f"{row.title}-{row.number}.pdf", is_saved=request.GET.get("save") == "1")


def _subject(request: SignedInRequest, kind: str, subject_id: UUID) -> CaseFacts | None:
    """Return the reader's own case that a paper is about, None for his licence; else there is "no such paper"."""
    try:
        if kind == "case":
            return own_case(subject_id, actor=request.actor)
        if request.actor.kind is ActorKind.APPLICANT:
            licence_for_actor(subject_id, actor=request.actor)
        else:
            raise PaperNotFound("staff read papers at the workbench")
    except (CaseNotFound, LicenceNotFound) as problem:
        raise PaperNotFound("not the reader's") from problem
    return None


@signed_in
@require_GET
def minutes(request: SignedInRequest, scan_id: UUID) -> HttpResponseBase:
    """Give the applicant the scan of the minutes that were signed in his hearing."""
    if request.actor.kind is not ActorKind.APPLICANT:
        raise CaseNotFound("staff read minutes at the workbench")
    row, _facts = minutes_scan_for_actor(scan_id, actor=request.actor)
    response = FileResponse(open_file(row.sha256), content_type=row.media_type)
    return private_file(response, row.file_name)


@signed_in
@require_GET
def material(request: SignedInRequest, file_id: UUID) -> HttpResponseBase:
    """Give an uploaded file back to its owner."""
    if request.actor.kind is not ActorKind.APPLICANT:
        raise CaseNotFound("staff read materials at the workbench")
    row = material_for_actor(file_id, actor=request.actor)
    response = FileResponse(open_file(row.sha256), content_type=row.media_type)
    return private_file(response, row.file_name)
