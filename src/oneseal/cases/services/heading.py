"""The head that every paper of a case to its applicant has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from oneseal.papers.selectors import Letterhead

if TYPE_CHECKING:
    from oneseal.cases.services.moving import Change


def headed(change: Change, head: Letterhead, paper_id: UUID) -> dict[str, Any]:
    """Return who writes what about which case to whom."""
    facts = change.facts
    return {
        "identifier": str(paper_id), "agency_name": head.agency_name, "issued_at": change.press.now,
        "addressee": facts.party_name, "to_organisation": facts.party_kind == "organisation",
        "item_name": facts.item_name, "case_number": facts.number or "",
    }  # fmt: skip
