"""For whom somebody applies; personal numbers leave only masked, or decrypted for their owner."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q

from oneseal.foundation.encryption import blind_index, decrypt
from oneseal.foundation.writes import asked_once
from oneseal.identity import policies
from oneseal.identity.models import Mandate, Organisation, Person
from oneseal.kernel.access import Actor

ID_NUMBER, MOBILE = "person.id_number", "person.mobile"


@dataclass(frozen=True, slots=True)
class Party:
    """A natural person or an organisation that may apply; numbers are in clear, for its own use."""

    id: UUID
    kind: str  # "person" or "organisation"
    name: str
    number: str
    legal_representative: str
    address: str
    mobile: str


@dataclass(frozen=True, slots=True)
class PartyMasked:
    """A person or an organisation as staff see it in a search; a person's number shows its ends alone."""

    id: UUID
    kind: str  # "person" or "organisation"
    name: str
    number: str
    is_checked: bool
    has_login: bool


def person_of(actor: Actor) -> Party | None:
    """Return the actor's own natural person."""
    person = Person.objects.filter(account_id=actor.own_account).first()
    if person is None:
        return None
    return _person(person)


def parties_for(actor: Actor, *, item_id: UUID | None = None) -> list[Party]:
    """Return the parties for which the actor may apply: himself, then organisations and people he acts for, by name.

    With `item_id` those parties are left out whose written mandate does not name that item.
    """
    person = person_of(actor)
    if person is None:
        return []
    mandated = _mandated(actor, person.id, item_id)
    organisations = Organisation.objects.filter(Q(id__in=actor.party_ids) | Q(id__in=mandated)).order_by("name", "id")
    people = Person.objects.filter(id__in=mandated - {person.id}).order_by("name", "id")
    return [
        person,
        *(_organisation(row, mobile=person.mobile) for row in organisations),
        *(_person(row) for row in people),
    ]


def _mandated(actor: Actor, person_id: UUID, item_id: UUID | None) -> set[UUID]:
    """Return the principals of the actor's written mandates that count now and cover an item."""
    if not actor.mandated_ids:
        return set()
    rows = Mandate.objects.filter(person_id=person_id, is_written=True, until_on=None, accepted_at__isnull=False)
    if item_id is not None:
        rows = rows.filter(Q(item_ids=[]) | Q(item_ids__contains=[item_id]))
    pairs = rows.order_by("id").values_list("organisation_id", "principal_id")
    return {organisation or principal for organisation, principal in pairs} & actor.mandated_ids


def _organisation(row: Organisation, *, mobile: str) -> Party:
    return Party(row.id, "organisation", row.name, row.uscc, row.legal_representative, row.address, mobile)


def _person(row: Person) -> Party:
    number = decrypt(row.id_number, context=ID_NUMBER)
    return Party(row.id, "person", row.name, number, "", "", decrypt(row.mobile, context=MOBILE))


def party_registered(party_id: UUID, *, kind: str) -> Party | None:
    """Return a registered person or organisation in clear; for automatic checks only."""
    if kind == "person":
        person = Person.objects.filter(pk=party_id).first()
        return _person(person) if person else None
    row = Organisation.objects.filter(pk=party_id).first()
    return _organisation(row, mobile="") if row else None


def party_for(actor: Actor, party_id: UUID, *, item_id: UUID | None = None) -> Party | None:
    """Return one party for which the actor may apply (for that item), or None when it is not his."""
    parties = asked_once(("parties", actor, item_id), lambda: parties_for(actor, item_id=item_id))
    return next((party for party in parties if party.id == party_id), None)


def masked_number(number: str) -> str:
    """Return a citizen number with its first four and last two characters in clear."""
    return number[:4] + "*" * (len(number) - 6) + number[-2:]


def person_by_number(number: str) -> PartyMasked | None:
    """Return the person under exactly this number; `services.person_look_up` asks, and records who asked."""
    row = Person.objects.filter(id_number_index=blind_index(number, context=ID_NUMBER)).first()
    if row is None:
        return None
    return PartyMasked(row.id, "person", row.name, masked_number(number), True, row.account_id is not None)


def organisations_by_code(uscc: str) -> list[PartyMasked]:
    """Return the entries under exactly this code, the checked one first; a credit code is public."""
    rows = Organisation.objects.filter(uscc=uscc).order_by(F("checked_on").desc(nulls_last=True), "created_at", "id")
    return [
        PartyMasked(row.id, "organisation", row.name, row.uscc, row.checked_on is not None, row.checked_on is None)
        for row in rows
    ]


def party_at_window(actor: Actor, party_id: UUID) -> Party | None:
    """Return a person, or an organisation checked at a window, for staff who take applications there."""
    if not policies.can_meet_people(actor):
        return None
    person = Person.objects.filter(pk=party_id).first()
    if person is not None:
        return _person(person)
    row = Organisation.objects.filter(pk=party_id, checked_on__isnull=False).first()
    if row is None:
        return None
    return _organisation(row, mobile="")


def entries_at_window(actor: Actor, party_id: UUID) -> tuple[UUID, ...]:
    """Return every entry of the one who was met at a window: his own first, then what people told under the same code.

    A person has one entry. An organisation has one that a window checked, and those its people entered at home:
    they are one legal person, since its number is.
    """
    party = party_at_window(actor, party_id)
    if party is None:
        return ()
    if party.kind == "person":
        return (party.id,)
    told = Organisation.objects.filter(uscc=party.number).exclude(pk=party.id).order_by("created_at", "id")
    return (party.id, *told.values_list("id", flat=True))
