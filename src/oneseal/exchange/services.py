"""Compare an applicant, and whoever registers, with the registries; nobody's filing or registration waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from procrastinate.contrib.django import app

from oneseal.cases.selectors import contact_of
from oneseal.exchange.models import PartyCheck, RegistryCheck
from oneseal.exchange.rules import REGISTRY_OF, Verdict
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, Question, ask
from oneseal.identity.selectors import party_registered
from oneseal.kernel.ids import new_id

PERSON_CHECK: Final = "/v1/persons/check"
COMPANY_CHECK: Final = "/v1/legal-persons/check"


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whom a registry is asked about: "person" or "organisation", number, name, the representative of the latter."""

    kind: str
    number: str
    name: str
    legal_representative: str

    def question(self, *, purpose: str, subject: tuple[str, UUID]) -> Question:
        if self.kind == "person":
            content = {"id_number": self.number, "name": self.name}
            return Question("population", PERSON_CHECK, content, purpose=purpose, subject=subject)
        content = {"uscc": self.number, "name": self.name, "legal_representative": self.legal_representative}
        return Question("companies", COMPANY_CHECK, content, purpose=purpose, subject=subject)


def _answered(question: Question, *, now: datetime) -> Verdict:
    answer = ask(question, now=now)
    try:
        return Verdict(answer.get("verdict", ""))
    except ValueError:
        raise OutsideNoAnswer(Outcome.MALFORMED) from None


def party_check(case_id: UUID, *, now: datetime) -> Verdict:
    """Ask the registry in charge about the applicant of a case and keep its verdict.

    Raises:
        OutsideNoAnswer: it did not answer; the check stays open and is tried again.
    """
    contact = contact_of(case_id)
    asked = _Asked(contact.party_kind, contact.party_number, contact.party_name, contact.legal_representative)
    verdict = _answered(asked.question(purpose=contact.number, subject=("case", case_id)), now=now)
    told = {"verdict": verdict.value, "checked_at": now}
    RegistryCheck.objects.update_or_create(
        case_id=case_id, registry=REGISTRY_OF[contact.party_kind], defaults=told,
        create_defaults={**told, "id": new_id(now)},
    )  # fmt: skip
    return verdict


def registered_check(party_id: UUID, *, kind: str, now: datetime) -> Verdict:
    """Ask the registry in charge about whoever registered and keep its verdict.

    Raises:
        OutsideNoAnswer: it did not answer; the registration stands, and the question is tried again.
    """
    party = party_registered(party_id, kind=kind)
    if party is None:
        return Verdict.NOT_CHECKED
    asked = _Asked(kind, party.number, party.name, party.legal_representative)
    verdict = _answered(asked.question(purpose="registration", subject=(kind, party.id)), now=now)
    told = {"registry": REGISTRY_OF[kind], "verdict": verdict.value, "checked_at": now}
    PartyCheck.objects.update_or_create(party_id=party_id, defaults=told, create_defaults={**told, "id": new_id(now)})
    return verdict


def registered_check_later(party_id: UUID, *, kind: str) -> None:
    """Let the question about whoever registered be asked by the worker, once the present transaction is committed."""
    app.configure_task("exchange.check_registered", queue="outside").defer(party_id=str(party_id), kind=kind)


def party_check_later(case_id: UUID) -> None:
    """Let the question be asked by the worker, once the present transaction is committed."""
    app.configure_task("exchange.check_party", queue="outside").defer(case_id=str(case_id))
