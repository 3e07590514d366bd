"""Staff leave their posts; what they did stays in the trace under their names."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.encryption import blind_index, encrypt
from oneseal.foundation.notify.services import masked
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity import policies
from oneseal.identity.errors import HoldingNotFound, LastAdministrator
from oneseal.identity.models import PostHolding, StaffNumber, WorkMail
from oneseal.identity.rules.mail import mail_address
from oneseal.identity.selectors.mail import WORK_MAIL
from oneseal.identity.selectors.parties import ID_NUMBER, masked_number
from oneseal.identity.selectors.recusing import STAFF_NUMBER
from oneseal.kernel.access import Actor
from oneseal.kernel.numbering import parse_citizen_number

ADMINISTRATOR = "identity.manage"


@transaction.atomic
def work_mail_state(*, holding_id: UUID, address: str, actor: Actor, now: datetime) -> None:
    """State at which address a member of the actor's agency is told of his work; empty: at none.

    Raises:
        HoldingNotFound: none of the agency, or ended already. MailAddressWrong. NotAllowed.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    holding = _holding(holding_id, actor)
    before = WorkMail.objects.filter(account_id=holding.account_id).first()
    told = mail_address(address) if address.strip() else ""
    shown = masked(told) if told else ""
    if told:
        kept = {"address": encrypt(told, context=WORK_MAIL), "masked": shown, "stated_at": now}
        WorkMail.objects.update_or_create(account_id=holding.account_id, defaults=kept)
    elif before is not None:
        before.delete()
    act = Act(
        "identity.work_mail_stated", before={"mail": before.masked if before else ""},
        after={"name": holding.account.display_name, "mail": shown},
    )  # fmt: skip
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)


def _holding(holding_id: UUID, actor: Actor) -> PostHolding:
    rows = PostHolding.objects.filter(post__agency_id=actor.own_agency, until_on=None, stands_in_for=None)
    holding = rows.filter(pk=holding_id).select_related("account").first()
    if holding is None:
        raise HoldingNotFound("no such holding in the agency")
    return holding


@transaction.atomic
def staff_number_state(*, holding_id: UUID, number: str, actor: Actor, now: datetime) -> None:
    """State the citizen number of a member of the actor's agency, by which he is kept from his own cases; empty: none.

    Raises:
        HoldingNotFound: none of the agency, or ended already. NumberRefused: it cannot be right. NotAllowed.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    holding = _holding(holding_id, actor)
    before = StaffNumber.objects.filter(account_id=holding.account_id).first()
    shown = ""
    if number.strip():
        told = parse_citizen_number(number, today=beijing_date(now)).number
        shown = masked_number(told)
        kept = {
            "number": encrypt(told, context=STAFF_NUMBER), "number_index": blind_index(told, context=ID_NUMBER),
            "masked": shown, "stated_at": now,
        }  # fmt: skip
        StaffNumber.objects.update_or_create(account_id=holding.account_id, defaults=kept)
    elif before is not None:
        before.delete()
    act = Act(
        "identity.staff_number_stated", before={"number": before.masked if before else ""},
        after={"name": holding.account.display_name, "number": shown},
    )  # fmt: skip
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)


@transaction.atomic
def staff_release(*, holding_id: UUID, actor: Actor, now: datetime) -> None:
    """End a holding of a post in the actor's agency today and close its login.

    Raises:
        HoldingNotFound: none of the agency, or ended already. LastAdministrator: nobody could appoint
        anybody any more. NotAllowed.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    open_holdings = PostHolding.objects.filter(post__agency_id=actor.own_agency, until_on=None, stands_in_for=None)
    rows = {row.id: row for row in open_holdings.select_for_update(of=("self",)).select_related("post", "account")}
    holding = rows.get(holding_id)
    if holding is None:
        raise HoldingNotFound("no such holding in the agency")
    others = [row for row in rows.values() if row.id != holding_id and ADMINISTRATOR in row.post.permissions]
    if not others:
        raise LastAdministrator("nobody else may appoint staff")
    holding.until_on = beijing_date(now)
    holding.save(update_fields=["until_on"])
    stand_ins = PostHolding.objects.filter(until_on=None).exclude(stands_in_for=None)
    stand_ins.filter(Q(account_id=holding.account_id) | Q(stands_in_for=holding)).update(until_on=holding.until_on)
    holding.account.is_active = False
    holding.account.save(update_fields=["is_active"])
    before = {"account": str(holding.account_id), "name": holding.account.display_name, "post": holding.post.title}
    act = Act("identity.staff_released", before=before)
    record_now(act, subject=Subject("agency", holding.post.agency_id), actor=actor, now=now)
