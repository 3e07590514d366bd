"""Personal Information Protection Law art. 6: handled for a clear and reasonable purpose, and no more than it needs."""

from oneseal.cases.errors import ReasonMissing
from oneseal.cases.selectors import case_for_actor
from tests.apps.traces import acts
from tests.factories import blind, world
from tests.law.demands import LAW, refused

pytestmark = LAW


def test_who_applied_is_looked_at_in_blind_mode_for_a_purpose_that_is_kept():
    blind.publish()
    blind.examiners()
    case = blind.accepted_case()
    head = world.staff("agency_head")
    assert case_for_actor(case.id, actor=head).is_covered

    blind.lift(case, reason="核实用地面积。")

    assert case_for_actor(case.id, actor=head).party_name == blind.COMPANY
    assert acts(case.id)[-1].after["reason"] == "核实用地面积。"


def test_nobody_looks_without_saying_why():
    blind.publish()
    blind.examiners()
    case = blind.accepted_case()

    with refused(ReasonMissing):
        blind.lift(case, reason="")
