"""Who acts in a simulated history: its applicants, and the staff of each agency by what their posts allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from oneseal.identity.selectors import actor_for_account, person_of
from oneseal.identity.services import organisation_join, person_register
from oneseal.identity.services.registration import OrganisationFacts, Registration
from oneseal.kernel.access import Actor
from oneseal.simulation.actors import DESK, actor_of
from oneseal.simulation.plan import PlannedOrganisation, PlannedPerson, planned_organisation, planned_person

EACH: Final = 5
MOST_PARTIES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Applicant:
    """One organisation of the plan, who applies for it or for himself, and both as the city knows them."""

    person: PlannedPerson
    organisation: PlannedOrganisation
    party_id: UUID
    person_id: UUID
    actor: Actor


def parties_wanted(cases: int) -> int:
    """Return how many organisations apply in a history of so many cases."""
    return max(EACH, min(MOST_PARTIES, cases // 8))


def applicants_register(*, seed: int, count: int, now: datetime) -> list[Applicant]:
    """Register the organisations of a plan with the people who apply for them; nobody can sign in as one of them."""
    found: list[Applicant] = []
    for number in range(-(-count // EACH)):
        person = planned_person(seed, number)
        told = Registration(f"history-{seed}-{number}", None, person.name, person.id_number, person.mobile)
        account_id = person_register(told=told, address="", now=now)
        actor = actor_of(account_id)
        joined = [
            (organisation, _join(organisation, actor, now))
            for organisation in (planned_organisation(seed, number * EACH + step) for step in range(EACH))
        ]
        actor = actor_of(account_id)
        himself = person_of(actor)
        if himself is None:
            raise LookupError("the person was just registered")
        found += [Applicant(person, organisation, party_id, himself.id, actor) for organisation, party_id in joined]
    return found[:count]


def _join(organisation: PlannedOrganisation, actor: Actor, now: datetime) -> UUID:
    facts = OrganisationFacts(
        organisation.uscc, organisation.name, organisation.legal_representative, organisation.address, "agent"
    )
    return organisation_join(told=facts, actor=actor, now=now)


class Staff:
    """The staff of the city, by agency and permission."""

    def __init__(self, accounts: list[UUID]) -> None:
        """Load each account's actor once; posts do not change during a history."""
        actors = [actor for account in accounts if (actor := actor_for_account(account, DESK)) is not None]
        self._actors = sorted((actor for actor in actors if actor.agency_id), key=lambda actor: actor.name)
        self._known: dict[tuple[UUID, str], list[Actor]] = {}

    def one(self, account: UUID | None) -> Actor:
        """Return one of the staff by the login.

        Raises:
            LookupError: nobody of the staff, or nobody at all.
        """
        found = next((actor for actor in self._actors if actor.account_id == account), None)
        if found is None:
            raise LookupError("none of the staff")
        return found

    def may(self, permission: str, *, agency_id: UUID) -> list[Actor]:
        """Return who in an agency has a permission, in a fixed order."""
        key = (agency_id, permission)
        if key not in self._known:
            self._known[key] = [
                actor for actor in self._actors if actor.agency_id == agency_id and permission in actor.permissions
            ]
        return self._known[key]
