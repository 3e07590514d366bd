"""The weeks before a visitor comes: ordinary work in every state, the same at every start."""

import pytest

from oneseal.cases.models import Case, Drawing, Opinion
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
    blind = Case.objects.filter(is_blind=True)
    assert blind.filter(decided_at__isnull=False).exists()
    for case in blind.filter(decided_at__isnull=False):
        drawing, record = Drawing.objects.get(case=case), Opinion.objects.get(case=case, step="review")
        assert record.author_id == drawing.drawn_id
        assert (record.second_verdict, record.second_id not in {None, record.author_id}) == ("confirmed", True)


def test_in_a_real_city_the_machines_time_is_the_citys(clock):
    assert machine_time(clock.now) == clock.now
