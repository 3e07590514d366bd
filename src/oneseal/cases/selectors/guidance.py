"""Guidance before an application: of an agency, one by one, and of whoever applied later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.models import Case, Guidance
from oneseal.cases.policies import can_guide
from oneseal.cases.rules.facts import CaseFacts
from oneseal.foundation.encryption import decrypt
from oneseal.kernel.access import Actor

GUIDANCE: Final = "case.guidance"
MOST: Final = 50
_OF_CASE: Final = 5


@dataclass(frozen=True, slots=True)
class GuidanceFacts:
    """What was asked and advised; `missing` are the names of the materials that were lacking."""

    id: UUID
    item_name: str
    name: str
    questions: str
    advice: str
    missing: tuple[str, ...]
    given_at: datetime
    given_by_name: str
    paper_id: UUID


def _facts(row: Guidance) -> GuidanceFacts:
    return GuidanceFacts(
        row.id, row.item_name, row.name, decrypt(row.questions, context=GUIDANCE),
        decrypt(row.advice, context=GUIDANCE), tuple(row.missing), row.given_at, row.given_by_name, row.paper_id,
    )  # fmt: skip


def guidance_given(actor: Actor | None) -> list[GuidanceFacts]:
    """Return the newest guidance of the actor's agency; nothing for whoever gives none."""
    if actor is None or not can_guide(actor):
        return []
    rows = Guidance.objects.filter(agency_id=actor.own_agency).order_by("-given_at", "-id")[:MOST]
    return [_facts(row) for row in rows]


def require_guidance(guidance_id: UUID, *, actor: Actor) -> None:
    """Refuse as not found what another agency gave.

    Raises:
        CaseNotFound.
    """
    known = Guidance.objects.filter(id=guidance_id).values_list("agency_id", flat=True).first()
    if known is None or known != actor.agency_id:
        raise CaseNotFound("no such guidance")


def guidance_of(facts: CaseFacts) -> list[GuidanceFacts]:
    """Return what the applicant of a case was advised before he applied; the caller answers for access to it.

    By his number and not by his account: who asks at a window need not have one. Whoever may not learn who applied
    (blind mode) reads none of it.
    """
    if facts.is_covered:
        return []
    number = Case.objects.filter(pk=facts.id).values("party_number_index")
    rows = Guidance.objects.filter(number_index__in=number, agency_id=facts.agency_id, given_at__lte=facts.received_at)
    return [_facts(row) for row in rows.order_by("-given_at", "-id")[:_OF_CASE]]
