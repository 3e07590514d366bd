"""Agencies, their posts and their staff; agencies are public, staff is not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from oneseal.foundation.writes import asked_once
from oneseal.identity.models import Absence, Account, Agency, Post, PostHolding, Section
from oneseal.identity.rules.posts import FOUNDING, POST_KINDS, AgencyKind
from oneseal.identity.selectors.acting import absent_on, holdings_that_count
from oneseal.kernel.access import Actor


def is_set_up() -> bool:
    """Return True when the city has its first agency."""
    return Agency.objects.exists()


def first_agency() -> Agency:
    """Return the agency of the first run; its administrator founds the others.

    Agencies that were founded in one instant have no order of their own, so the post that founds decides.
    """
    founding = Post.objects.filter(agency_id=OuterRef("pk"), permissions__contains=[FOUNDING])
    return Agency.objects.annotate(founds=Exists(founding)).order_by("-founds", "created_at", "id")[:1].get()


def agencies_all() -> QuerySet[Agency]:
    """Return every agency that acts; agencies are public."""
    return Agency.objects.filter(closed_on=None).order_by("name")


def agencies_kept() -> QuerySet[Agency]:
    """Return every agency, also the closed ones, for those who keep them."""
    return Agency.objects.select_related("upper").order_by(F("closed_on").asc(nulls_first=True), "name")


def agency_by_id(agency_id: UUID) -> Agency:
    """Return one agency; agencies are public."""
    return Agency.objects.get(pk=agency_id)


def sections_of_agency(agency_id: UUID) -> QuerySet[Section]:
    """Return the open sections of an agency."""
    return Section.objects.filter(agency_id=agency_id, closed_on=None).order_by("name")


def posts_of_agency(agency_id: UUID) -> QuerySet[Post]:
    """Return the open posts of an agency."""
    return (
        Post.objects.filter(agency_id=agency_id, closed_on=None).select_related("section", "window").order_by("title")
    )


def staff_of_agency(actor: Actor) -> QuerySet[PostHolding]:
    """Return who holds which post in the actor's agency at present; substitutes are listed apart."""
    return (
        PostHolding.objects.filter(post__agency_id=actor.own_agency, until_on=None, stands_in_for=None)
        .select_related("account", "post__section", "post__window")
        .order_by("post__title", "account__display_name")
    )


def substitutes_of_agency(actor: Actor) -> QuerySet[PostHolding]:
    """Return who stands in for whom in the actor's agency at present (AB岗)."""
    return (
        PostHolding.objects.filter(post__agency_id=actor.own_agency, until_on=None, stands_in_for__isnull=False)
        .select_related("account", "post", "stands_in_for__account")
        .order_by("post__title", "account__display_name")
    )


def absences_of_agency(actor: Actor) -> QuerySet[Absence]:
    """Return the absences of the actor's agency that were not cancelled, the latest first."""
    return (
        Absence.objects.filter(holding__post__agency_id=actor.own_agency, cancelled_at=None, holding__until_on=None)
        .select_related("holding__account", "holding__post")
        .order_by("-from_on", "holding__account__display_name")
    )


def posts_vacant(actor: Actor) -> QuerySet[Post]:
    """Return the posts of the actor's agency that nobody holds at present."""
    held = PostHolding.objects.filter(until_on=None, stands_in_for=None).values("post_id")
    return posts_of_agency(actor.own_agency).exclude(id__in=held)


def agency_named(name: str) -> Agency | None:
    """Return the agency of a name, or None; agencies are public."""
    return Agency.objects.filter(name=name).first() if name else None


def agency_above(agency_id: UUID) -> Agency | None:
    """Return the agency above another, or None; agencies are public."""
    return Agency.objects.filter(lower__id=agency_id, closed_on=None).first()


def government_of(agency_id: UUID) -> Agency | None:
    """Return the agency that stands for the government of the same level as another, or None where none was founded."""
    division = Agency.objects.filter(pk=agency_id).values("division_code")
    return Agency.objects.filter(kind=AgencyKind.GOVERNMENT, closed_on=None, division_code__in=division).first()


def colleagues_with(permission: str, *, agency_id: UUID) -> dict[UUID, str]:
    """Return who in an agency holds a post with a permission at present: names by account, in order."""
    return asked_once(("colleagues", permission, agency_id), lambda: _colleagues_with(permission, agency_id))


def _colleagues_with(permission: str, agency_id: UUID) -> dict[UUID, str]:
    rows = PostHolding.objects.filter(
        post__agency_id=agency_id,
        post__permissions__contains=[permission],
        until_on=None,
        stands_in_for=None,
        account__is_active=True,
    ).order_by("account__display_name", "account_id")
    return dict(rows.values_list("account_id", "account__display_name"))


@dataclass(frozen=True, slots=True)
class Holder:
    """Who may act in posts with a permission on a day, and the sections of those posts.

    `is_away`: his own holding is absent, and he stands in for nobody in such a post.
    """

    account_id: UUID
    name: str
    sections: frozenset[str]
    is_away: bool


def holders_with(permission: str, *, agency_id: UUID, on: date) -> list[Holder]:
    """Return who may act in posts of an agency with a permission on a day, substitutes included, by account."""
    away = Exists(absent_on(on).filter(holding_id=OuterRef("pk")))
    rows = holdings_that_count(on).filter(
        post__agency_id=agency_id, post__permissions__contains=[permission], account__is_active=True
    )
    found: dict[UUID, list[PostHolding]] = {}
    for row in rows.annotate(away=away).select_related("post__section", "account").order_by("account_id", "id"):
        found.setdefault(row.account_id, []).append(row)
    return [_holder(account_id, held) for account_id, held in found.items()]


def _holder(account_id: UUID, held: list[PostHolding]) -> Holder:
    present = [row for row in held if not row.away]  # type: ignore[attr-defined]  # annotated
    return Holder(
        account_id, held[0].account.display_name,
        frozenset(row.post.section.name for row in held if row.post.section is not None),
        not present,
    )  # fmt: skip


def holding_any(permissions: Collection[str], *, accounts: Collection[UUID], on: date | None) -> frozenset[UUID]:
    """Return who of some logins may act on a day in a post, of whatever agency, with any of these permissions.

    Without a day only their own posts count. Who is away keeps his own post.
    """
    rows = holdings_that_count(on).filter(account_id__in=accounts, post__permissions__overlap=sorted(permissions))
    return frozenset(rows.values_list("account_id", flat=True))


def holding_agencies(permission: str) -> list[UUID]:
    """Return the agencies in which somebody holds a post with a permission at present, the first agency first."""
    held = PostHolding.objects.filter(
        post__agency_id=OuterRef("pk"), post__permissions__contains=[permission], until_on=None, stands_in_for=None,
        account__is_active=True,
    )  # fmt: skip
    founding = Post.objects.filter(agency_id=OuterRef("pk"), permissions__contains=[FOUNDING])
    rows = Agency.objects.filter(Exists(held), closed_on=None).annotate(founds=Exists(founding))
    return list(rows.order_by("-founds", "created_at", "id").values_list("id", flat=True))


def staff_named(agency_id: UUID) -> list[tuple[UUID, str]]:
    """Return who holds a post in an agency at present, with post and name, by post; substitutes are left out."""
    rows = PostHolding.objects.filter(post__agency_id=agency_id, until_on=None, stands_in_for=None)
    told = rows.order_by("post__title", "account__display_name", "account_id")
    named = told.values_list("account_id", "post__title", "account__display_name")
    return [(account_id, f"{title} {name}") for account_id, title, name in named]


def display_names(account_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return what logins are called, by login."""
    rows = Account.objects.filter(pk__in=account_ids).order_by("pk")
    return dict(rows.values_list("id", "display_name"))


def display_name_of(account_id: UUID) -> str:
    """Return what a login is called, empty for none."""
    return Account.objects.filter(pk=account_id).values_list("display_name", flat=True).first() or ""


def permissions_known() -> list[str]:
    """Return every permission that a post can be given, in the order of the kinds of post."""
    return list(dict.fromkeys(name for kind in POST_KINDS.values() for name in sorted(kind.permissions)))


def usual_permissions(kind: str) -> frozenset[str]:
    """Return what a kind of post may do where a city has not changed it."""
    return POST_KINDS[kind].permissions
