"""国办发〔2019〕51号: whoever was served rates the service, once it was given."""

from oneseal.evaluation.errors import NotYetDelivered
from oneseal.evaluation.selectors import rating_of_case
from oneseal.evaluation.services import RatingTold, case_rate
from oneseal.foundation.timekeeping import now
from tests.factories import world
from tests.law.demands import LAW, refused

pytestmark = LAW


def rate(case):
    return case_rate(facts=case.facts, told=RatingTold(1, "很好"), actor=case.applicant, now=now())


def test_a_case_is_rated_once_its_result_was_handed_over():
    case = world.delivered_case()
    rate(case)

    assert rating_of_case(case.id) is not None


def test_nothing_is_rated_before_its_result():
    case = world.submitted_case()

    with refused(NotYetDelivered):
        rate(case)
