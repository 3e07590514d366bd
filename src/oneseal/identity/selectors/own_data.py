"""Requests about one's own data, and what is demanded of those who sign in."""

from __future__ import annotations

from django.db.models import F, QuerySet

from oneseal.identity import policies
from oneseal.identity.models import DataRequest, SecondFactor
from oneseal.kernel.access import Actor


def data_requests_of(actor: Actor) -> QuerySet[DataRequest]:
    """Return the actor's own requests, newest first."""
    return (
        DataRequest.objects.filter(person__account_id=actor.own_account).select_related("agency").order_by("-made_at")
    )


def data_requests_to(actor: Actor) -> QuerySet[DataRequest]:
    """Return the requests to the actor's agency: those that wait first, the oldest of them first."""
    if not policies.can_manage_identity(actor):
        return DataRequest.objects.none()
    rows = DataRequest.objects.filter(agency_id=actor.own_agency).select_related("person")
    return rows.order_by(F("answered_at").desc(nulls_first=True), "made_at")[:200]


def second_factor_kinds() -> frozenset[str]:
    """Return the kinds of post that must sign in with a second factor."""
    return frozenset(SecondFactor.objects.order_by("post_kind").values_list("post_kind", flat=True))
