"""Who is at work for a task today, and at which address he is told of it; for messages only."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from oneseal.foundation.encryption import decrypt
from oneseal.identity.models import PostHolding, WorkMail
from oneseal.identity.selectors.acting import absent_on, holdings_that_count
from oneseal.identity.selectors.mail import WORK_MAIL


def _on_duty(on: date) -> QuerySet[PostHolding]:
    """Return the holdings in which people act on a day: not of whoever is away, but of whoever stands in for him."""
    away = Exists(absent_on(on).filter(holding_id=OuterRef("pk")))
    return holdings_that_count(on).filter(~away, account__is_active=True)


def on_duty_for(permission: str, *, agency_id: UUID, on: date) -> frozenset[UUID]:
    """Return who acts with a permission in an agency on a day, substitutes among them."""
    rows = _on_duty(on).filter(post__agency_id=agency_id, post__permissions__contains=[permission])
    return frozenset(rows.values_list("account_id", flat=True))


def on_duty_of(account_id: UUID, *, on: date) -> frozenset[UUID]:
    """Return who does the work of an account on a day: he himself, or whoever stands in for him while he is away."""
    rows = _on_duty(on).filter(Q(account_id=account_id, stands_in_for=None) | Q(stands_in_for__account_id=account_id))
    return frozenset(rows.values_list("account_id", flat=True))


def work_mails(accounts: Collection[UUID]) -> dict[UUID, str]:
    """Return the addresses at which members of staff are told of their work, by account; of those who have one."""
    rows = WorkMail.objects.filter(account_id__in=accounts, account__is_active=True).order_by("account_id")
    return {row.account_id: decrypt(row.address, context=WORK_MAIL) for row in rows}


def work_mails_masked(accounts: Collection[UUID]) -> dict[UUID, str]:
    """Return the addresses of members of staff as pages show them, by account."""
    rows = WorkMail.objects.filter(account_id__in=accounts).order_by("account_id")
    return dict(rows.values_list("account_id", "masked"))
