"""What applicants promised: materials that follow, checks after a grant on a commitment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from oneseal.cases import policies, ports
from oneseal.cases.models import PostCheck, Supplement
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class SupplementFacts:
    """One promised material: by when, whether it has arrived, or its case ended without it (`is_ended`)."""

    key: str
    name: str
    due_on: date
    arrived_on: date | None
    is_ended: bool = False


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """The check after a grant on a commitment; `is_kept` None while it is to be made."""

    case: CaseFacts
    due_on: date
    checked_on: date | None
    checked_by_name: str
    is_kept: bool | None
    finding: str


def supplements_of(facts: CaseFacts) -> list[SupplementFacts]:
    """Return what was promised with a case, the first due first; the caller answers for access to it."""
    rows = Supplement.objects.filter(case_id=facts.id).order_by("due_on", "id")
    return [
        SupplementFacts(
            row.key,
            row.name,
            row.due_on,
            beijing_date(row.arrived_at) if row.arrived_at else None,
            row.ended_at is not None,
        )
        for row in rows
    ]


def _check(row: PostCheck, facts: CaseFacts) -> CheckFacts:
    return CheckFacts(facts, row.due_on, row.checked_on, row.checked_by_name, row.is_kept, row.finding)


def post_check_of(facts: CaseFacts) -> CheckFacts | None:
    """Return the check after the grant of a case, None where none is owed; the caller answers for access to it."""
    row = PostCheck.objects.filter(case_id=facts.id).first()
    return _check(row, facts) if row else None


def post_checks_open(actor: Actor) -> list[CheckFacts]:
    """Return the checks that the actor's agency still has to make and that he may, the first due first.

    What he granted himself, under whatever post, another checks (S1).
    """
    if not actor.may("cases.review"):
        return []
    rows = PostCheck.objects.filter(agency_id=actor.own_agency, checked_at=None).exclude(case__state=State.VOIDED)
    rows = rows.exclude(planned_by=actor.own_account)
    ordered = rows.select_related("case").order_by("due_on", "id")
    found = [(row, facts_of({name: getattr(row.case, name) for name in COLUMNS})) for row in ordered]
    return [_check(row, facts) for row, facts in found if policies.can_check_afterwards(actor, facts)]


def credit_standing(facts: CaseFacts, *, today: date) -> ports.CreditStanding:
    """Return whether the applicant's word is taken; nobody who answers means unknown."""
    port = ports.credit()
    return ports.CreditStanding.UNKNOWN if port is None else port.standing(facts.id, today=today)


def material_awaited(facts: CaseFacts, key: str) -> bool:
    """Return True while a material was promised and has not arrived."""
    return facts.supplements_open > 0 and Supplement.objects.filter(case_id=facts.id, key=key, arrived_at=None).exists()


__all__ = [
    "CheckFacts",
    "SupplementFacts",
    "credit_standing",
    "material_awaited",
    "post_check_of",
    "post_checks_open",
    "supplements_of",
]
