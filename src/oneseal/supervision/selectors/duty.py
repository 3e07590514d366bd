"""Who can still act on a finding today; for messages only."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from oneseal.identity.selectors import on_duty_for, on_duty_of
from oneseal.supervision.models import Finding
from oneseal.supervision.rules.handling import ANSWERS, OVERSEES


def holders_on(row: Finding, *, on: date) -> frozenset[UUID]:
    """Return who can still act on what was found: whom the rule names, or his substitute; else the unit's head."""
    named = on_duty_of(row.account_id, on=on) if row.account_id else frozenset()
    return named or answerers_on(row, on=on)


def answerers_on(row: Finding, *, on: date) -> frozenset[UUID]:
    """Return who answers for the unit of a finding on a day."""
    return on_duty_for(ANSWERS, agency_id=row.agency_id, on=on)


def overseers_on(row: Finding, *, issuers: frozenset[UUID], on: date) -> frozenset[UUID]:
    """Return who reads what the unit said: the issuers that are there, else the supervisors of the unit's agency."""
    there: frozenset[UUID] = frozenset().union(*(on_duty_of(issuer, on=on) for issuer in sorted(issuers, key=str)))
    return there or on_duty_for(OVERSEES, agency_id=row.agency_id, on=on)
