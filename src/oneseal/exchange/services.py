"""Compare an applicant with the registries; nobody's filing waits for it."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from procrastinate.contrib.django import app

from oneseal.cases.selectors import PartyContact, contact_of
from oneseal.exchange.models import RegistryCheck
from oneseal.exchange.rules import REGISTRY_OF, Verdict
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, Question, ask
from oneseal.kernel.ids import new_id

PERSON_CHECK: Final = "/v1/persons/check"
COMPANY_CHECK: Final = "/v1/legal-persons/check"


def party_asked(contact: PartyContact, *, now: datetime) -> Verdict:
    """Return what the registry in charge says of an applicant.

    Raises:
        OutsideNoAnswer.
    """
    answer = ask(_question(contact), now=now)
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


def party_check_later(case_id: UUID) -> None:
    """Let the question be asked by the worker, once the present transaction is committed."""
    app.configure_task("exchange.check_party", queue="outside").defer(case_id=str(case_id))
