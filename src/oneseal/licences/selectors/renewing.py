"""Renewals that are under way on a licence, on any of its editions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from oneseal.cases.selectors import CaseFacts, renewal_deemed_on, renewals_of
from oneseal.foundation.timekeeping import beijing_date
from oneseal.licences.models import Licence


def edition_ids(licence: Licence) -> list[UUID]:
    """Return the ids of a licence and of the editions before it, newest first."""
    found, earlier = [licence.id], licence.replaces_id
    while earlier is not None:
        found.append(earlier)
        earlier = Licence.objects.filter(pk=earlier).values_list("replaces_id", flat=True).first()
    return found


def renewals_under_way(licence: Licence) -> list[CaseFacts]:
    """Return the renewals of a licence that were handed in and have not ended; the caller answers for access."""
    return renewals_of(edition_ids(licence))


def renewals_undecided(licence: Licence, *, now: datetime) -> list[CaseFacts]:
    """Return the renewals that were applied for in time and undecided when the term ended (APL art. 50(2))."""
    today = beijing_date(now)
    return [facts for facts in renewals_under_way(licence) if renewal_deemed_on(facts, today=today)]
