"""Business Environment Ordinance art. 40: outside the published list nothing can be applied for."""

from oneseal.cases.errors import ItemNotOpen
from tests.factories import world
from tests.law.demands import LAW, refused

pytestmark = LAW


def test_before_an_item_is_in_force_nobody_applies_for_it(clock):
    actor, party_id = world.applicant()
    clock.stand_at("2026-03-01 10:00")

    with refused(ItemNotOpen):
        world.services.case_start(item_id=world.city().item_id, party_id=party_id, actor=actor, now=world.now())
