"""Fill an application: start, save, upload, take back; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from oneseal.cases import policies
from oneseal.cases.errors import (
    ApplicantUnfit,
    CaseNotFound,
    DraftChanged,
    ItemNotOpen,
    MaterialUnknown,
    NotEntrusted,
    NothingToCorrectHere,
    PartyNotMet,
    TooManyFiles,
)
from oneseal.cases.models import Application, Case, Material, Supplement
from oneseal.cases.ports import HeldLicence
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import LIFECYCLE
from oneseal.cases.rules.states import Action, Channel, State
from oneseal.cases.selectors.cover import ANSWERS, PARTY_NUMBER
from oneseal.cases.selectors.facts import case_facts, case_for_update
from oneseal.cases.selectors.files import (
    MaterialFacts,
    Package,
    answers_of,
    correction_open,
    materials_of,
    package_of,
)
from oneseal.cases.services.barring import require_not_barred
from oneseal.cases.services.renewing import base_licence
from oneseal.catalog.selectors import ItemTerms, version_in_force, version_terms
from oneseal.foundation.audit.chain import GENESIS
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.encryption import blind_index, encrypt, encrypt_json
from oneseal.foundation.files.services import store_upload
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, Write, flush, row_of
from oneseal.identity.policies import require
from oneseal.identity.selectors import Party, entries_at_window, is_entrusted, party_at_window, party_for
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Term, Unit
from oneseal.kernel.formlogic import FieldFault, FormDefinition, normalise, prefill, validate
from oneseal.kernel.ids import new_id
from oneseal.kernel.licensing import FIRST_EXAMINATION_DAYS
from oneseal.kernel.lifecycle import NoSuchMove

MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class Missing:
    """What an application still lacks: faults of fields, and materials (key, name)."""

    fields: tuple[FieldFault, ...]
    materials: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.materials)


@transaction.atomic
def case_start(
    *, item_id: UUID, party_id: UUID, actor: Actor, now: datetime, base_licence_id: UUID | None = None
) -> UUID:
    """Start a draft for a party the actor may act for, on the item's version in force; return the case's id.

    A renewal or change starts from a licence that the party holds, `base_licence_id`.

    Raises:
        ItemNotOpen: nothing in force today (OBE 40). CaseNotFound: not the actor's party. ApplicantUnfit.
        LicenceNotHeld, RenewalTooEarly, RenewalTooLate.
    """
    terms = terms_in_force(item_id, now=now)
    party = party_for(actor, party_id, item_id=terms.item_id)
    if party is None or actor.account_id is None:
        raise CaseNotFound("not the actor's party")
    base = base_licence(terms, licence_id=base_licence_id, holder_ids=(party.id,), today=beijing_date(now))
    return draft_started(terms, Start(party, Channel.ONLINE, actor.name, base), actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class Start:
    """For whom a draft starts, by which door, who is asked about it, and from which licence (None: from none).

    `centre_id` is the centre at whose window it starts for a department, None anywhere else; `prior_id` is the case
    that it applies for again, `answers` what is known of the form before the applicant fills it in.
    """

    party: Party
    door: Channel
    contact: str
    base: HeldLicence | None
    centre_id: UUID | None = None
    prior_id: UUID | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)


def terms_in_force(item_id: UUID, *, now: datetime) -> ItemTerms:
    """Return what an item asks for today.

    Raises:
        ItemNotOpen: no version is in force.
    """
    version_id = version_in_force(item_id, on=beijing_date(now))
    if version_id is None:
        raise ItemNotOpen("no version is in force")
    return version_terms(version_id)


@transaction.atomic
def case_start_at_window(
    *,
    item_id: UUID,
    party_id: UUID,
    checked: str,
    actor: Actor,
    now: datetime,
    base_licence_id: UUID | None = None,
) -> UUID:
    """Start a draft for somebody who stands at the window; return the case's id.

    `checked` says which papers showed who he is, and for whom he acts. The clerk fills in what he is told;
    the application is the applicant's.

    Raises:
        NotAllowed. PartyNotMet: nobody was checked. ItemNotOpen: nothing in force, or another agency's. ApplicantUnfit.
        NotEntrusted: at a centre, an item that its department did not entrust to it.
        LicenceNotHeld, RenewalTooEarly, RenewalTooLate.
    """
    require(allowed=policies.can_receive(actor))
    party = party_at_window(actor, party_id)
    if party is None or not checked.strip():
        raise PartyNotMet("the party was not checked at a window")
    terms = terms_in_force(item_id, now=now)
    centre_id = _centre_of(terms, actor, on=beijing_date(now))
    entries = entries_at_window(actor, party_id)
    base = base_licence(terms, licence_id=base_licence_id, holder_ids=entries, today=beijing_date(now))
    # A licence that was obtained from home keeps its holder, so that he follows the case and finds the new version.
    holder = party if base is None else replace(party, id=base.holder_id)
    start = Start(holder, Channel.WINDOW, party.legal_representative or party.name, base, centre_id)
    case_id = draft_started(terms, start, actor=actor, now=now)
    # In the trace of the party, not of the case: a draft may be thrown away, who was checked and when may not.
    told = {"case": str(case_id), "checked": checked.strip()}
    act = Act("cases.start_at_window", basis="《行政许可法》第二十九条", after=told)
    record_now(act, subject=Subject(party.kind, party.id), actor=actor, now=now)
    return case_id


def _centre_of(terms: ItemTerms, actor: Actor, *, on: date) -> UUID | None:
    """Return the centre that receives for the item's agency, None for its own window."""
    if not policies.can_receive_for_departments(actor):
        if terms.agency_id != actor.own_agency:
            raise ItemNotOpen("an item of another agency")
        return None
    require_entrusted(terms, centre_id=actor.own_agency, on=on)
    return actor.own_agency


def require_entrusted(terms: ItemTerms, *, centre_id: UUID, on: date) -> None:
    """Refuse what a centre receives unless the item's agency entrusts it on the day."""
    if not is_entrusted(terms.item_id, department_id=terms.agency_id, centre_id=centre_id, on=on):
        raise NotEntrusted("not entrusted to this centre", item=terms.name)


def draft_started(terms: ItemTerms, start: Start, *, actor: Actor, now: datetime) -> UUID:
    """Write the rows of a new draft; return its id."""
    party, term = start.party, statutory_term(terms)
    index = blind_index(party.number, context=PARTY_NUMBER)
    require_not_barred(party_number_index=index, item_id=terms.item_id, today=beijing_date(now))
    if not terms.serves(party.kind):
        raise ApplicantUnfit("the item is not for this kind of applicant", kind=party.kind)
    case_id = new_id(now)
    case = Case(
        id=case_id, state=State.DRAFT, agency_id=terms.agency_id, item_version_id=terms.version_id,
        item_name=terms.short_name, channel=start.door, account_id=actor.own_account, party_id=party.id,
        party_kind=party.kind, party_name=party.name, party_number=encrypt(party.number, context=PARTY_NUMBER),
        party_number_index=index, in_step_since=now, started_at=now,
        promised_days=terms.promised.length, promised_unit=terms.promised.unit, statutory_length=term.length,
        statutory_unit=term.unit,
        base_licence_id=start.base.id if start.base else None, prior_case_id=start.prior_id,
        centre_id=start.centre_id, is_blind=terms.is_blind, audit_head=GENESIS,
    )  # fmt: skip
    known = prefill(
        terms.form,
        {
            "name": party.name, "number": party.number, "kind": party.kind, "mobile": party.mobile,
            "legal_representative": party.legal_representative, "address": party.address, "contact": start.contact,
            "licence_number": start.base.number if start.base else "",
            "licence_valid_until": _until(start.base),
        },
    )  # fmt: skip
    answers = {**start.answers, **{key: told for key, told in known.items() if told}} if start.answers else known
    filled = Application(case_id=case_id, answers=encrypt_json(dict(answers), context=ANSWERS), saved_at=now)
    flush(row_of(case), row_of(filled))
    return case_id


def materials_carried(files: Sequence[MaterialFacts], *, to_case: UUID, by: UUID, now: datetime) -> list[Write]:
    """Return the writes that give a new case the files of another, by their hash and as they were uploaded."""
    rows = [
        {
            "id": new_id(now + timedelta(milliseconds=place)), "case_id": to_case, "key": row.key,
            "sha256": row.sha256, "file_name": row.file_name, "media_type": row.media_type, "size": row.size,
            "uploaded_at": row.uploaded_at, "uploaded_by": by, "correction_round": 0,
        }
        for place, row in enumerate(files)
    ]  # fmt: skip
    return [Insert("cases_material", rows)] if rows else []


def _until(base: HeldLicence | None) -> str:
    """Return the last day of the licence from which an application starts, as a date field keeps it."""
    return base.valid_until_on.isoformat() if base and base.valid_until_on else ""


def statutory_term(terms: ItemTerms) -> Term:
    """Return the statutory term of a case: twenty working days where only a first examination is made (APL 43)."""
    if not terms.content.flag("first_examination"):
        return terms.statutory
    days = terms.statutory.length if terms.statutory.unit is Unit.WORKING_DAY else FIRST_EXAMINATION_DAYS
    return Term(min(days, FIRST_EXAMINATION_DAYS), Unit.WORKING_DAY)


def _open_for_filling(case_id: UUID, actor: Actor) -> CaseFacts:
    """Lock a case the applicant may fill in: a draft, or one sent back for correction."""
    facts = case_for_update(case_id)
    if not policies.can_see(actor, facts) or not policies.can_act(actor, Action.SUBMIT, facts):
        raise CaseNotFound("not the actor's case")
    if facts.state not in {State.DRAFT, State.CORRECTION_PENDING} and not facts.supplements_open:
        raise NoSuchMove(state=facts.state.value, action="edit", open=LIFECYCLE.open_actions(facts.state))
    return facts


@transaction.atomic
def draft_save(*, case_id: UUID, told: Mapping[str, Any], revision: int, actor: Actor, now: datetime) -> int:
    """Save fields of a form and return the new revision; fields not told stay as they are.

    During a correction only fields that the notice names may change.

    Raises:
        DraftChanged: saved elsewhere since `revision`. NothingToCorrectHere: the notice does not name the field.
    """
    facts = _open_for_filling(case_id, actor)
    if facts.state not in {State.DRAFT, State.CORRECTION_PENDING}:
        raise NoSuchMove(state=facts.state.value, action="edit", open=LIFECYCLE.open_actions(facts.state))
    kept = answers_of(facts)
    if kept.revision != revision:
        raise DraftChanged("saved elsewhere in between", revision=kept.revision)
    form = version_terms(facts.item_version_id).form
    values = {**kept.values, **_told(form, told)}
    changed = {key for key in told if values.get(key) != kept.values.get(key)}
    if facts.state is State.CORRECTION_PENDING:
        values["_corrected"] = _corrected(facts, kept.values, changed)
    flush(
        Update(
            "cases_application",
            {"case_id": case_id, "revision": revision},
            {"answers": encrypt_json(values, context=ANSWERS), "revision": revision + 1, "saved_at": now},
        )
    )
    return revision + 1


def _told(form: FormDefinition, told: Mapping[str, Any]) -> dict[str, Any]:
    return {field.key: normalise(field, told[field.key]) for field in form.fields if field.key in told}


def _corrected(facts: CaseFacts, values: Mapping[str, Any], changed: set[str]) -> dict[str, list[str]]:
    notice = correction_open(facts)
    named = {defect["target"] for defect in notice.defects} if notice else set()
    strange = [key for key in changed if f"field:{key}" not in named]
    if strange or notice is None:
        raise NothingToCorrectHere("the notice does not name this field", names="、".join(strange))
    before: dict[str, list[str]] = values.get("_corrected", {})
    done = sorted({*before.get(str(notice.round), []), *changed})
    return {**before, str(notice.round): done}


def material_attach(
    *, case_id: UUID, key: str, file_name: str, chunks: Iterable[bytes], actor: Actor, now: datetime
) -> UUID:
    """Keep an uploaded file for one material of the list; return its id.

    The bytes are stored before the transaction: a connection lost on the way leaves no row.

    Raises:
        MaterialUnknown, NothingToCorrectHere, and what `store_upload` raises.
    """
    if not policies.can_see(actor, case_facts(case_id)):  # before a stranger fills the disk
        raise CaseNotFound("not the actor's case")
    stored = store_upload(chunks, limit=settings.ONESEAL_UPLOAD_LIMIT_BYTES, now=now)
    with transaction.atomic():
        facts = _open_for_filling(case_id, actor)
        terms = version_terms(facts.item_version_id)
        if key not in {need.key for need in terms.materials}:
            raise MaterialUnknown("the item does not ask for it", key=key)
        round_number = _round_for(facts, key)
        if facts.state is State.CORRECTION_PENDING:
            Material.objects.filter(
                case_id=case_id, key=key, withdrawn_at=None, correction_round__lt=round_number
            ).update(withdrawn_at=now)
        held = [row for row in materials_of(facts) if (row.key, row.correction_round) == (key, round_number)]
        if len(held) >= MOST_FILES:
            raise TooManyFiles("the material has enough files", most=MOST_FILES)
        material_id = new_id(now)
        row = {
            "id": material_id, "case_id": case_id, "key": key, "sha256": stored.sha256, "file_name": file_name[-200:],
            "media_type": stored.media_type, "size": stored.size, "uploaded_at": now,
            "uploaded_by": actor.own_account, "correction_round": round_number,
        }  # fmt: skip
        flush(Insert("cases_material", [row]))
        return material_id


def _round_for(facts: CaseFacts, key: str) -> int:
    if facts.state is State.DRAFT:
        return 0
    if facts.state is not State.CORRECTION_PENDING:
        return _round_of_supplement(facts, key)
    notice = correction_open(facts)
    if notice is None or f"material:{key}" not in {defect["target"] for defect in notice.defects}:
        raise NothingToCorrectHere("the notice does not name this material", names=key)
    return notice.round


def _round_of_supplement(facts: CaseFacts, key: str) -> int:
    """Return the round of a promised material that is still awaited: it belongs to the first submission."""
    if LIFECYCLE.open_actions(facts.state).count(Action.SUPPLY) == 0:
        raise NoSuchMove(state=facts.state.value, action=Action.SUPPLY, open=LIFECYCLE.open_actions(facts.state))
    if key not in promised_keys(facts):
        raise NothingToCorrectHere("not promised, or arrived", names=key)
    return 0


@transaction.atomic
def material_withdraw(*, material_id: UUID, actor: Actor, now: datetime) -> None:
    """Take back a file the applicant uploaded in the present round."""
    row = Material.objects.filter(pk=material_id, withdrawn_at=None).first()
    if row is None:
        raise CaseNotFound("no such material")
    facts = _open_for_filling(row.case_id, actor)
    if row.correction_round != _round_for(facts, row.key):
        raise NothingToCorrectHere("the file belongs to an earlier submission", names=row.file_name)
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])


@transaction.atomic
def draft_discard(*, case_id: UUID, actor: Actor) -> None:
    """Delete a draft that was never submitted, with all that was typed."""
    facts = _open_for_filling(case_id, actor)
    if facts.state is not State.DRAFT:
        raise NoSuchMove(state=facts.state.value, action="discard", open=LIFECYCLE.open_actions(facts.state))
    Material.objects.filter(case_id=case_id).delete()
    Application.objects.filter(case_id=case_id).delete()
    Case.objects.filter(pk=case_id, state=State.DRAFT).delete()


def promised_keys(facts: CaseFacts) -> frozenset[str]:
    """Return the materials that the applicant promised and that are still awaited."""
    if not facts.supplements_open:
        return frozenset()
    awaited = Supplement.objects.filter(case_id=facts.id, arrived_at=None)
    return frozenset(awaited.values_list("key", flat=True))


def missing_of(facts: CaseFacts, *, today: date, may_follow: bool = True) -> Missing:
    """Return what a package still lacks: unfilled or wrong fields, required materials without a file.

    What the applicant promised to bring later does not lack, unless nothing `may_follow`.
    """
    later = promised_keys(facts) if may_follow else frozenset()
    return missing_in(package_of(facts), version_terms(facts.item_version_id), today=today, later=later)


def missing_in(package: Package, terms: ItemTerms, *, today: date, later: Collection[str] = ()) -> Missing:
    """Return what a package that was read already lacks of what its item wants, without what comes `later`."""
    answers = package.answers.values
    have = {row.key for row in package.materials} | set(later)
    needed = terms.materials_to_upload(answers)
    lacking = tuple((need.key, need.name) for need in needed if need.is_required and need.key not in have)
    return Missing(tuple(validate(terms.form, answers, today=today)), lacking)
