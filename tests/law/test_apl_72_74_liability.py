"""Licensing Law art. 72 and 74: what the agency failed to do in time is seen, and stays seen."""

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.foundation.timekeeping import now
from oneseal.kernel.clock import Light
from tests.factories import world
from tests.factories.procedures import workday
from tests.law.demands import LAW, by

pytestmark = LAW


def light_of(case):
    return cases.clock_of(case.facts, now=now()).light


def test_74_a_case_that_is_not_decided_in_the_time_of_the_law_is_black(clock):
    case = world.accepted_case()
    clock.stand_at(f"{workday(1, case.facts.statutory_due_on)} 10:00")

    assert light_of(case) is Light.BLACK


def test_74_whoever_acts_too_late_does_not_wipe_the_light_out(clock):
    case = world.accepted_case()
    clock.stand_at(f"{workday(1, case.facts.statutory_due_on)} 10:00")
    world.recommend(case)

    assert case.facts.worst_light == Light.BLACK.value


def test_74_a_missed_answer_does_not_blacken_the_clock_of_the_decision(clock):
    case = world.submitted_case()
    clock.stand_at(f"{workday(1, case.facts.due_on)} 10:00")
    missed = light_of(case)
    services.case_accept(case_id=case.id, press=by("intake_clerk"))
    clock.move(hours=1)
    world.recommend(case)

    # The promise of five days is over, the ten of the law are not.
    assert (missed, light_of(case)) == (Light.BLACK, Light.RED)
    assert case.facts.worst_light == Light.RED.value
    assert case.facts.accepted_on == case.facts.received_at.date()
