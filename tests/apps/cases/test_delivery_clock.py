"""A grant starts the clock of its delivery (APL art. 44), which stops when the result is handed over."""

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases.models import Case
from oneseal.cases.selectors import CaseFilter, DueIn, Order, Scope
from oneseal.cases.services.recomputing import dues_recompute
from oneseal.foundation.timekeeping import now, today
from oneseal.workflow.selectors import calendar
from tests.apps.traces import acts, ledger
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
ISSUED_IN = 5  # working days, as the item says


def test_a_grant_keeps_the_dates_of_its_decision_and_starts_those_of_its_delivery():
    case = world.reviewed_case()
    before = case.facts

    world.services.case_grant(case_id=case.id, text="符合。", press=world.press(world.staff("approver")))

    facts = case.facts
    assert (facts.decision_due_on, facts.decision_statutory_due_on) == (before.due_on, before.statutory_due_on)
    assert facts.delivery_from_on == today()
    assert facts.due_on == calendar().nth_after(today(), ISSUED_IN)
    assert facts.statutory_due_on == calendar().nth_after(today(), 10)
    assert acts(case.id)[-1].after["deliver_by"] == facts.due_on.isoformat()
    assert ledger(case.id)[-2:] == [("stopped", "granted"), ("delivery_started", "granted")]


def test_handing_over_stops_it_and_a_refusal_starts_none():
    delivered, refused = world.delivered_case(), world.refused_case()

    assert ledger(delivered.id)[-1] == ("delivered", "window")
    assert cases.clock_of(delivered.facts, now=now()).remaining is None
    assert (refused.facts.delivery, refused.facts.decision_due_on) == (None, None)
    assert cases.clock_of(refused.facts, now=now()).remaining is None


def test_the_issuers_inbox_shows_the_day_of_delivery_and_turns_red_after_it(clock):
    case, issuer = world.issuing_case(), world.staff("issue_clerk")
    due = case.facts.due_on

    def shown(**wanted):
        rows = cases.cases_streamed(issuer, CaseFilter(scope=Scope.INBOX, **wanted), now=now(), order=Order.DUE)
        return [(row.facts.id, row.clock.due_on, row.clock.light.value) for row in rows]

    assert shown() == [(case.id, due, "green")]
    assert shown(due=DueIn.WEEK) == shown()
    while today() < calendar().nth_after(due, 1):
        clock.move(days=1)
    assert shown(light="red") == shown(due=DueIn.OVER) == [(case.id, due, "red")]


def test_a_notice_that_changes_the_calendar_moves_the_delivery_and_not_the_decision():
    case = world.granted_case()
    kept = case.facts
    Case.objects.filter(pk=case.id).update(due_on=today(), statutory_due_on=today())

    assert dues_recompute(tell=now) == 1

    facts = case.facts
    assert (facts.due_on, facts.statutory_due_on) == (kept.due_on, kept.statutory_due_on)
    assert facts.decision_due_on == kept.decision_due_on
