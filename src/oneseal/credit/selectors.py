"""What the credit platform said, for whoever may see the case."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import F

from oneseal.cases.ports import CreditStanding as Standing
from oneseal.cases.selectors import CaseFacts, case_facts, party_index_of
from oneseal.credit.errors import BreachNotFound
from oneseal.credit.models import CreditAnswer, CreditBreach
from oneseal.credit.policies import READS
from oneseal.credit.rules import SYSTEM, CreditEntry, CreditList, entry_from
from oneseal.foundation.outside.services import is_connected
from oneseal.kernel.access import Actor, ActorKind


@dataclass(frozen=True, slots=True)
class CreditStanding:
    """The entries that stand today; `checked_at` None while the platform has not answered."""

    entries: tuple[CreditEntry, ...]
    checked_at: datetime | None
    is_connected: bool


def credit_of(facts: CaseFacts, *, today: date) -> CreditStanding:
    """Return what the credit platform said of the applicant; the caller was allowed to load the case."""
    if not is_connected(SYSTEM):
        return CreditStanding((), None, is_connected=False)
    row = CreditAnswer.objects.filter(case_id=facts.id).first()
    if row is None:
        return CreditStanding((), None, is_connected=True)
    entries = tuple(entry for entry in map(entry_from, row.entries) if entry.counts_on(today))
    return CreditStanding(entries, row.checked_at, is_connected=True)


class Records:
    """The answers of this room to cases: whether an applicant's word is taken."""

    def standing(self, case_id: UUID, *, today: date) -> Standing:
        """Return how the applicant of a case stands: our own records first, then the platform where there is one."""
        facts = case_facts(case_id)
        if _broke_before(facts):
            return Standing.BAD
        told = credit_of(facts, today=today)
        if any(entry.list is CreditList.BLACK for entry in told.entries):
            return Standing.BAD
        return Standing.UNKNOWN if told.is_connected and told.checked_at is None else Standing.GOOD


def _broke_before(facts: CaseFacts) -> bool:
    index = party_index_of(facts.id)
    return CreditBreach.objects.filter(party_number_index=index, repaired_at=None).exists()


@dataclass(frozen=True, slots=True)
class BreachFacts:
    """One broken promise as its list shows it; `repaired_at` None while it stands."""

    id: UUID
    case_id: UUID
    party_name: str
    promise: str
    reason: str
    recorded_at: datetime
    repaired_at: datetime | None
    repaired_because: str


MOST_LISTED: Final = 200


def breaches_of(actor: Actor, *, words: str = "") -> list[BreachFacts]:
    """Return the broken promises recorded by the actor's agency, those that stand first, at most 200."""
    if actor.kind is not ActorKind.STAFF or not actor.may(READS):
        return []
    rows = CreditBreach.objects.filter(agency_id=actor.own_agency)
    if words:
        rows = rows.filter(party_name__contains=words)
    ordered = rows.order_by(F("repaired_at").desc(nulls_first=True), "-recorded_at", "-id")
    columns = [field.name for field in fields(BreachFacts)]
    return [BreachFacts(*row) for row in ordered.values_list(*columns)[:MOST_LISTED]]


def breach_for(breach_id: UUID, *, actor: Actor) -> BreachFacts:
    """Return one record that the actor may see.

    Raises:
        BreachNotFound.
    """
    columns = [field.name for field in fields(BreachFacts)]
    row = CreditBreach.objects.filter(pk=breach_id, agency_id=actor.own_agency).values_list(*columns).first()
    if row is None or actor.kind is not ActorKind.STAFF or not actor.may(READS):
        raise BreachNotFound("no such record")
    return BreachFacts(*row)
