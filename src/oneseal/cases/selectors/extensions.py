"""Proposals to extend the limit of what several bodies answer together: for the government, and for the agency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from oneseal.cases import policies
from oneseal.cases.errors import CaseNotFound
from oneseal.cases.models import Case, ExtensionProposal
from oneseal.cases.rules.clock import ClockFace, clock_face
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.selectors.cover import read_by, row_read_by
from oneseal.cases.selectors.extended import unit_of_version
from oneseal.cases.selectors.facts import COLUMNS, case_facts, facts_of
from oneseal.cases.selectors.lights import light_preset
from oneseal.identity.policies import require
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Unit
from oneseal.workflow.selectors import calendar

ANSWERED_SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """A proposal: by how many days of which unit, why, by whom, when.

    `outcome` is empty while the government has not answered.
    """

    id: UUID
    case_id: UUID
    days: int
    reason: str
    proposed_at: datetime
    proposed_by_name: str
    government: str
    answered_at: datetime | None
    answered_by_name: str
    outcome: str
    answer: str
    unit: str = Unit.WORKING_DAY.value


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal that waits for the government, with its case and the light of today."""

    proposal: ProposalFacts
    facts: CaseFacts
    clock: ClockFace
    agency_name: str


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """A proposal that has been answered: what the government keeps of it when it sees the case no more."""

    proposal: ProposalFacts
    number: str
    item_name: str
    agency_name: str


def _facts(row: ExtensionProposal, version_id: UUID) -> ProposalFacts:
    return ProposalFacts(
        row.id, row.case_id, row.days, row.reason, row.proposed_at, row.proposed_by_name, row.government.name,
        row.answered_at, row.answered_by_name, row.outcome, row.answer,
        unit_of_version(version_id),
    )  # fmt: skip


def proposals_of(facts: CaseFacts) -> list[ProposalFacts]:
    """Return the proposals to extend a case's limit in order; the caller answers for access to it."""
    rows = ExtensionProposal.objects.filter(case_id=facts.id).select_related("government")
    return [facts.told(_facts(row, facts.item_version_id)) for row in rows.order_by("proposed_at", "id")]


def proposals_waiting(actor: Actor, *, now: datetime) -> list[ProposalLine]:
    """Return what waits for the answer of the actor's government, the first due first.

    Raises:
        NotAllowed: not the post of a government.
    """
    require(allowed=policies.can_approve_extensions(actor))
    found = ExtensionProposal.objects.filter(government_id=actor.own_agency, answered_at=None)
    rows = {row.case_id: row for row in found.select_related("government").order_by("id")}
    cases = Case.objects.filter(pk__in=rows).order_by("due_on", "id").values(*COLUMNS, "agency__name")
    told = [(row_read_by(actor, facts_of(row)), row["agency__name"]) for row in cases]
    days = calendar()
    return [
        ProposalLine(
            _facts(rows[facts.id], facts.item_version_id), facts,
            clock_face(facts, calendar=days, now=now, preset=light_preset()), name,
        )
        for facts, name in told
    ]  # fmt: skip


def proposals_answered(actor: Actor) -> Sequence[AnsweredLine]:
    """Return what the actor's government has answered, the newest first, at most thirty.

    Raises:
        NotAllowed: not the post of a government.
    """
    require(allowed=policies.can_approve_extensions(actor))
    rows = ExtensionProposal.objects.filter(government_id=actor.own_agency, answered_at__isnull=False)
    rows = rows.select_related("government", "case__agency").order_by("-proposed_at", "-id")[:ANSWERED_SHOWN]
    return [
        AnsweredLine(
            _facts(row, row.case.item_version_id), row.case.number or "", row.case.item_name, row.case.agency.name
        )
        for row in rows
    ]  # fmt: skip


def proposals_waiting_count(actor: Actor) -> int:
    """Return how many proposals wait for the actor's government; none for whoever is no government."""
    if not policies.can_approve_extensions(actor):
        return 0
    return ExtensionProposal.objects.filter(government_id=actor.own_agency, answered_at=None).count()


def proposed_case(case_id: UUID, *, actor: Actor) -> CaseFacts:
    """Return a case in which the actor's government is asked for more time, as he may read it (blind mode).

    Raises:
        CaseNotFound: no such case, or nobody asks him.
    """
    facts = case_facts(case_id)
    if not policies.is_asked_to_extend(actor, facts):
        raise CaseNotFound("nobody asks this government in this case")
    return read_by(actor, facts)


def agency_of_case(facts: CaseFacts) -> str:
    """Return the name of the agency that answers a case; agencies are public."""
    return agency_by_id(facts.agency_id).name
