"""Passwords set anew by the administrator, and kinds of post that must sign in with a second factor."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity import policies
from oneseal.identity.errors import AccountNotFound, PasswordLinkOver, PostKindUnknown
from oneseal.identity.models import Account, PostHolding, SecondFactor
from oneseal.identity.rules.posts import POST_KINDS
from oneseal.kernel.access import Actor


@transaction.atomic
def password_link_make(*, account_id: UUID, actor: Actor, now: datetime) -> str:
    """Return a token with which a member of staff of the actor's agency sets his password anew, once.

    The password so far stays until then. The token ends with its use, with the next sign-in, and with its time; it
    is shown to the administrator once and kept nowhere.

    Raises:
        NotAllowed. AccountNotFound: not staff of the agency.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    held = PostHolding.objects.filter(
        account_id=account_id, until_on=None, stands_in_for=None, post__agency_id=actor.own_agency
    )
    holding = held.select_related("account").first()
    if holding is None:
        raise AccountNotFound("not staff of the agency")
    act = Act("identity.password_link_made", after={"account": str(account_id)})
    record_now(act, subject=Subject("account", account_id), actor=actor, now=now)
    return str(default_token_generator.make_token(holding.account))


@transaction.atomic
def password_set_by_link(*, account_id: UUID, token: str, password: str, now: datetime) -> None:
    """Set a password with the token of a link.

    Raises:
        PasswordLinkOver: the link was used, is over, or never was.
    """
    account = Account.objects.select_for_update().filter(pk=account_id, is_active=True).first()
    if account is None or not default_token_generator.check_token(account, token):
        raise PasswordLinkOver("the link is over")
    account.set_password(password)
    account.save(update_fields=["password"])
    actor = Actor.system("password link")
    record_now(Act("identity.password_set"), subject=Subject("account", account_id), actor=actor, now=now)


@transaction.atomic
def second_factor_demand(*, post_kinds: frozenset[str], actor: Actor, now: datetime) -> None:
    """Say which kinds of post must sign in with a second factor; the others may.

    Raises:
        NotAllowed: not the administrator of the first agency. PostKindUnknown.
    """
    policies.require(allowed=policies.can_found_agencies(actor))
    if not post_kinds <= POST_KINDS.keys():
        raise PostKindUnknown("none of the kinds of post")
    before = sorted(SecondFactor.objects.order_by("post_kind").values_list("post_kind", flat=True))
    SecondFactor.objects.exclude(post_kind__in=post_kinds).delete()
    SecondFactor.objects.bulk_create(
        [SecondFactor(post_kind=kind, since_on=beijing_date(now)) for kind in sorted(post_kinds)],
        ignore_conflicts=True,
    )
    act = Act("identity.second_factor_demanded", before={"kinds": before}, after={"kinds": sorted(post_kinds)})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
