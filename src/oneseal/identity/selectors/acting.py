"""Who an account is, today: staff in one post, or an applicant with those for whom he acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from oneseal.foundation.statements import Kept
from oneseal.identity.models import (
    Absence,
    Account,
    Mandate,
    Person,
    Post,
    PostHolding,
    SecondFactor,
    StaffNumber,
)
from oneseal.identity.rules.posts import CENTRAL, FOUNDING
from oneseal.kernel.access import Actor, ActorKind


@dataclass(frozen=True, slots=True)
class Acting:
    """A post in which an account may act today: its own, or that of an absent colleague (`absent`: his name)."""

    holding_id: UUID
    post_title: str
    agency_name: str
    absent: str
    is_present: bool


def absent_on(on: date) -> QuerySet[Absence]:
    """Return the absences that cover a day."""
    return Absence.objects.filter(from_on__lte=on, to_on__gte=on, cancelled_at=None)


def holdings_that_count(on: date | None) -> QuerySet[PostHolding]:
    """Return the holdings in which people may act on a day; without a day, only their own.

    A substitute acts while the holder is absent and the arrangement lasts (AB岗); a closed agency acts no more.
    """
    rows = PostHolding.objects.filter(until_on=None, post__agency__closed_on=None)
    own = Q(stands_in_for=None)
    if on is None:
        return rows.filter(own)
    away = Exists(absent_on(on).filter(holding_id=OuterRef("stands_in_for_id")))
    lasts = Q(ends_on=None) | Q(ends_on__gte=on)
    return rows.filter(own | (Q(stands_in_for__until_on=None, since_on__lte=on) & lasts & away))


@dataclass(frozen=True, slots=True)
class _Held:
    """A holding with what its holder may do, and what is known of him; in the order of `_HELD`."""

    id: UUID
    post_id: UUID
    title: str
    agency_id: UUID
    permissions: list[str]
    stands_in_for_id: UUID | None
    stands_in_for: UUID | None
    is_factor_demanded: bool
    has_factor: bool
    is_known: bool
    is_central: bool


_HELD: Final = (
    "id", "post_id", "post__title", "post__agency_id", "post__permissions", "stands_in_for_id",
    "stands_in_for__account_id", "demanded", "has_one", "is_known", "is_central",
)  # fmt: skip


def _held(account_id: UUID, on: date | None) -> QuerySet[PostHolding, tuple[Any, ...]]:
    """Return the holdings of an account that count, as columns of `_Held`."""
    demanded = Exists(SecondFactor.objects.filter(post_kind=OuterRef("post__kind")))
    has_one = Exists(Authenticator.objects.filter(user=OuterRef("account_id"), type=Authenticator.Type.TOTP))
    rows = holdings_that_count(on).filter(account_id=account_id)
    rows = rows.annotate(demanded=demanded, has_one=has_one, is_known=_known_by_number(), is_central=_is_central())
    return rows.order_by("since_on", "id").values_list(*_HELD)


def _held_ever(account_id: UUID) -> QuerySet[PostHolding, tuple[Any, ...]]:
    return _held(account_id, None)


# Asked for every page and every act: worded once.
_ON_A_DAY: Final = Kept(_held, account_id=UUID, on=date)
_EVER: Final = Kept(_held_ever, account_id=UUID)


def _in_force(account: Account, on: date | None) -> _Held | None:
    """Return the holding in which an account acts: the one it chose while that counts, else its own."""
    rows = _EVER.rows(account_id=account.pk) if on is None else _ON_A_DAY.rows(account_id=account.pk, on=on)
    found = [_Held(*row) for row in rows]
    chosen = next((row for row in found if row.id == account.acts_in_id), None)
    return chosen or next((row for row in found if row.stands_in_for_id is None), None)


def _known_by_number() -> Q:
    """Return that a holder can be compared with the people of a case, by his own entry or by what his agency stated."""
    entries = Person.objects.filter(account_id=OuterRef("account_id"))
    return Q(Exists(entries)) | Q(Exists(StaffNumber.objects.filter(account_id=OuterRef("account_id"))))


def _is_central() -> Q:
    """Return that an agency looks at every department: it founded the others, or is a centre or a government."""
    founding = Post.objects.filter(agency_id=OuterRef("post__agency_id"), permissions__contains=[FOUNDING])
    return Q(post__agency__kind__in=CENTRAL) | Q(Exists(founding))


def actor_for_account(account_id: UUID, address: str, on: date | None = None) -> Actor | None:
    """Return who an account is on a day: staff by the post he acts in, else an applicant with his parties.

    Without a day nothing counts that has a last day: no substitution and no written mandate.
    """
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        return None
    holding = _in_force(account, on)
    if holding is not None:
        return Actor(
            account_id=account_id, kind=ActorKind.STAFF, name=account.display_name, post_id=holding.post_id,
            post_title=holding.title if holding.stands_in_for_id is None else f"{holding.title}（B岗）",
            agency_id=holding.agency_id, permissions=frozenset(holding.permissions), party_ids=frozenset(),
            address=address, stands_in_for=holding.stands_in_for,
            must_secure=holding.is_factor_demanded and not holding.has_factor, is_known_by_number=holding.is_known,
            is_central=holding.is_central,
        )  # fmt: skip
    return _applicant(account, address, on)


def _applicant(account: Account, address: str, on: date | None) -> Actor:
    person_id = Person.objects.filter(account=account).values_list("id", flat=True).first()
    parties: set[UUID] = set()
    mandated: set[UUID] = set()
    if person_id is not None:
        parties.add(person_id)
        rows = Mandate.objects.filter(Q(is_written=False) | _written_in_force(on), person_id=person_id, until_on=None)
        for organisation, principal, is_written in rows.order_by("id").values_list(
            "organisation_id", "principal_id", "is_written"
        ):
            (mandated if is_written else parties).add(organisation or principal)
    return Actor(
        account_id=account.id, kind=ActorKind.APPLICANT, name=account.display_name, post_id=None, post_title="",
        agency_id=None, permissions=frozenset(), party_ids=frozenset(parties),
        mandated_ids=frozenset(mandated - parties), address=address,
    )  # fmt: skip


def _written_in_force(on: date | None) -> Q:
    if on is None:
        return Q(pk__in=[])
    lasts = Q(ends_on=None) | Q(ends_on__gte=on)
    return Q(is_written=True, accepted_at__isnull=False, since_on__lte=on) & lasts


def posts_to_act_in(account_id: UUID, *, on: date) -> list[Acting]:
    """Return the posts in which an account may act on a day, its own first."""
    account = Account.objects.get(pk=account_id)
    present = _in_force(account, on)
    rows = (
        holdings_that_count(on)
        .filter(account=account)
        .select_related("post__agency", "stands_in_for__account")
        .order_by("stands_in_for_id", "post__title", "id")
    )
    found = [
        Acting(
            row.id, row.post.title, row.post.agency.name,
            row.stands_in_for.account.display_name if row.stands_in_for else "",
            present is not None and row.id == present.id,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda acting: (bool(acting.absent), acting.post_title, acting.holding_id))
