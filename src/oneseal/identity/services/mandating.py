"""Written mandates: an organisation or a person lets an agent apply in its name (APL 29, Civil Code 161-165)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.encryption import blind_index
from oneseal.foundation.files.services import FileFacts, store_upload
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity import policies
from oneseal.identity.errors import AgentUnknown, MandateDatesWrong, MandateNotFound, MandateWrong, NotAllowed
from oneseal.identity.models import Mandate, Person
from oneseal.identity.selectors import ID_NUMBER, mandate_of, organisations_represented
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.kernel.numbering import parse_citizen_number

BASIS: Final = "《民法典》第一百六十五条"


@dataclass(frozen=True, slots=True)
class MandateTold:
    """What a letter of mandate says: the other person, the items (none: every item), first and last day."""

    name: str
    id_number: str
    item_ids: tuple[UUID, ...]
    since_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Letter:
    """The signed letter as it was uploaded."""

    file_name: str
    chunks: Iterable[bytes]


def _own_person(actor: Actor) -> Person:
    person = Person.objects.filter(account_id=actor.own_account).first()
    if person is None:
        raise NotAllowed("only a registered person gives or holds a mandate")
    return person


def _other_person(told: MandateTold, *, own: Person, today: date) -> Person:
    """Return the other side by exact number and name; which of the two is wrong is not said."""
    number = parse_citizen_number(told.id_number, today=today).number
    other = Person.objects.filter(
        id_number_index=blind_index(number, context=ID_NUMBER), name=told.name.strip()
    ).first()
    if other is None:
        raise AgentUnknown("nobody under this name and number")
    if other.id == own.id:
        raise MandateWrong("nobody is his own representative")
    if told.ends_on < told.since_on or told.ends_on < today:
        raise MandateDatesWrong("the days are in the wrong order, or past")
    return other


def _stored(letter: Letter, now: datetime) -> FileFacts:
    return store_upload(letter.chunks, limit=settings.ONESEAL_UPLOAD_LIMIT_BYTES, now=now)


def _make(row: Mandate, *, told: MandateTold, letter: Letter, now: datetime) -> None:
    kept = _stored(letter, now)
    row.id, row.is_written, row.role = new_id(now), True, "agent"
    row.item_ids, row.since_on, row.ends_on = list(told.item_ids), told.since_on, told.ends_on
    row.letter_sha256, row.letter_type, row.letter_name = kept.sha256, kept.media_type, letter.file_name[:200]
    row.save(force_insert=True)


def _facts(row: Mandate) -> dict[str, object]:
    return {
        "mandate": str(row.id), "agent": str(row.person_id), "items": [str(item) for item in row.item_ids],
        "since": row.since_on.isoformat(), "until": row.ends_on.isoformat() if row.ends_on else "",
        "letter": row.letter_sha256,
    }  # fmt: skip


def _principal(row: Mandate) -> Subject:
    if row.organisation_id is not None:
        return Subject("organisation", row.organisation_id)
    return Subject("person", row.principal_id or row.person_id)


@transaction.atomic
def mandate_give(*, principal_id: UUID, told: MandateTold, letter: Letter, actor: Actor, now: datetime) -> UUID:
    """Give an agent a written mandate, for oneself or for an organisation one represents; return its id.

    It counts from its first day at once: who gives it is the principal himself.

    Raises:
        NotAllowed: neither oneself nor such an organisation. AgentUnknown, MandateWrong, MandateDatesWrong,
        NumberRefused; FileTooLarge, FileEmpty, FileTypeRefused.
    """
    own = _own_person(actor)
    agent = _other_person(told, own=own, today=beijing_date(now))
    if agent.account_id is None:
        raise AgentUnknown("the agent has no login")
    row = Mandate(person=agent, accepted_at=now)
    if principal_id == own.id:
        row.principal = own
    elif organisations_represented(actor).filter(pk=principal_id).exists():
        row.organisation_id = principal_id
    else:
        raise NotAllowed("neither the actor nor an organisation he represents")
    _make(row, told=told, letter=letter, now=now)
    act = Act("identity.mandate_given", basis=BASIS, after=_facts(row))
    record_now(act, subject=_principal(row), actor=actor, now=now)
    return row.id


@transaction.atomic
def mandate_ask(*, told: MandateTold, letter: Letter, actor: Actor, now: datetime) -> UUID:
    """Enter a letter that a person signed for the actor; it counts once that person, or a window, confirms it.

    Raises:
        NotAllowed, AgentUnknown, MandateWrong, MandateDatesWrong, NumberRefused, FileTooLarge, FileEmpty,
        FileTypeRefused.
    """
    own = _own_person(actor)
    principal = _other_person(told, own=own, today=beijing_date(now))
    row = Mandate(person=own, principal=principal, accepted_at=None)
    _make(row, told=told, letter=letter, now=now)
    act = Act("identity.mandate_asked", basis=BASIS, after=_facts(row))
    record_now(act, subject=_principal(row), actor=actor, now=now)
    return row.id


@transaction.atomic
def mandate_accept(*, mandate_id: UUID, actor: Actor, now: datetime) -> None:
    """Confirm a mandate that was asked for: the principal himself, or a window for one without a login.

    Raises:
        MandateNotFound: none that waits for this actor.
    """
    row = (
        Mandate.objects.select_for_update()
        .filter(pk=mandate_id, is_written=True, until_on=None, accepted_at=None)
        .first()
    )
    if row is None or not _may_accept(row, actor):
        raise MandateNotFound("no mandate waits for this actor")
    row.accepted_at = now
    row.save(update_fields=["accepted_at"])
    act = Act("identity.mandate_accepted", basis=BASIS, after=_facts(row))
    record_now(act, subject=_principal(row), actor=actor, now=now)


def _may_accept(row: Mandate, actor: Actor) -> bool:
    principal = row.principal
    if principal is None:
        return False
    if principal.account_id is None:
        return policies.can_meet_people(actor)
    return principal.account_id == actor.account_id


@transaction.atomic
def mandate_revoke(*, mandate_id: UUID, actor: Actor, now: datetime) -> None:
    """End a written mandate today: the principal revokes or declines it, the agent lays it down (Civil Code 173).

    Raises:
        MandateNotFound: neither given nor held by the actor, or over already.
    """
    found = mandate_of(actor, mandate_id)
    if found is None:
        raise MandateNotFound("no such mandate of the actor")
    row = Mandate.objects.select_for_update().get(pk=mandate_id)
    if row.until_on is not None:
        raise MandateNotFound("over already")
    row.until_on = beijing_date(now)
    row.save(update_fields=["until_on"])
    act = Act("identity.mandate_revoked", basis="《民法典》第一百七十三条", before=_facts(row))
    record_now(act, subject=_principal(row), actor=actor, now=now)
