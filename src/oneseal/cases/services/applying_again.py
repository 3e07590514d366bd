"""Apply again for what was refused, returned or withdrawn: a new case, linked to the old one, with its data (T30)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from oneseal.cases import policies
from oneseal.cases.errors import ApplicantUnfit, CaseNotFound, NothingToApplyAgain
from oneseal.cases.models import Case
from oneseal.cases.ports import HeldLicence
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import APPLIED_AGAIN, LIFECYCLE
from oneseal.cases.rules.states import Action, Channel, State
from oneseal.cases.selectors.facts import case_for_actor, case_for_update
from oneseal.cases.selectors.files import MaterialFacts, answers_of, materials_of
from oneseal.cases.services.drafting import Start, draft_started, materials_carried, terms_in_force
from oneseal.cases.services.renewing import base_licence
from oneseal.catalog.selectors import ItemTerms, version_terms
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import flush
from oneseal.identity.selectors import Party, party_for
from oneseal.kernel.access import Actor
from oneseal.kernel.formlogic import FieldType, validate


@dataclass(frozen=True, slots=True)
class Taken:
    """What a new application takes over from an old one, and what today's item asks for beside it.

    `answers` by field key; `files` in the order of their upload; `asked` are the names of materials for which
    nothing is taken over.
    """

    terms: ItemTerms
    answers: dict[str, Any]
    files: tuple[MaterialFacts, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """The draft of a new application; `is_new` is False when it had been begun before."""

    case_id: UUID
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Ready:
    terms: ItemTerms
    party: Party
    base: HeldLicence | None


def again_previewed(case_id: UUID, *, actor: Actor, now: datetime) -> Taken:
    """Return what applying again would take over; nothing is written.

    Raises:
        What `case_apply_again` raises.
    """
    facts = case_for_actor(case_id, actor=actor)
    ready = _ready(facts, actor, now=now)
    return _taken(facts, today=beijing_date(now), terms=ready.terms)


@transaction.atomic
def case_apply_again(*, case_id: UUID, actor: Actor, now: datetime) -> Begun:
    """Start a new draft from an old case, or return the one that was started already.

    Answers and files are taken over where the item's version of today still asks for them; consents are given anew.
    The old file is told when the new application is handed in: a draft is the applicant's alone.

    Raises:
        CaseNotFound, NothingToApplyAgain, NoSuchMove, ItemNotOpen, ApplicantUnfit.
        LicenceNotHeld, RenewalTooEarly, RenewalTooLate: the licence the old case started from does not carry a new one.
    """
    facts = case_for_update(case_id)
    ready = _ready(facts, actor, now=now)
    begun = Case.objects.filter(prior_case_id=case_id, state=State.DRAFT, account_id=actor.own_account)
    draft_id = begun.values_list("id", flat=True).first()
    if draft_id is not None:
        return Begun(draft_id, is_new=False)
    taken = _taken(facts, today=beijing_date(now), terms=ready.terms)
    start = Start(ready.party, Channel.ONLINE, actor.name, ready.base, prior_id=facts.id, answers=taken.answers)
    new_case_id = draft_started(ready.terms, start, actor=actor, now=now)
    carried = materials_carried(taken.files, to_case=new_case_id, by=actor.own_account, now=now)
    if carried:
        flush(*carried)
    return Begun(new_case_id, is_new=True)


def _ready(facts: CaseFacts, actor: Actor, *, now: datetime) -> _Ready:
    """Return by which version, for whom and from which licence a new application starts, or refuse it."""
    if not policies.can_see(actor, facts) or not policies.can_act(actor, Action.APPLY_AGAIN, facts):
        raise CaseNotFound("not the actor's case")
    LIFECYCLE.apply(facts.state, Action.APPLY_AGAIN)
    if facts.outcome not in APPLIED_AGAIN:
        raise NothingToApplyAgain("did not end so", outcome=facts.outcome)
    terms = terms_in_force(version_terms(facts.item_version_id).item_id, now=now)
    party = party_for(actor, facts.party_id, item_id=terms.item_id)
    if party is None:
        raise CaseNotFound("not the actor's party")
    if not terms.serves(party.kind):
        raise ApplicantUnfit("the item is not for this kind of applicant", kind=party.kind)
    base = base_licence(terms, licence_id=facts.base_licence_id, holder_ids=(party.id,), today=beijing_date(now))
    return _Ready(terms, party, base)


def _taken(facts: CaseFacts, *, today: date, terms: ItemTerms) -> Taken:
    answers = _answers_taken(facts, terms, today=today)
    needed = terms.materials_to_upload(answers)
    keys = {need.key for need in needed}
    files = tuple(row for row in materials_of(facts) if row.key in keys)
    brought = {row.key for row in files}
    asked = tuple(need.name for need in needed if need.is_required and need.key not in brought)
    return Taken(terms, answers, files, asked)


def _answers_taken(facts: CaseFacts, terms: ItemTerms, *, today: date) -> dict[str, Any]:
    """Return the old answers to questions that are still asked alike and may still be answered so."""
    old: Mapping[str, Any] = answers_of(facts).values
    kinds = {field.key: field.type for field in version_terms(facts.item_version_id).form.fields}
    taken = {
        field.key: old[field.key]
        for field in terms.form.fields
        if field.key in old and kinds.get(field.key) is field.type and field.type is not FieldType.CONSENT
    }
    unfit = {fault.key for fault in validate(terms.form, taken, today=today)}
    return {key: value for key, value in taken.items() if key not in unfit}
