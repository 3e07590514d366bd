"""Found the demo city through the same services that a real city uses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import authenticate

from oneseal.identity.selectors import posts_of_agency
from oneseal.identity.services import installation_set_up, organisation_join, person_register, setup_code, staff_appoint
from oneseal.identity.services.registration import OrganisationFacts, Registration
from oneseal.identity.services.setup import AgencyFacts, NewAccount
from oneseal.kernel.access import Actor
from oneseal.papers.services import SealFacts, seal_enable
from oneseal.simulation import world
from oneseal.simulation.actors import actor_of
from oneseal.simulation.agencies import agencies_found
from oneseal.simulation.items import item_publish_told, items_publish
from oneseal.simulation.ledgers import ledgers_fill


@dataclass(frozen=True, slots=True)
class City:
    """Who can act in the city: accounts by username, organisations by key, and the published item."""

    accounts: dict[str, UUID]
    organisations: dict[str, UUID]
    version_id: UUID

    def actor(self, username: str) -> Actor:
        """Return the actor behind a username of the demo."""
        return actor_of(self.accounts[username])


def city_found(*, now: datetime) -> City:
    """Set up agency, seal, staff and item, register the applicant; `now` is the founding instant."""
    told = world.city()
    accounts = _agency_and_staff(now)
    agencies_found(accounts, now=now)
    # The desk's papers of the past weeks bear the seal, so it was in force before them.
    sealed = now - timedelta(days=365)
    seal_enable(facts=SealFacts(**told["seal"]), actor=actor_of(accounts["admin"]), now=sealed)
    item = told["item"]
    version_id = item_publish_told(item["key"], item["elements"], actor=actor_of(accounts["items"]), now=now)
    items_publish(accounts, now=now)
    ledgers_fill(version_id, actor=actor_of(accounts["items"]), now=now)
    account_id, organisations = _applicant(now)
    accounts[told["applicant"]["username"]] = account_id
    return City(accounts, organisations, version_id)


def _agency_and_staff(now: datetime) -> dict[str, UUID]:
    told = world.city()
    first, *others = (NewAccount(row["username"], told["password"], row["name"]) for row in told["staff"])
    agency = installation_set_up(agency=AgencyFacts(**told["agency"]), administrator=first, code=setup_code(), now=now)
    user = authenticate(username=first.username, password=first.password)
    if user is None:
        raise LookupError("the administrator was just made and cannot sign in")
    accounts: dict[str, UUID] = {first.username: user.pk}
    posts = {post.kind: post.id for post in posts_of_agency(agency.id)}
    admin = actor_of(user.pk)
    for row, account in zip(told["staff"][1:], others, strict=True):
        post_id = posts[row["post"]]
        accounts[account.username] = staff_appoint(account=account, post_id=post_id, actor=admin, now=now)
    return accounts


def _applicant(now: datetime) -> tuple[UUID, dict[str, UUID]]:
    told = world.city()
    row = told["applicant"]
    registration = Registration(row["username"], told["password"], row["name"], row["id_number"], row["mobile"])
    account_id = person_register(told=registration, address="", now=now)
    actor = replace(actor_of(account_id), address="")
    organisations = {
        facts["key"]: organisation_join(
            told=OrganisationFacts(**{name: value for name, value in facts.items() if name != "key"}),
            actor=actor, now=now,
        )
        for facts in told["organisations"]
    }  # fmt: skip
    return account_id, organisations
