"""Papers and proofs of findings, for whoever may read the finding."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpResponse

from oneseal.foundation.files.services import open_file
from oneseal.foundation.http.access import SignedInRequest, private_file, requires
from oneseal.foundation.timekeeping import now
from oneseal.papers.services import paper_file
from oneseal.supervision.selectors import finding_paper, finding_proof
from oneseal.workbench.previews import inline_pdf


@requires("supervision.read")
def paper(request: SignedInRequest, finding_id: UUID, paper_id: UUID) -> HttpResponse:
    """Show a paper of a finding as it was issued."""
    found = finding_paper(finding_id, paper_id, actor=request.actor)
    return inline_pdf(paper_file(found.id, now=now()), f"{found.title}.pdf")


@requires("supervision.read")
def proof(request: SignedInRequest, finding_id: UUID, proof_id: UUID) -> FileResponse:
    """Show a file by which the unit proves what it put right."""
    found = finding_proof(finding_id, proof_id, actor=request.actor)
    return private_file(FileResponse(open_file(found.sha256), content_type=found.media_type), found.name)
