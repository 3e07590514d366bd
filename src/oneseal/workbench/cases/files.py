"""Papers, materials and archives for staff; access follows from the case or the licence."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase

from oneseal.archives.selectors import archive_of_case
from oneseal.archives.services import archive_zip
from oneseal.cases.selectors import (
    case_for_actor,
    case_of_material,
    material_for_actor,
    minutes_scan_for_actor,
    require_guidance,
    require_uncovered,
)
from oneseal.foundation.files.services import open_file
from oneseal.foundation.http.access import SignedInRequest, private_file, requires
from oneseal.foundation.timekeeping import now
from oneseal.kernel.access import Actor
from oneseal.licences.selectors import licence_for_actor
from oneseal.papers.selectors import paper_by_id
from oneseal.papers.services import paper_file, paper_pages
from oneseal.workbench.cases.reading import (
    Read,
    note_reading,
    note_reading_of_guidance,
    note_reading_of_licence,
)
from oneseal.workbench.previews import inline_page, inline_pdf


def _require_subject(paper_id: UUID, kind: str, subject_id: UUID, *, actor: Actor) -> None:
    """Refuse as not found unless the actor may see what a paper is about; note that he looked at it."""
    if kind == "case":
        facts = case_for_actor(subject_id, actor=actor)
        require_uncovered(facts)
        note_reading(Read.PAPER, paper_id, facts, actor=actor)
    elif kind == "guidance":
        require_guidance(subject_id, actor=actor)
        note_reading_of_guidance(paper_id, subject_id, actor=actor)
    elif kind == "licence":
        note_reading_of_licence(Read.PAPER, paper_id, licence_for_actor(subject_id, actor=actor), actor=actor)
    else:
        raise Http404


def _name_of(paper_id: UUID, *, actor: Actor) -> str:
    """Return the file name of a paper the actor may see; any other does not exist."""
    found = paper_by_id(paper_id)
    if found is None:
        raise Http404
    _require_subject(paper_id, found.subject_kind, found.subject_id, actor=actor)
    return f"{found.title}{found.number}"


@requires("cases.read")
def paper(request: SignedInRequest, paper_id: UUID) -> HttpResponse:
    """Show a paper of a case or a licence as PDF."""
    name = _name_of(paper_id, actor=request.actor)
    return inline_pdf(paper_file(paper_id, now=now()), f"{name}.pdf")


@requires("cases.read")
def paper_page(request: SignedInRequest, paper_id: UUID, page: int) -> HttpResponse:
    """Show one page of a paper as a picture."""
    name = _name_of(paper_id, actor=request.actor)
    pages = paper_pages(paper_id, now=now())
    if not 0 < page <= len(pages):
        raise Http404
    return inline_page(pages[page - 1], f"{name}-{page}.png")


@requires("cases.read")
def material(request: SignedInRequest, material_id: UUID) -> HttpResponseBase:
    """Show a material as it was uploaded."""
    found = material_for_actor(material_id, actor=request.actor)
    facts = case_of_material(material_id, actor=request.actor)
    note_reading(Read.FILE, material_id, facts, actor=request.actor)
    answer = FileResponse(open_file(found.sha256), content_type=found.media_type)
    return private_file(answer, found.file_name)


@requires("cases.read")
def minutes(request: SignedInRequest, scan_id: UUID) -> HttpResponseBase:
    """Show a scan of the signed minutes of a hearing."""
    found, facts = minutes_scan_for_actor(scan_id, actor=request.actor)
    note_reading(Read.FILE, scan_id, facts, actor=request.actor)
    answer = FileResponse(open_file(found.sha256), content_type=found.media_type)
    return private_file(answer, found.file_name)


@requires("cases.read")
def archive(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Hand out the file of an archived case as a ZIP."""
    facts = case_for_actor(case_id, actor=request.actor)
    if archive_of_case(facts.id) is None:
        raise Http404
    note_reading(Read.CASE, facts.id, facts, actor=request.actor)
    answer = HttpResponse(archive_zip(facts, now=now()), content_type="application/zip")
    return private_file(answer, f"{facts.number}.zip", is_saved=True)
