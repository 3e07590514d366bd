"""Whether a case is that of the member of staff who works on it: nobody works on his own case (B.5).

The law asks it of the chair of a hearing (APL art. 48(1)(3)); that it holds for every step is the house's own rule.
"""

from __future__ import annotations

from uuid import UUID

from oneseal.cases.blindness_errors import OwnCase
from oneseal.cases.models import Application
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import Channel
from oneseal.cases.selectors.cover import ANSWERS
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.encryption import decrypt_json
from oneseal.foundation.writes import asked_once, kept_rows
from oneseal.identity.selectors import logins_of_people
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.formlogic import FieldType


def logins_of_parties(facts: CaseFacts) -> frozenset[UUID]:
    """Return the logins of everybody whom a case is about: applicant, who acts or filed for him, whom its form numbers.

    At a window the clerk filed it: he is nobody's agent. An interested person (APL art. 36) is known by name alone,
    and a name proves nothing: he is not among them.
    """
    return asked_once(("parties", facts.id), lambda: _logins(facts))


def _logins(facts: CaseFacts) -> frozenset[UUID]:
    filed_by = None if facts.channel == Channel.WINDOW else facts.account_id
    return logins_of_people(facts.party_id, filed_by=filed_by, numbers=_numbers_told(facts))


def _numbers_told(facts: CaseFacts) -> frozenset[str]:
    """Return the citizen numbers that the form of a case was answered with, whoever reads it."""
    terms = version_terms(facts.item_version_id)
    keys = [field.key for field in terms.form.fields if field.type is FieldType.CITIZEN_ID]
    if not keys:
        return frozenset()
    kept = kept_rows("cases_application", {"case_id": facts.id})
    sealed = kept[0]["answers"] if kept else _sealed_answers(facts)
    told = terms.visible_answers(decrypt_json(sealed, context=ANSWERS) if sealed else {})
    return frozenset(str(told[key]) for key in keys if told.get(key))


def _sealed_answers(facts: CaseFacts) -> bytes | memoryview | None:
    return Application.objects.filter(case_id=facts.id).values_list("answers", flat=True).first()


def is_own_case(actor: Actor | None, facts: CaseFacts) -> bool:
    """Return True for a member of staff who is a party to the case; whose number nobody knows costs no query."""
    if actor is None or actor.kind is not ActorKind.STAFF or not actor.is_known_by_number:
        return False
    return actor.account_id in logins_of_parties(facts)


def require_not_own(actor: Actor | None, facts: CaseFacts) -> None:
    """Refuse a member of staff who is a party to the case.

    Raises:
        OwnCase.
    """
    if is_own_case(actor, facts):
        raise OwnCase("a party to the case does not work on it")
