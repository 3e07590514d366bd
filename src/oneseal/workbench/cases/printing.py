"""Many papers in one file to print: each page as it was issued, and a record of what was printed."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from pypdf import PdfReader, PdfWriter

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import case_for_actor
from oneseal.cases.services import papers_printed
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now
from oneseal.kernel.access import Actor
from oneseal.papers.selectors import PaperFacts, papers_of
from oneseal.papers.services import paper_file
from oneseal.workbench.cases.bulk import MOST
from oneseal.workbench.previews import inline_pdf

PAPERS_AT_MOST: Final = 200


def _papers(request: SignedInRequest, actor: Actor) -> list[PaperFacts]:
    """Return the papers of the chosen cases that the actor may see, case by case in order of issue."""
    found: list[PaperFacts] = []
    for text in request.POST.getlist("case")[:MOST]:
        try:
            facts = case_for_actor(UUID(text), actor=actor)
        except (ValueError, CaseNotFound):
            continue
        found += papers_of(facts.id, for_public=False)
    return found[:PAPERS_AT_MOST]


def merged(papers: list[PaperFacts], *, files: list[bytes]) -> bytes:
    """Return the pages of all files in one, with a bookmark for each paper; the papers themselves stay as they are."""
    writer = PdfWriter()
    for paper, content in zip(papers, files, strict=True):
        start = len(writer.pages)
        for sheet in PdfReader(BytesIO(content)).pages:
            writer.add_page(sheet)
        writer.add_outline_item(title=f"{paper.title} {paper.number}", page_number=start)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


@requires("cases.read")
@require_POST
def papers_print(request: SignedInRequest) -> HttpResponseBase:
    """Return the papers of the chosen cases as one file."""
    papers = _papers(request, request.actor)
    if not papers:
        messages.warning(request, _("所选办件还没有文书可以打印。"))
        return redirect(reverse("workbench:inbox"))
    files = [paper_file(paper.id, now=now()) for paper in papers]
    printed = {row.number: row.words_sha256 for row in papers}
    papers_printed(papers=printed, actor=request.actor, now=now())
    return inline_pdf(merged(papers, files=files), "papers.pdf")
