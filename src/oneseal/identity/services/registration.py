"""The public registers itself and the organisations for which it acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.encryption import blind_index, decrypt, encrypt
from oneseal.foundation.outbox.services import message
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, flush
from oneseal.identity.errors import NameTaken, NotAllowed, OrganisationDiffers, PersonAtWindow, PersonKnown
from oneseal.identity.events import PartyRegistered
from oneseal.identity.models import Account, Mandate, Organisation, Person
from oneseal.identity.selectors import ID_NUMBER, MOBILE
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.ids import new_id
from oneseal.kernel.numbering import parse_citizen_number, parse_credit_code


@dataclass(frozen=True, slots=True)
class Registration:
    """What a person tells of himself when he registers."""

    username: str
    password: str | None  # None: nobody signs in with it, as with the people of a simulated history
    name: str
    id_number: str
    mobile: str


@transaction.atomic
def person_register(*, told: Registration, address: str, now: datetime) -> UUID:
    """Register a natural person with a login and return the account's id.

    Whom a clerk entered at a window takes over that entry, when name and mobile number agree with it.

    Raises:
        NameTaken. PersonKnown: the number has a login. PersonAtWindow: it was entered with other facts. NumberRefused.
    """
    number = parse_citizen_number(told.id_number, today=beijing_date(now)).number
    if Account.objects.filter(username__iexact=told.username).exists():
        raise NameTaken("the login name is taken", username=told.username)
    account = Account(id=new_id(now), username=told.username, display_name=told.name, date_joined=now)
    account.set_password(told.password)
    person = _entry_of(told, number, now=now)
    person.account = account
    try:
        account.save(force_insert=True)
        person.save()
    except IntegrityError as problem:
        raise PersonKnown("the citizen number has an account") from problem
    actor = Actor(
        account_id=account.id, kind=ActorKind.APPLICANT, name=told.name, post_id=None, post_title="",
        agency_id=None, permissions=frozenset(), party_ids=frozenset({person.id}), address=address,
    )  # fmt: skip
    act = Act("identity.person_registered", basis="《行政许可法》第三十一条")
    flush(
        *record(act, subject=Subject("person", person.id), actor=actor, now=now),
        *_registered(account, Subject("person", person.id), actor=actor, now=now),
    )
    return account.id


def _registered(account: Account | None, party: Subject, *, actor: Actor, now: datetime) -> list[Insert]:
    """Return the event of a registration that came over the network, with a login that somebody uses; else none.

    A city's founding and its invented past register people without an address: no registry is asked about them.
    """
    if account is None or not actor.address or not account.has_usable_password():
        return []
    return [message(PartyRegistered(party_id=party.id, party_kind=party.kind), now)]


def _entry_of(told: Registration, number: str, *, now: datetime) -> Person:
    """Return the entry that a window made for this number, or a new one."""
    index = blind_index(number, context=ID_NUMBER)
    kept = Person.objects.select_for_update().filter(id_number_index=index).first()
    if kept is None:
        return Person(
            id=new_id(now),
            name=told.name,
            id_number=encrypt(number, context=ID_NUMBER),
            id_number_index=index,
            mobile=encrypt(told.mobile, context=MOBILE),
            created_at=now,
        )
    if kept.account_id is not None:
        raise PersonKnown("the citizen number has an account")
    if (kept.name, decrypt(kept.mobile, context=MOBILE)) != (told.name, told.mobile):
        raise PersonAtWindow("the window keeps another name or mobile number")
    return kept


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What a person tells of the organisation for which he acts."""

    uscc: str
    name: str
    legal_representative: str
    address: str
    role: str  # "legal_representative" or "agent"


@transaction.atomic
def organisation_join(*, told: OrganisationFacts, actor: Actor, now: datetime) -> UUID:
    """Record that the actor acts for an organisation, and return the organisation's id."""
    person = Person.objects.select_related("account").filter(account_id=actor.own_account).first()
    if person is None:
        raise NotAllowed("only a registered person acts for an organisation")
    uscc = parse_credit_code(told.uscc).number
    known = Organisation.objects.filter(mandates__person=person, uscc=uscc).first()
    if known is not None and known.name != told.name:
        raise OrganisationDiffers("the code is kept under another name", name=known.name)
    organisation = known or Organisation.objects.create(
        id=new_id(now),
        uscc=uscc,
        name=told.name,
        legal_representative=told.legal_representative,
        address=told.address,
        created_at=now,
    )
    if known is None:
        Mandate.objects.create(
            id=new_id(now),
            person=person,
            organisation=organisation,
            role=told.role,
            since_on=beijing_date(now),
        )
    act = Act(
        "identity.organisation_joined",
        basis="《行政许可法》第二十九条",
        after={"organisation": str(organisation.id), "role": told.role},
    )
    party = Subject("organisation", organisation.id)
    flush(
        *record(act, subject=Subject("person", person.id), actor=actor, now=now),
        *(_registered(person.account, party, actor=actor, now=now) if known is None else ()),
    )
    return organisation.id
