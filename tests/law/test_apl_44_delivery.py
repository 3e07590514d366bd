"""Licensing Law art. 44: the licence is issued and handed over within ten working days of the grant."""

from oneseal.cases.delivery_errors import ParcelNotTold, ResultNotSeen, SignatureNotTold
from oneseal.cases.errors import PapersNotReady, RecipientMissing
from oneseal.foundation.timekeeping import now
from tests.apps.traces import ledger, paper_kinds
from tests.factories import aside, world
from tests.factories.procedures import workday
from tests.law.demands import LAW, refused, text_of

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


def test_nobody_records_for_the_applicant_that_he_looked():
    case = world.issuing_case()

    with refused(ResultNotSeen):
        world.hand_over(case, way="electronic", seen_by=case.applicant.account_id)


def test_a_parcel_that_was_not_sent_delivers_nothing():
    case = world.issuing_case()

    with refused(ParcelNotTold):
        world.hand_over(case, way="express", handed_over_at=now())


def test_a_parcel_is_delivered_when_somebody_signs_and_its_receipt_names_it():
    case = world.issuing_case()
    with refused(SignatureNotTold):
        world.hand_over(case, way="express", waybill="EX000000001CN")

    world.hand_over(case, way="express", waybill="EX000000001CN", handed_over_at=now())

    assert text_of(case, "delivery_receipt")["way"] == "邮政寄递（邮件号EX000000001CN）"
