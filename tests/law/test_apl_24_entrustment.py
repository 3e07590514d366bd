"""Licensing Law art. 24: another body acts for an agency only where it was entrusted, and in the agency's name."""

from oneseal.cases.errors import NotEntrusted
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import EntrustmentWrong
from oneseal.identity.services import entrustment_end, entrustment_make
from oneseal.identity.services.entrusting import EntrustmentTold
from tests.apps.cases.test_received_at_a_centre import started
from tests.factories import centre, world
from tests.law.demands import LAW, refused

pytestmark = LAW


def test_nothing_is_received_for_an_agency_that_did_not_entrust_it():
    clerk = centre.clerk()

    with refused(NotEntrusted):
        started(clerk)


def test_what_was_entrusted_is_no_longer_received_once_the_entrustment_has_ended(clock):
    entrustment_id = centre.entrust()
    assert started(centre.clerk()).facts.state == "draft"
    administrator = world.staff(world.ADMINISTRATOR)
    entrustment_end(entrustment_id=entrustment_id, reason="协议期满。", actor=administrator, now=now())
    clock.move(days=1)
    clerk = centre.clerk()

    with refused(NotEntrusted):
        started(clerk)


def test_an_entrustment_names_its_document():
    told = EntrustmentTold(centre.found(), " ", today(), None, ())
    administrator = world.staff(world.ADMINISTRATOR)

    with refused(EntrustmentWrong):
        entrustment_make(told=told, actor=administrator, now=now())
