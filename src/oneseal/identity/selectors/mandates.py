"""Written mandates, as their two sides see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from oneseal.identity.models import Mandate, Organisation, Person
from oneseal.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """A written mandate; `item_ids` empty: every item; `ends_on` None: until it is revoked."""

    id: UUID
    agent_name: str
    principal_name: str
    is_given: bool
    item_ids: tuple[UUID, ...]
    since_on: date
    ends_on: date | None
    is_accepted: bool
    until_on: date | None
    letter_name: str
    letter_sha256: str
    letter_type: str

    def standing(self, today: date) -> str:
        """Return "over", "waiting", "future", "past" or "in_force"."""
        if self.until_on is not None:
            return "over"
        if not self.is_accepted:
            return "waiting"
        if self.since_on > today:
            return "future"
        return "past" if self.ends_on is not None and self.ends_on < today else "in_force"


def organisations_represented(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations whose legal representative the actor is; he may give mandates for them."""
    return Organisation.objects.filter(
        id__in=actor.party_ids,
        mandates__person__account_id=actor.own_account,
        mandates__role="legal_representative",
        mandates__until_on=None,
        mandates__is_written=False,
    ).order_by("name", "id")


def _of(actor: Actor) -> tuple[QuerySet[Mandate], Person | None]:
    person = Person.objects.filter(account_id=actor.own_account).first()
    if person is None:
        return Mandate.objects.none(), None
    represented = organisations_represented(actor).values("id")
    mine = Q(person=person) | Q(principal=person) | Q(organisation_id__in=represented)
    rows = Mandate.objects.filter(mine, is_written=True).select_related("person", "principal", "organisation")
    return rows.order_by("until_on", "-since_on", "-id"), person


def _facts(row: Mandate, person: Person) -> MandateFacts:
    principal = row.organisation or row.principal
    return MandateFacts(
        row.id, row.person.name, principal.name if principal else "", row.person_id != person.id, tuple(row.item_ids),
        row.since_on, row.ends_on, row.accepted_at is not None, row.until_on, row.letter_name, row.letter_sha256,
        row.letter_type,
    )  # fmt: skip


def mandates_of(actor: Actor) -> list[MandateFacts]:
    """Return the written mandates that the actor gave, himself or for an organisation, and those he holds."""
    rows, person = _of(actor)
    return [_facts(row, person) for row in rows] if person is not None else []


def mandate_of(actor: Actor, mandate_id: UUID) -> MandateFacts | None:
    """Return one written mandate of the actor, or None when it is not his."""
    rows, person = _of(actor)
    row = rows.filter(pk=mandate_id).first()
    return _facts(row, person) if row is not None and person is not None else None
