"""Licensing Law art. 57: where the number is limited nothing is granted beyond it."""

from oneseal.cases import services
from oneseal.cases.errors import QuotaFull
from tests.factories import aside, world
from tests.law.demands import LAW, by, refused

pytestmark = LAW


def test_a_full_quota_refuses_the_next_grant():
    aside.republish(quota_number=1)
    first, second = world.reviewed_case(), world.reviewed_case()
    services.case_grant(case_id=first.id, text="", press=by("approver"))
    world.deliver_events(without=world.MAKES_BYTES)

    with refused(QuotaFull):
        services.case_grant(case_id=second.id, text="", press=by("approver"))
