"""The first run: an agency and its system administrator; later, its staff."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.keys import installation_keys
from oneseal.foundation.locks import one_at_a_time
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity import policies
from oneseal.identity.errors import AlreadySetUp, NameTaken, SetupCodeWrong
from oneseal.identity.models import Account, Agency, Post, PostHolding
from oneseal.identity.rules.posts import BACK, FOUNDING, POST_KINDS
from oneseal.identity.services.dividing import division_require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.kernel.numbering import parse_credit_code

_FIRST_RUN_LOCK = 7_305_101


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """What the first-run page asks about the agency; empty text means unknown."""

    name: str
    uscc: str
    document_word: str
    city_name: str
    division_code: str
    exercise_level: str = "4"
    address: str = ""
    telephone: str = ""
    complaint_telephone: str = ""
    opening_hours: str = ""
    reconsideration_body: str = ""
    court: str = ""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A login to be made for a member of staff.

    `encoded` is the password as it is stored, where many logins share a known one and deriving it costs a third
    of a second each; empty: it is derived from `password`.
    """

    username: str
    password: str
    display_name: str
    encoded: str = ""


def setup_code() -> str:
    """Return the code that opens the first-run page, printed where the program is started."""
    return installation_keys(settings.ONESEAL_KEY_FILE).derive("set-up")[:10]


@transaction.atomic
def installation_set_up(*, agency: AgencyFacts, administrator: NewAccount, code: str, now: datetime) -> Agency:
    """Make the first agency, all its posts and its system administrator.

    Raises:
        AlreadySetUp, SetupCodeWrong, NameTaken, NumberRefused. DivisionOver, DivisionFollowed: its division is over.
    """
    one_at_a_time(_FIRST_RUN_LOCK)
    if Agency.objects.exists():
        raise AlreadySetUp("there is an agency already")
    if not hmac.compare_digest(code.strip().encode(), setup_code().encode()):
        raise SetupCodeWrong("not the code that was printed")
    division_require(agency.division_code, on=beijing_date(now))
    row = Agency.objects.create(id=new_id(now), created_at=now, **columns_of(agency))
    posts_open(row, kinds=BACK, now=now)
    system = Actor.system("first run")
    record_now(
        Act("identity.agency_founded", after={"name": row.name, "uscc": row.uscc}),
        subject=Subject("agency", row.id), actor=system, now=now,
    )  # fmt: skip
    post = Post.objects.get(agency=row, kind="system_administrator")
    post.permissions = sorted({*post.permissions, FOUNDING})
    post.save(update_fields=["permissions"])
    appoint(administrator, post=post, actor=system, now=now)
    return row


def columns_of(agency: AgencyFacts) -> dict[str, str]:
    """Return the columns of an agency's row, its credit code checked."""
    told = {name: getattr(agency, name) for name in AgencyFacts.__slots__}
    return {**told, "uscc": parse_credit_code(agency.uscc).number}


def posts_open(agency: Agency, *, kinds: Iterable[str], now: datetime) -> None:
    """Make one post of each kind, with the permissions that the kind has from the house."""
    Post.objects.bulk_create(
        Post(id=new_id(now), agency=agency, kind=kind.code, title=kind.title, permissions=sorted(kind.permissions))
        for kind in map(POST_KINDS.__getitem__, kinds)
    )


def appoint(account: NewAccount, *, post: Post, actor: Actor, now: datetime) -> UUID:
    """Make a login with a post, inside the caller's transaction; the caller has allowed it."""
    if Account.objects.filter(username__iexact=account.username).exists():
        raise NameTaken("the login name is taken", username=account.username)
    row = Account(
        id=new_id(now),
        username=account.username,
        display_name=account.display_name,
        is_staff=True,
        date_joined=now,
    )
    if account.encoded:
        row.password = account.encoded
    else:
        row.set_password(account.password)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as problem:
        raise NameTaken("the login name is taken", username=account.username) from problem
    PostHolding.objects.create(id=new_id(now), account=row, post=post, since_on=beijing_date(now))
    after = {"account": str(row.id), "name": row.display_name, "post": post.title}
    record_now(
        Act("identity.staff_appointed", after=after),
        subject=Subject("agency", post.agency_id),
        actor=actor,
        now=now,
    )
    return row.id


@transaction.atomic
def staff_appoint(*, account: NewAccount, post_id: UUID, actor: Actor, now: datetime) -> UUID:
    """Make a login and give it a post of the actor's agency; return the account's id."""
    policies.require(allowed=policies.can_manage_identity(actor))
    post = Post.objects.get(pk=post_id, agency_id=actor.own_agency, closed_on=None)
    return appoint(account, post=post, actor=actor, now=now)


@transaction.atomic
def agency_describe(*, facts: AgencyFacts, actor: Actor, now: datetime) -> Agency:
    """Change what is shown of the actor's agency; its name and credit code stay."""
    policies.require(allowed=policies.can_manage_identity(actor))
    agency = Agency.objects.select_for_update().get(pk=actor.own_agency)
    shown = [name for name in AgencyFacts.__slots__ if name not in {"name", "uscc", "division_code"}]
    before = {name: getattr(agency, name) for name in shown}
    for name in shown:
        setattr(agency, name, getattr(facts, name))
    agency.save(update_fields=shown)
    act = Act("identity.agency_described", before=before, after={name: getattr(facts, name) for name in shown})
    record_now(act, subject=Subject("agency", agency.id), actor=actor, now=now)
    return agency
