"""The weeks before a visitor comes: ordinary work in every state, the same at every start."""

import pytest

from oneseal.cases.selectors.facts import case_heads
from oneseal.foundation.audit.selectors import chain_faults
from oneseal.foundation.outbox.services import waiting_count
from oneseal.foundation.timekeeping import machine_time, now
from oneseal.simulation import world
from oneseal.simulation.past import CASES, demo_past_make
from oneseal.simulation.services import demo_city_build


@pytest.mark.usefixtures("empty_house", "clock")
def test_the_demo_city_has_weeks_of_work_behind_it():
    told = demo_city_build(now=now())

    assert demo_past_make(now=now()) == CASES

    heads = case_heads()
    received = told - sum(not case["steps"] for case in world.cases()["cases"])
    assert len(heads) == received + CASES
    assert list(chain_faults("case", heads)) == []
    assert waiting_count() == 0


def test_in_a_real_city_the_machines_time_is_the_citys(clock):
    assert machine_time(clock.now) == clock.now
