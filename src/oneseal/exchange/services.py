"""Compare an applicant, and whoever registers, with the registries; nobody's filing or registration waits for it."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from procrastinate.contrib.django import app

from oneseal.cases.selectors import PartyContact, contact_of
from oneseal.exchange.models import PartyCheck, RegistryCheck
from oneseal.exchange.rules import REGISTRY_OF, Verdict
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, Question, ask
from oneseal.identity.selectors import Party, party_registered
from oneseal.kernel.ids import new_id

PERSON_CHECK: Final = "/v1/persons/check"
COMPANY_CHECK: Final = "/v1/legal-persons/check"


def party_asked(contact: PartyContact, *, now: datetime) -> Verdict:
    """Return what the registry in charge says of an applicant.

    Raises:
        OutsideNoAnswer.
    """
    return _answered(_question(contact), now=now)


def _answered(question: Question, *, now: datetime) -> Verdict:
    answer = ask(question, now=now)
    try:
        return Verdict(answer.get("verdict", ""))
    except ValueError:
        raise OutsideNoAnswer(Outcome.MALFORMED) from None


def _question(contact: PartyContact) -> Question:
    subject = ("case", contact.case_id)
    if contact.party_kind == "person":
        content = {"id_number": contact.party_number, "name": contact.party_name}
        return Question("population", PERSON_CHECK, content, purpose=contact.number, subject=subject)
    content = {
        "uscc": contact.party_number, "name": contact.party_name,
        "legal_representative": contact.legal_representative,
    }  # fmt: skip
    return Question("companies", COMPANY_CHECK, content, purpose=contact.number, subject=subject)


def party_check(case_id: UUID, *, now: datetime) -> Verdict:
    """Ask the registry in charge about the applicant of a case and keep its verdict.

    Raises:
        OutsideNoAnswer: it did not answer; the check stays open and is tried again.
    """
    contact = contact_of(case_id)
    verdict = party_asked(contact, now=now)
    RegistryCheck.objects.update_or_create(
        case_id=case_id, registry=REGISTRY_OF[contact.party_kind],
        defaults={"verdict": verdict.value, "checked_at": now}, create_defaults={
            "id": new_id(now), "verdict": verdict.value, "checked_at": now,
        },
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
    verdict = _answered(_question_of(party), now=now)
    told = {"registry": REGISTRY_OF[kind], "verdict": verdict.value, "checked_at": now}
    PartyCheck.objects.update_or_create(party_id=party_id, defaults=told, create_defaults={**told, "id": new_id(now)})
    return verdict


def _question_of(party: Party) -> Question:
    subject = (party.kind, party.id)
    if party.kind == "person":
        content = {"id_number": party.number, "name": party.name}
        return Question("population", PERSON_CHECK, content, purpose="registration", subject=subject)
    content = {"uscc": party.number, "name": party.name, "legal_representative": party.legal_representative}
    return Question("companies", COMPANY_CHECK, content, purpose="registration", subject=subject)


def registered_check_later(party_id: UUID, *, kind: str) -> None:
    """Let the question about whoever registered be asked by the worker, once the present transaction is committed."""
    app.configure_task("exchange.check_registered", queue="outside").defer(party_id=str(party_id), kind=kind)


def party_check_later(case_id: UUID) -> None:
    """Let the question be asked by the worker, once the present transaction is committed."""
    app.configure_task("exchange.check_party", queue="outside").defer(case_id=str(case_id))
