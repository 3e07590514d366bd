"""Who is who; personal numbers leave only masked, or decrypted for their owner."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from oneseal.foundation.encryption import decrypt
from oneseal.identity.models import Account, Agency, Mandate, Organisation, Person, Post, PostHolding
from oneseal.kernel.access import Actor, ActorKind

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


def is_set_up() -> bool:
    """Return True when the city has its first agency."""
    return Agency.objects.exists()


def actor_for_account(account_id: UUID, address: str) -> Actor | None:
    """Return who an account is: staff by its present post, else an applicant with his parties."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        return None
    holding = PostHolding.objects.select_related("post").filter(account_id=account_id, until_on=None).first()
    if holding is not None:
        return Actor(
            account_id=account_id, kind=ActorKind.STAFF, name=account.display_name, post_id=holding.post_id,
            post_title=holding.post.title, agency_id=holding.post.agency_id,
            permissions=frozenset(holding.post.permissions), party_ids=frozenset(), address=address,
        )  # fmt: skip
    person_id = Person.objects.filter(account_id=account_id).values_list("id", flat=True).first()
    parties: frozenset[UUID] = frozenset()
    if person_id is not None:
        mandated = Mandate.objects.filter(person_id=person_id, until_on=None).values_list("organisation_id", flat=True)
        parties = frozenset({person_id, *mandated})
    return Actor(
        account_id=account_id, kind=ActorKind.APPLICANT, name=account.display_name, post_id=None, post_title="",
        agency_id=None, permissions=frozenset(), party_ids=parties, address=address,
    )  # fmt: skip


def person_of(actor: Actor) -> Party | None:
    """Return the actor's own natural person."""
    person = Person.objects.filter(account_id=actor.own_account).first()
    if person is None:
        return None
    number = decrypt(person.id_number, context=ID_NUMBER)
    mobile = decrypt(person.mobile, context=MOBILE)
    return Party(person.id, "person", person.name, number, "", "", mobile)


def parties_for(actor: Actor) -> list[Party]:
    """Return the parties for which the actor may apply: himself first, then organisations by name."""
    person = person_of(actor)
    if person is None:
        return []
    organisations = Organisation.objects.filter(id__in=actor.party_ids).order_by("name")
    return [
        person,
        *(
            Party(
                row.id,
                "organisation",
                row.name,
                row.uscc,
                row.legal_representative,
                row.address,
                person.mobile,
            )
            for row in organisations
        ),
    ]


def party_for(actor: Actor, party_id: UUID) -> Party | None:
    """Return one party of the actor, or None when it is not his."""
    return next((party for party in parties_for(actor) if party.id == party_id), None)


def agencies_all() -> QuerySet[Agency]:
    """Return every agency; agencies are public."""
    return Agency.objects.order_by("name")


def agency_by_id(agency_id: UUID) -> Agency:
    """Return one agency; agencies are public."""
    return Agency.objects.get(pk=agency_id)


def posts_of_agency(agency_id: UUID) -> QuerySet[Post]:
    """Return the posts of an agency."""
    return Post.objects.filter(agency_id=agency_id).order_by("title")


def staff_of_agency(actor: Actor) -> QuerySet[PostHolding]:
    """Return who holds which post in the actor's agency at present."""
    return (
        PostHolding.objects.filter(post__agency_id=actor.own_agency, until_on=None)
        .select_related("account", "post")
        .order_by("post__title", "account__display_name")
    )


def posts_vacant(actor: Actor) -> QuerySet[Post]:
    """Return the posts of the actor's agency that nobody holds at present."""
    held = PostHolding.objects.filter(until_on=None).values("post_id")
    return posts_of_agency(actor.own_agency).exclude(id__in=held)


def colleagues_with(permission: str, *, agency_id: UUID) -> dict[UUID, str]:
    """Return who in an agency holds a post with a permission at present: names by account, in order."""
    rows = PostHolding.objects.filter(
        post__agency_id=agency_id, post__permissions__contains=[permission], until_on=None, account__is_active=True
    ).order_by("account__display_name", "account_id")
    return dict(rows.values_list("account_id", "account__display_name"))


def agency_named(name: str) -> Agency | None:
    """Return the agency of a name, or None; agencies are public."""
    return Agency.objects.filter(name=name).first() if name else None
