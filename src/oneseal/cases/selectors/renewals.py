"""Renewals of licences: which are under way, and which the law has granted (APL art. 50)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from oneseal.cases import ports
from oneseal.cases.models import Case
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import RUNNING
from oneseal.cases.rules.renewal import LEAD_DAYS, renewal_asked_by
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.facts import case_facts
from oneseal.catalog.selectors import ItemTerms, version_terms
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.clock import Unit
from oneseal.workflow.selectors import calendar

UNDECIDED: Final = frozenset({State.UNDER_REVIEW, State.SUSPENDED, State.DECISION_PENDING})
_UNDER_WAY: Final = (*RUNNING, State.GRANTED.value)  # granted: the new edition is being made


def renewals_of(licence_ids: Collection[UUID]) -> list[CaseFacts]:
    """Return the renewals of licences that were handed in and have not ended; the caller answers for access."""
    found = Case.objects.filter(base_licence_id__in=licence_ids, state__in=_UNDER_WAY).order_by("id")
    facts = [case_facts(case_id) for case_id in found.values_list("id", flat=True)]
    return [one for one in facts if _renews(version_terms(one.item_version_id))]


def renewal_bases() -> QuerySet[Case, UUID | None]:
    """Return the query for the licences from which applications start that are under way."""
    under_way = Case.objects.filter(base_licence_id__isnull=False, state__in=_UNDER_WAY)
    return under_way.values_list("base_licence_id", flat=True)


def renewal_deemed_on(facts: CaseFacts, *, today: date) -> date | None:
    """Return the day on which a renewal counts as granted by law, or None while it does not.

    The licence's last day is over, the renewal was applied for in time and accepted by then, and nothing was decided.
    """
    if facts.base_licence_id is None or facts.state not in UNDECIDED:
        return None
    terms, port = version_terms(facts.item_version_id), ports.licences()
    held = port.held(facts.base_licence_id, today=today) if port and _renews(terms) else None
    until = held.ends_on if held else None
    if until is None or today <= until or facts.received_at is None or facts.clock_from_on is None:
        return None
    if facts.clock_from_on > until:
        return None
    return until if beijing_date(facts.received_at) <= renewal_last_day(terms, until) else None


def renewal_last_day(terms: ItemTerms, until: date) -> date:
    """Return the last day on which a renewal is asked for in time, as the item's law counts it (APL art. 50(1))."""
    days = terms.content.number("renewal_lead_days") or LEAD_DAYS
    unit = Unit.WORKING_DAY if terms.content.text("renewal_days_unit") == "WD" else Unit.NATURAL_DAY
    return renewal_asked_by(until, days=days, unit=unit, calendar=calendar())


def _renews(terms: ItemTerms) -> bool:
    return terms.content.text("service_kind") == "renewal"
