"""What the credit platform said, for whoever may see the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from oneseal.cases.selectors import CaseFacts
from oneseal.credit.models import CreditAnswer
from oneseal.credit.rules import SYSTEM, CreditEntry, entry_from
from oneseal.foundation.outside.services import is_connected


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
