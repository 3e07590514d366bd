"""Who may be named as the second examiner of a record: the list that a page offers, and what the move accepts."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from oneseal.cases.rules.blindness import EXAMINES
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.selectors.apart import unfit_among
from oneseal.cases.selectors.own_cases import logins_of_parties
from oneseal.cases.selectors.procedures import chairs_of
from oneseal.foundation.writes import asked_once
from oneseal.identity.selectors import colleagues_with, holders_with


def seconds_fit(facts: CaseFacts, *, examiner: UUID | None, on: date) -> dict[UUID, str]:
    """Return who may confirm a record of an examiner by his own login: names by account, in order (APL art. 34(3)).

    Colleagues who hold an examining post of the agency themselves and are there today; not the examiner, not who
    accepted the case, not who chairs its hearing or is a party to it; in blind mode nobody whom the lot leaves out.
    """
    agency_id = facts.agency_id
    colleagues = colleagues_with(EXAMINES, agency_id=agency_id)
    holders = asked_once(("examiners", agency_id, on), lambda: holders_with(EXAMINES, agency_id=agency_id, on=on))
    out = {examiner, facts.acceptor_id, *chairs_of(facts), *(one.account_id for one in holders if one.is_away)}
    out |= logins_of_parties(facts)
    out |= unfit_among(colleagues, facts, on=on)
    return {account: name for account, name in colleagues.items() if account not in out}
