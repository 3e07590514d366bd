"""How the applicant of a case is named and reached, in clear; for automatic checks and messages only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from oneseal.cases.models import Case
from oneseal.cases.selectors.cover import PARTY_NUMBER
from oneseal.cases.selectors.facts import case_facts
from oneseal.cases.selectors.files import answers_of
from oneseal.foundation.encryption import decrypt
from oneseal.foundation.writes import kept_rows


@dataclass(frozen=True, slots=True)
class PartyContact:
    """The applicant as the registries know him; empty text means that the form does not ask."""

    case_id: UUID
    number: str
    item_name: str
    filed_by: UUID
    party_id: UUID
    party_kind: str
    party_name: str
    party_number: str
    legal_representative: str
    mobile: str


def contact_of(case_id: UUID) -> PartyContact:
    """Return how the applicant of a received case is named and reached."""
    facts = case_facts(case_id)
    answers = answers_of(facts).values
    number = decrypt(Case.objects.values_list("party_number", flat=True).get(pk=case_id), context=PARTY_NUMBER)
    return PartyContact(
        case_id, facts.number or "", facts.item_name, facts.account_id, facts.party_id, facts.party_kind,
        facts.party_name, number, str(answers.get("legal_representative") or ""),
        str(answers.get("contact_mobile") or ""),
    )  # fmt: skip


def party_index_of(case_id: UUID) -> bytes:
    """Return the blind index of the applicant's number, under which his cases are found whatever his entry.

    Raises:
        Case.DoesNotExist: no such case.
    """
    kept = kept_rows("cases_case", {"id": case_id})
    row = kept[0]["party_number_index"] if kept else None
    return bytes(row or Case.objects.values_list("party_number_index", flat=True).get(pk=case_id))
