from dataclasses import replace
from datetime import time, timedelta
from uuid import uuid4

import pytest

from oneseal.cases import policies
from oneseal.cases import selectors as cases
from oneseal.cases.errors import CaseNotFound
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors import Order
from oneseal.foundation.timekeeping import beijing_instant, now, today
from oneseal.identity.models import Agency
from oneseal.kernel.clock import Light
from tests.apps.cases.test_lists_and_lights import every_kind_of_case
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def test_each_running_case_is_judged_as_its_clock_shows_it():
    every_kind_of_case()
    supervisor, seen = world.staff("supervisor"), set()

    for days in (*range(0, 62, 6), 1, 5, 7):
        at = beijing_instant(today() + timedelta(days=days), time(10))
        listed = cases.cases_streamed(supervisor, cases.CaseFilter(), now=at, order=Order.DUE)
        shown = {row.facts.id: row.clock.light for row in listed if row.clock.light is not Light.GREY}
        judged = {case_id: light for case_id, _, _, _, light, _ in cases.running_judged(now=at) if light != Light.GREY}
        assert judged == shown, days
        seen |= set(shown.values())

    assert seen == set(Light) - {Light.GREY}


def test_only_the_cases_that_are_asked_for_are_judged():
    filed = world.accepted_case()
    world.accepted_case()

    assert [row[0] for row in cases.running_judged(now=now(), among=[filed.id])] == [filed.id]


def test_today_counts_what_was_received_and_decided_today():
    agency = Agency.objects.get(pk=world.staff("supervisor").agency_id)
    world.granted_case()
    world.submitted_case()

    assert cases.day_so_far([agency.pk], now=now()) == cases.DayCount(received=2, decided=1)
    assert cases.day_so_far([agency.pk], now=now() + timedelta(days=1)) == cases.DayCount(received=0, decided=0)
    assert cases.day_so_far([], now=now()) == cases.DayCount(received=0, decided=0)


def test_a_supervisor_of_the_city_reads_a_case_of_another_agency_and_acts_on_none():
    case = world.accepted_case()
    elsewhere = replace(world.staff("supervisor"), agency_id=uuid4(), is_central=True)

    assert cases.case_for_actor(case.id, actor=elsewhere).id == case.id
    assert not [one for one in Action if policies.can_act(elsewhere, one, cases.case_facts(case.id))]
    with pytest.raises(CaseNotFound):
        cases.case_for_actor(case.id, actor=replace(elsewhere, is_central=False))
    with pytest.raises(CaseNotFound):
        cases.case_for_actor(world.filled_case().id, actor=elsewhere)
