"""Licensing Law art. 57: where the number is limited nothing is granted beyond it."""

from datetime import timedelta

from oneseal.cases import services
from oneseal.cases.errors import QuotaFull
from oneseal.foundation.timekeeping import today
from oneseal.licences.models import Licence
from tests.factories import aside, world
from tests.law.demands import LAW, by, refused

pytestmark = LAW


def grant(case):
    services.case_grant(case_id=case.id, text="", press=by("approver"))


def full():
    """Return a reviewed case of an item of which one licence may stand, which another case was granted."""
    aside.republish(quota_number=1)
    first, second = world.reviewed_case(), world.reviewed_case()
    grant(first)
    return second


def test_a_full_quota_refuses_the_next_grant():
    second = full()
    world.deliver_events(without=world.MAKES_BYTES)

    with refused(QuotaFull):
        grant(second)


def test_a_grant_takes_its_place_before_its_licence_is_made():
    second = full()

    with refused(QuotaFull):
        grant(second)


def test_a_suspended_licence_keeps_its_place():
    second = full()
    world.deliver_events(without=world.MAKES_BYTES)
    Licence.objects.update(state="suspended")

    with refused(QuotaFull):
        grant(second)


def test_a_licence_that_stands_no_more_gives_its_place_away():
    second = full()
    world.deliver_events(without=world.MAKES_BYTES)
    Licence.objects.update(valid_until_on=today() - timedelta(days=1))

    grant(second)

    assert second.facts.state == "granted"
