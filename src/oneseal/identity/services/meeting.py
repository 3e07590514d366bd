"""People and organisations at a window: the clerk has their original papers before him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.encryption import blind_index, encrypt
from oneseal.foundation.readlog.services import Look, Read, reading_note
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity import policies
from oneseal.identity.errors import OrganisationDiffers, PersonDiffers
from oneseal.identity.models import Organisation, Person
from oneseal.identity.selectors import ID_NUMBER, MOBILE, PartyMasked, organisations_by_code, person_by_number
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.kernel.numbering import parse_citizen_number, parse_credit_code


@dataclass(frozen=True, slots=True)
class PersonMet:
    """What a clerk reads from somebody's identity card, and the number under which he is reached."""

    name: str
    id_number: str
    mobile: str


@dataclass(frozen=True, slots=True)
class OrganisationMet:
    """What a clerk reads from the licence of an organisation."""

    uscc: str
    name: str
    legal_representative: str
    address: str


@transaction.atomic
def person_at_window_register(*, told: PersonMet, actor: Actor, now: datetime) -> UUID:
    """Find a person by his citizen number, or enter him without a login; return the person's id.

    Raises:
        NotAllowed: the post takes no applications. NumberRefused: the number cannot be right.
        PersonDiffers: the number is kept under another name.
    """
    policies.require(allowed=policies.can_meet_people(actor))
    number = parse_citizen_number(told.id_number, today=beijing_date(now)).number
    index = blind_index(number, context=ID_NUMBER)
    row = Person.objects.select_for_update().filter(id_number_index=index).first()
    if row is not None:
        return _met_again(row, told, actor=actor, now=now)
    made = Person(
        id=new_id(now),
        name=told.name,
        id_number=encrypt(number, context=ID_NUMBER),
        id_number_index=index,
        mobile=encrypt(told.mobile, context=MOBILE),
        created_at=now,
    )
    # Two windows may enter one person at once: the second finds the row of the first.
    Person.objects.bulk_create([made], ignore_conflicts=True)
    row = Person.objects.select_for_update().get(id_number_index=index)
    if row.id != made.id:
        return _met_again(row, told, actor=actor, now=now)
    act = Act("identity.person_met", basis="《行政许可法》第二十九条")
    record_now(act, subject=Subject("person", row.id), actor=actor, now=now)
    return row.id


def _met_again(row: Person, told: PersonMet, *, actor: Actor, now: datetime) -> UUID:
    """Check the name; the mobile number of somebody with a login is his own to change."""
    if row.name != told.name:
        raise PersonDiffers("the number is kept under another name", name=row.name)
    if row.account_id is None:
        row.mobile = encrypt(told.mobile, context=MOBILE)
        row.save(update_fields=["mobile"])
    act = Act("identity.person_met", basis="《行政许可法》第二十九条")
    record_now(act, subject=Subject("person", row.id), actor=actor, now=now)
    return row.id


@transaction.atomic
def organisation_at_window_register(*, told: OrganisationMet, actor: Actor, now: datetime) -> UUID:
    """Find the checked entry of an organisation by its credit code, or make it; return its id.

    What people typed about an organisation themselves stays theirs; the entry of the windows is compared
    with the original licence and there is one of each.

    Raises:
        NotAllowed. NumberRefused. OrganisationDiffers: checked under another name before.
    """
    policies.require(allowed=policies.can_meet_people(actor))
    uscc = parse_credit_code(told.uscc).number
    made = Organisation(
        id=new_id(now),
        uscc=uscc,
        name=told.name,
        legal_representative=told.legal_representative,
        address=told.address,
        checked_on=beijing_date(now),
        created_at=now,
    )
    Organisation.objects.bulk_create([made], ignore_conflicts=True)
    row = Organisation.objects.select_for_update().get(uscc=uscc, checked_on__isnull=False)
    if row.name != told.name:
        raise OrganisationDiffers("the code is kept under another name", name=row.name)
    before = {"legal_representative": row.legal_representative, "address": row.address}
    row.legal_representative, row.address = told.legal_representative, told.address
    row.checked_on = beijing_date(now)
    row.save(update_fields=["legal_representative", "address", "checked_on"])
    after = {"legal_representative": row.legal_representative, "address": row.address}
    act = Act("identity.organisation_met", basis="《行政许可法》第二十九条", before=before, after=after)
    record_now(act, subject=Subject("organisation", row.id), actor=actor, now=now)
    return row.id


@transaction.atomic
def person_look_up(*, id_number: str, purpose: str, actor: Actor, now: datetime) -> PartyMasked | None:
    """Return the person under exactly this citizen number, masked, and record that he was looked up and why."""
    policies.require(allowed=policies.can_meet_people(actor))
    number = parse_citizen_number(id_number, today=beijing_date(now)).number
    found = person_by_number(number)
    _looked_up([found] if found else [], purpose=purpose, actor=actor, now=now)
    return found


@transaction.atomic
def organisations_look_up(*, uscc: str, purpose: str, actor: Actor, now: datetime) -> list[PartyMasked]:
    """Return the entries under exactly this credit code, the checked one first, and record the look-up and why."""
    policies.require(allowed=policies.can_meet_people(actor))
    found = organisations_by_code(parse_credit_code(uscc).number)
    _looked_up(found, purpose=purpose, actor=actor, now=now)
    return found


def _looked_up(found: list[PartyMasked], *, purpose: str, actor: Actor, now: datetime) -> None:
    """Record a look-up at each party found, or at the agency when nobody was; the number itself is not kept."""
    subjects = [Subject(party.kind, party.id) for party in found] or [Subject("agency", actor.own_agency)]
    for subject in subjects:
        act = Act("identity.party_looked_up", after={"purpose": purpose, "found": len(found)})
        record_now(act, subject=subject, actor=actor, now=now)
    for party in found:
        reading_note(Look(Read.PERSON, party.id, party.id, purpose), actor=actor, now=now)
