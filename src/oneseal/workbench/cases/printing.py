"""Many papers in one file to print: a list on top, each page as it was issued, and a record of what was printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oneseal.cases.selectors import CaseFacts, cases_chosen
from oneseal.cases.services import papers_printed
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.identifiers import uuids_told
from oneseal.foundation.timekeeping import now
from oneseal.identity.selectors import agency_by_id
from oneseal.papers.selectors import PaperFacts, papers_by_subject
from oneseal.papers.services import Printed, batch_printed, paper_file
from oneseal.workbench.cases.bulk import MOST
from oneseal.workbench.cases.reading import Read, note_reading
from oneseal.workbench.cases.words import item_name, short_number
from oneseal.workbench.desk import show
from oneseal.workbench.previews import inline_pdf

PAPERS_AT_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper that can be printed, and the case it belongs to."""

    case: CaseFacts
    paper: PaperFacts
    is_chosen: bool

    @property
    def item(self) -> str:
        """Return the item as the reader's language names it."""
        return item_name(self.case)

    @property
    def short(self) -> str:
        """Return the end of the case's number, as lists show it."""
        return short_number(self.case.number)


def _sheets(request: SignedInRequest, *, chosen: set[UUID] | None) -> list[Sheet]:
    """Return all papers of the chosen cases that the actor may see, case by case in order of issue."""
    ids = uuids_told(request.POST.getlist("case")[:MOST])
    # A paper names its addressee, so whoever may not learn who applied prints none of the case.
    cases = [row.facts for row in cases_chosen(request.actor, ids, now=now()) if not row.facts.is_covered]
    papers = papers_by_subject(*(facts.id for facts in cases))
    return [Sheet(facts, paper, chosen is None or paper.id in chosen) for facts in cases for paper in papers[facts.id]]


def _divided(sheets: list[Sheet]) -> tuple[list[Sheet], list[Sheet]]:
    """Return the papers that one file takes, and those left for the next; the papers of a case stay together."""
    if len(sheets) <= PAPERS_AT_MOST:
        return sheets, []
    divided = sheets[PAPERS_AT_MOST].case.id
    before = next(place for place, sheet in enumerate(sheets) if sheet.case.id == divided)
    cut = before or sum(sheet.case.id == divided for sheet in sheets)
    return sheets[:cut], sheets[cut:]


@requires("cases.read")
@require_POST
def papers_print(request: SignedInRequest) -> HttpResponseBase:
    """Show which papers the chosen cases have, to leave some out; then return the chosen ones as one file."""
    is_chosen = request.POST.get("step") == "print"
    chosen = set(uuids_told(request.POST.getlist("paper"))) if is_chosen else None
    sheets, left = _divided(_sheets(request, chosen=chosen))
    if not sheets:
        messages.warning(request, _("所选办件还没有文书可以打印。"))
        return redirect(reverse("workbench:inbox"))
    printed = [sheet for sheet in sheets if sheet.is_chosen]
    if not is_chosen or not printed:
        return _page(request, sheets, left, error=_("请至少勾选一份文书。") if is_chosen else "")
    return inline_pdf(_printed(request, printed), "papers.pdf")


def _page(request: SignedInRequest, sheets: list[Sheet], left: list[Sheet], *, error: str) -> HttpResponse:
    context = {
        "sheets": sheets,
        "cases": _cases_of(sheets),
        "left": left,
        "left_cases": _cases_of(left),
        "error": error,
        "back_url": reverse("workbench:inbox"),
    }
    status = 422 if error else 200
    return show(request, "workbench/cases/print.html", context, current="inbox", status=status)


def _cases_of(sheets: list[Sheet]) -> list[UUID]:
    return list(dict.fromkeys(sheet.case.id for sheet in sheets))


def _printed(request: SignedInRequest, sheets: list[Sheet]) -> bytes:
    """Return the file, once it is recorded who printed what, and noted for each applicant."""
    at, actor = now(), request.actor
    batch = [
        Printed(
            number=sheet.paper.number, title=sheet.paper.title, item=sheet.case.item_name,
            applicant=sheet.case.party_name, file=paper_file(sheet.paper.id, now=at),
        )
        for sheet in sheets
    ]  # fmt: skip
    agency = agency_by_id(actor.own_agency)
    made = batch_printed(batch, agency_name=agency.name, printed_by=actor.name, now=at)
    for sheet in sheets:
        note_reading(Read.PAPER, sheet.paper.id, sheet.case, actor=actor)
    papers_printed(papers={row.paper.number: row.paper.words_sha256 for row in sheets}, actor=actor, now=at)
    return made
