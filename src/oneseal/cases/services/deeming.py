"""A renewal that nobody decided before the licence ended is granted by law (T19d; APL art. 50(2))."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from oneseal.cases import ports
from oneseal.cases.events import CaseDecided
from oneseal.cases.ports import HeldLicence
from oneseal.cases.rules.clock import delivery_term
from oneseal.cases.rules.lifecycle import DELIVERY
from oneseal.cases.rules.states import Action, Outcome
from oneseal.cases.selectors.facts import case_for_update
from oneseal.cases.selectors.renewals import renewal_deemed_on
from oneseal.cases.services.deciding import start_delivery_clock
from oneseal.cases.services.heading import headed
from oneseal.cases.services.leftovers import pauses_stopped
from oneseal.cases.services.moving import KIND, Change, PaperDraft, Press, begin, complete
from oneseal.cases.services.standing_still import clock_stopped
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.timekeeping import beijing_date, beijing_instant
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import licence_life
from oneseal.workflow.selectors import calendar


def case_deem_renewed(*, case_id: UUID, press: Press) -> bool:
    """Record that a renewal was granted by law when the licence's last day was over (T19d).

    Return False when that has not come to pass: decided meanwhile, applied for too late, the licence not at its end.
    """
    with transaction.atomic():
        facts = case_for_update(case_id)
        deemed_on = renewal_deemed_on(facts, today=beijing_date(press.now))
        port = ports.licences()
        if deemed_on is None or port is None or facts.base_licence_id is None:
            return False
        held = port.held(facts.base_licence_id, today=beijing_date(press.now))
        if held is None:
            return False
        change = begin(case_id, Action.DEEM_RENEWED, press)
        _granted_by_law(change, held, deemed_on=deemed_on)
        complete(change)
        return True


def _granted_by_law(change: Change, held: HeldLicence, *, deemed_on: date) -> None:
    """Write a grant whose day is the licence's last day, however late it is recorded."""
    facts, terms = change.facts, version_terms(change.facts.item_version_id)
    last_moment = beijing_instant(deemed_on + timedelta(days=1)) - timedelta(seconds=1)
    pauses_stopped(change, on=deemed_on)
    change.columns |= {
        # An acceptance by law that was recorded late may stand after the licence's last day.
        "decided_at": max(last_moment, facts.accepted_at or last_moment), "outcome": Outcome.GRANTED,
        "supplements_open": 0, "supplements_due_on": None,
    }  # fmt: skip
    change.after |= {"outcome": Outcome.GRANTED.value, "deemed_on": deemed_on.isoformat()}
    change.writes.append(clock_stopped(change, "deemed", on=deemed_on))
    term = delivery_term(terms.issuing, decided_on=deemed_on, calendar=calendar())
    start_delivery_clock(change, term, today=deemed_on)
    change.events.append(CaseDecided(case_id=facts.id, outcome=Outcome.GRANTED.value))
    if not terms.makes_licence:
        change.step = DELIVERY
    change.papers.append(lambda head, paper_id: _notice(change, held, head=head, paper_id=paper_id, ended_on=deemed_on))


def _notice(change: Change, held: HeldLicence, *, head: Letterhead, paper_id: UUID, ended_on: date) -> PaperDraft:
    facts, now = change.facts, change.press.now
    content = licence_life.DeemedRenewalNotice(
        **headed(change, head, paper_id), licence_name=held.type_name, licence_number=held.number,
        applied_on=beijing_date(facts.received_at or now), accepted_on=facts.accepted_on or beijing_date(now),
        ended_on=ended_on,
    )  # fmt: skip
    return PaperDraft(content, (KIND, facts.id))
