"""Licensing Law art. 44: the licence is issued and handed over within ten working days of the grant."""

from oneseal.cases.errors import PapersNotReady, RecipientMissing
from tests.apps.traces import ledger, paper_kinds
from tests.factories import aside, world
from tests.factories.procedures import workday
from tests.law.demands import LAW, refused

pytestmark = LAW


def test_a_grant_starts_ten_working_days_for_its_delivery():
    case = world.granted_case()

    assert case.facts.statutory_due_on == workday(10)


def test_a_longer_term_of_the_item_does_not_lengthen_that_of_the_law():
    aside.republish(issue_limit=15)
    case = world.granted_case()

    assert case.facts.due_on == workday(10)


def test_the_clock_of_the_delivery_stands_in_the_ledger():
    case = world.granted_case()

    assert ledger(case.id)[-1] == ("delivery_started", "granted")


def test_what_is_handed_over_has_its_receipt():
    case = world.delivered_case()

    assert (case.facts.state, paper_kinds(case.id)[-1]) == ("delivered", "delivery_receipt")


def test_a_licence_that_is_not_made_is_not_handed_over():
    case = world.granted_case()

    with refused(PapersNotReady):
        world.hand_over(case)


def test_a_delivery_says_who_received_it():
    case = world.issuing_case()

    with refused(RecipientMissing):
        world.hand_over(case, received_by=" ")
