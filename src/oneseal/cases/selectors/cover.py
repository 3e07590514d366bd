"""Cases as the back office may read them in blind mode: without what tells who applied (docs/adr/0020)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from oneseal.cases.blindness_errors import CoverOn
from oneseal.cases.models import Application, Case, CoverLift
from oneseal.cases.rules.blindness import LIFTS, is_bound_to_lots, is_covered, reads_clear
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import CLOCK_STOPPED
from oneseal.cases.rules.secrets import Secrets
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.encryption import decrypt, decrypt_json
from oneseal.identity.selectors import display_name_of
from oneseal.kernel.access import Actor
from oneseal.kernel.formlogic import CHOOSING, Field, FieldType

_Row = TypeVar("_Row", bound=Model)
ANSWERS: Final = "case.answers"
PARTY_NUMBER: Final = "case.party_number"
# What these kinds of question are answered with is somebody's own, whether the form marks it or not.
_OWN: Final = frozenset(
    {FieldType.CITIZEN_ID, FieldType.USCC, FieldType.MOBILE, FieldType.PERSON_NAME, FieldType.ADDRESS}
)
_UNCOVERED: Final = Q(is_blind=False) | Q(state__in=CLOCK_STOPPED)
_OPEN: Final = CHOOSING | {FieldType.CONSENT}


def cover() -> str:
    """Return what stands in the place of what is not shown."""
    return _("（两不见面，已隐去）")


def is_personal(field: Field) -> bool:
    """Return True for a question whose answer tells who applied: marked so, of such a kind, or known beforehand."""
    return field.type not in _OPEN and (field.personal or field.type in _OWN or bool(field.prefill))


def read_by(actor: Actor | None, facts: CaseFacts) -> CaseFacts:
    """Return a case as the actor reads it; a lifted cover is looked up only where there is one."""
    if actor is None or not is_covered(actor, facts) or has_lifted(actor, facts.id):
        return facts
    return _covered(facts, Secrets.of(_words(facts), cover=cover()))


def row_read_by(actor: Actor, facts: CaseFacts) -> CaseFacts:
    """Return a case of a list as the actor reads it, without a query; a lifted cover is lifted on its page alone."""
    return _covered(facts, Secrets((), cover())) if is_covered(actor, facts) else facts


def as_told(facts: CaseFacts, row: _Row) -> _Row:
    """Return a row that is only shown, as whoever holds the facts of its case may read it (blind mode)."""
    if facts.is_covered:
        for column in row._meta.concrete_fields:
            setattr(row, column.attname, facts.told(getattr(row, column.attname)))
    return row


def _covered(facts: CaseFacts, secrets: Secrets) -> CaseFacts:
    return replace(facts, party_name=_("申请人（两不见面）"), secrets=secrets)


def has_lifted(actor: Actor, case_id: UUID) -> bool:
    """Return True when the actor lifted the cover of a case for himself and acts in a post that may."""
    return actor.may(LIFTS) and CoverLift.objects.filter(case_id=case_id, account_id=actor.own_account).exists()


def _words(facts: CaseFacts) -> Iterator[str]:
    """Yield what tells who applied: the party, whoever filed for it, and what the form asks of him."""
    yield facts.party_name
    yield decrypt(Case.objects.values_list("party_number", flat=True).get(pk=facts.id), context=PARTY_NUMBER)
    yield display_name_of(facts.account_id)
    kept = Application.objects.filter(case_id=facts.id).values_list("answers", flat=True).first()
    told = decrypt_json(kept, context=ANSWERS) if kept else {}
    for field in version_terms(facts.item_version_id).form.fields:
        answer = told.get(field.key)
        if isinstance(answer, str) and is_personal(field):
            yield answer


def answers_covered(facts: CaseFacts, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of a case as whoever holds its facts may read them."""
    if facts.secrets is None:
        return dict(values)
    asked = {field.key: field for field in version_terms(facts.item_version_id).form.fields}
    hidden = {key for key, field in asked.items() if is_personal(field) and values.get(key) not in (None, "", [])}
    told = {key: facts.told(value) for key, value in values.items() if key in asked or key.startswith("_")}
    return told | dict.fromkeys(hidden & told.keys(), cover())


def said_to(actor: Actor, said: Q, of_item: Q) -> Q:
    """Return a condition on words as the actor may ask it: who applied in blind mode is found by the item alone."""
    return said if reads_clear(actor) else said & (_UNCOVERED | of_item)


def uncovered_for(actor: Actor) -> Q:
    """Return which cases may be looked for by who applied."""
    return Q() if reads_clear(actor) else _UNCOVERED


def seen_in_lists(actor: Actor, *, of: str = "") -> Q:
    """Return which cases stand in the actor's lists: an examiner's are, in blind mode, those that fell to him.

    `of` leads from the rows of the list to their case.
    """
    if not is_bound_to_lots(actor):
        return Q()
    named = (f"{of}assignee_id__in", f"{of}second_examiner_id__in")
    return reduce(or_, (Q(**{name: actor.own_accounts}) for name in named), Q(**{f"{of}is_blind": False}))


def require_uncovered(facts: CaseFacts) -> None:
    """Refuse what names the applicant to whoever may not learn who applied.

    Raises:
        CoverOn.
    """
    if facts.is_covered:
        raise CoverOn("a paper names its addressee")
