"""What the registries said, for whoever may see the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from oneseal.cases.selectors import CaseFacts
from oneseal.exchange.models import PartyCheck, RegistryCheck
from oneseal.exchange.rules import REGISTRY_OF, Verdict
from oneseal.foundation.outside.services import is_connected
from oneseal.identity.selectors import Party


@dataclass(frozen=True, slots=True)
class RegistryAnswer:
    """What one registry said; `checked_at` None while it has not answered, `is_connected` False where it cannot."""

    registry: str
    verdict: Verdict
    checked_at: datetime | None
    is_connected: bool


def registry_answer_of(facts: CaseFacts) -> RegistryAnswer:
    """Return what the registry in charge said of the applicant; the caller was allowed to load the case."""
    registry = REGISTRY_OF[facts.party_kind]
    if not is_connected(registry):
        return RegistryAnswer(registry, Verdict.NOT_CHECKED, None, is_connected=False)
    row = RegistryCheck.objects.filter(case_id=facts.id, registry=registry).first()
    if row is None:
        return RegistryAnswer(registry, Verdict.NOT_CHECKED, None, is_connected=True)
    return RegistryAnswer(registry, Verdict(row.verdict), row.checked_at, is_connected=True)


def registered_answers(parties: Iterable[Party]) -> dict[UUID, RegistryAnswer]:
    """Return what the registries said of parties that the caller was allowed to load, by their ids, in one query."""
    asked = list(parties)
    rows = {row.party_id: row for row in PartyCheck.objects.filter(party_id__in=[party.id for party in asked])}
    found = {}
    for party in asked:
        registry, row = REGISTRY_OF[party.kind], rows.get(party.id)
        verdict = Verdict(row.verdict) if row else Verdict.NOT_CHECKED
        found[party.id] = RegistryAnswer(
            registry, verdict, row.checked_at if row else None, is_connected=is_connected(registry)
        )
    return found
