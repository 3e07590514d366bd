"""Licensing Law art. 58 and 59: no fee but by the published list, and none before its time."""

from oneseal.cases import services
from oneseal.cases.errors import FeesUnpaid
from oneseal.payments.errors import FeeNotListed, NotPayableNow
from tests.factories import paying, world
from tests.law.demands import LAW, by, refused

pytestmark = LAW


def test_a_fee_that_is_not_on_the_published_list_is_not_taken():
    case = paying.charged_case()

    with refused(FeeNotListed):
        paying.at_window(case, fee="加急费")


def test_nothing_is_taken_before_the_application_is_accepted():
    case = paying.charged_case(world.submitted_case)

    with refused(NotPayableNow):
        paying.at_window(case)


def test_a_fee_that_goes_before_the_grant_is_paid_before_it():
    case = paying.charged_case()

    with refused(FeesUnpaid):
        services.case_grant(case_id=case.id, text="", press=by("approver"))
