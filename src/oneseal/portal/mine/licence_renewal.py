"""What the holder reads of the renewal that is near."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from oneseal.cases.selectors import renewal_last_day
from oneseal.catalog.selectors import renewal_item_of
from oneseal.foundation import timekeeping
from oneseal.licences.selectors import Licence, standing_of
from oneseal.licences.selectors.renewing import renewals_under_way


@dataclass(frozen=True, slots=True)
class RenewalShown:
    """The item to apply on and the last day for it; None where the agency offers no renewal or the day is over."""

    item_id: UUID | None
    last_day: date | None
    is_under_way: bool


def renewal_shown(licence: Licence) -> RenewalShown | None:
    """Return what to say of the renewal of a licence; None while it is far, or where nothing is to be renewed."""
    today, until = timekeeping.today(), licence.valid_until_on
    first = max(settings.ONESEAL_RENEWAL_REMINDER_DAYS, default=0)
    if until is None or standing_of(licence, today=today).value != "valid" or today < until - timedelta(days=first):
        return None
    is_under_way = bool(renewals_under_way(licence))
    terms = renewal_item_of(licence.item_id, on=today) if licence.item_id else None
    last_day = renewal_last_day(terms, until) if terms else None
    return RenewalShown(
        terms.item_id if terms else None, last_day if last_day and today <= last_day else None, is_under_way
    )
