"""A and B (AB岗): B acts in A's post, with A's permissions and limits, while A is away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity import policies
from oneseal.identity.errors import (
    AbsenceWrong,
    HoldingNotFound,
    NotYourPost,
    SubstituteKnown,
    SubstituteWrong,
)
from oneseal.identity.models import Absence, Account, PostHolding
from oneseal.identity.selectors import posts_to_act_in
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Away:
    """When and why somebody is away, both days included."""

    from_on: date
    to_on: date
    reason: str


def _own_holding(holding_id: UUID, actor: Actor) -> PostHolding:
    rows = PostHolding.objects.select_for_update(of=("self",)).select_related("account", "post")
    found = rows.filter(pk=holding_id, post__agency_id=actor.own_agency, until_on=None, stands_in_for=None).first()
    if found is None:
        raise HoldingNotFound("no such holding in the agency")
    return found


@transaction.atomic
def absence_record(*, holding_id: UUID, away: Away, actor: Actor, now: datetime) -> UUID:
    """Record that a holder of a post is away; return the absence's id.

    Raises:
        NotAllowed, HoldingNotFound. AbsenceWrong: days in the wrong order, or the first in the past.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    holding = _own_holding(holding_id, actor)
    if away.to_on < away.from_on or away.from_on < beijing_date(now):
        raise AbsenceWrong("the days are in the wrong order, or past")
    row = Absence.objects.create(
        id=new_id(now), holding=holding, from_on=away.from_on, to_on=away.to_on, reason=away.reason, recorded_at=now
    )
    after = {
        "name": holding.account.display_name, "from": away.from_on.isoformat(), "to": away.to_on.isoformat(),
        "reason": away.reason,
    }  # fmt: skip
    act = Act("identity.absence_recorded", after=after)
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    return row.id


@transaction.atomic
def absence_cancel(*, absence_id: UUID, actor: Actor, now: datetime) -> None:
    """Cancel an absence: the holder came back early, or never left.

    Raises:
        NotAllowed. HoldingNotFound: no such absence in the agency.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    rows = Absence.objects.select_for_update(of=("self",)).select_related("holding__account")
    row = rows.filter(pk=absence_id, holding__post__agency_id=actor.own_agency, cancelled_at=None).first()
    if row is None:
        raise HoldingNotFound("no such absence in the agency")
    row.cancelled_at = now
    row.save(update_fields=["cancelled_at"])
    act = Act("identity.absence_cancelled", before={"name": row.holding.account.display_name})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)


@transaction.atomic
def substitute_appoint(
    *, holding_id: UUID, account_id: UUID, ends_on: date | None, actor: Actor, now: datetime
) -> UUID:
    """Let a colleague stand in for a holder while he is away (AB岗); return the new holding's id.

    Raises:
        NotAllowed, HoldingNotFound. SubstituteWrong: himself, or not of the agency. SubstituteKnown.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    holding = _own_holding(holding_id, actor)
    theirs = PostHolding.objects.filter(account_id=account_id, until_on=None, stands_in_for=None)
    colleague = theirs.filter(post__agency_id=actor.own_agency).select_related("account").first()
    if colleague is None or colleague.id == holding.id:
        raise SubstituteWrong("not a colleague of the agency")
    today = beijing_date(now)
    if ends_on is not None and ends_on < today:
        raise AbsenceWrong("the last day is past")
    row = PostHolding(
        id=new_id(now), account_id=account_id, post=holding.post, stands_in_for=holding, since_on=today, ends_on=ends_on
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as problem:
        raise SubstituteKnown("the arrangement exists") from problem
    after = {"name": colleague.account.display_name, "for": holding.account.display_name, "post": holding.post.title}
    act = Act("identity.substitute_appointed", after=after)
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    return row.id


@transaction.atomic
def substitute_release(*, holding_id: UUID, actor: Actor, now: datetime) -> None:
    """End an arrangement of substitution today.

    Raises:
        NotAllowed, HoldingNotFound.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    rows = PostHolding.objects.select_for_update(of=("self",)).select_related("account")
    row = rows.filter(
        pk=holding_id, post__agency_id=actor.own_agency, until_on=None, stands_in_for__isnull=False
    ).first()
    if row is None:
        raise HoldingNotFound("no such substitution in the agency")
    row.until_on = beijing_date(now)
    row.save(update_fields=["until_on"])
    act = Act("identity.substitute_released", before={"name": row.account.display_name})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)


@transaction.atomic
def post_take(*, holding_id: UUID, actor: Actor, now: datetime) -> str:
    """Act in one of one's posts from now on, and record it; return the post's title.

    An account acts in one post at a time: what B does in A's post stands in the trace as done there.

    Raises:
        NotYourPost: not one of the account's posts today; A is not away.
    """
    open_posts = posts_to_act_in(actor.own_account, on=beijing_date(now))
    chosen = next((acting for acting in open_posts if acting.holding_id == holding_id), None)
    if chosen is None:
        raise NotYourPost("the account may not act in this post today")
    Account.objects.filter(pk=actor.own_account).update(acts_in_id=holding_id)
    act = Act("identity.post_taken", after={"post": chosen.post_title, "absent": chosen.absent})
    record_now(act, subject=Subject("account", actor.own_account), actor=actor, now=now)
    return chosen.post_title
