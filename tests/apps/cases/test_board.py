from datetime import time, timedelta

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import Order, Spot
from oneseal.foundation.timekeeping import beijing_instant, now, today
from oneseal.identity.models import Agency
from oneseal.kernel.clock import Light
from tests.apps.cases.test_lists_and_lights import every_kind_of_case
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def test_the_board_counts_the_light_that_each_running_case_shows():
    every_kind_of_case()
    supervisor, seen = world.staff("supervisor"), set()

    for days in (*range(0, 62, 6), 1, 5, 7):
        at = beijing_instant(today() + timedelta(days=days), time(10))
        shown = {}
        for row in cases.cases_streamed(supervisor, cases.CaseFilter(), now=at, order=Order.DUE):
            if row.clock.light is not Light.GREY:
                shown[row.clock.light] = shown.get(row.clock.light, 0) + 1
        counted = {}
        for one in cases.lights_now(None, Spot(), now=at):
            if one.light is not Light.GREY:
                counted[one.light] = counted.get(one.light, 0) + one.cases
        assert counted == shown, days
        seen |= set(counted)

    assert seen == set(Light) - {Light.GREY}


def test_the_cases_of_a_spot_are_those_that_its_count_counted():
    every_kind_of_case()
    supervisor = world.staff("supervisor")
    at = beijing_instant(today() + timedelta(days=9), time(10))

    for one in cases.lights_now(None, Spot(), now=at):
        spot = Spot(one.agency_id, one.item_name, one.step)
        found = cases.lit_cases(None, spot, one.light, actor=supervisor, now=at)
        assert len(found) == one.cases
        assert {row.clock.light for row in found} == {one.light}


def test_nobody_elses_agency_is_counted():
    every_kind_of_case()

    assert cases.lights_now([], Spot(), now=now()) == []
    assert cases.lit_cases([], Spot(), "", actor=world.staff("supervisor"), now=now()) == []


def test_today_counts_what_was_received_and_decided_today():
    agency = Agency.objects.get(pk=world.staff("supervisor").agency_id)
    world.granted_case()
    world.submitted_case()

    told = cases.day_so_far([agency.pk], now=now())[agency.pk]

    assert (told.received, told.decided) == (2, 1)
    assert cases.day_so_far([agency.pk], now=now() + timedelta(days=1))[agency.pk] == cases.DayCount(0, 0)


def test_a_supervisor_of_the_city_reads_a_case_of_another_agency_and_acts_on_none():
    from dataclasses import replace
    from uuid import uuid4

    from oneseal.cases import policies
    from oneseal.cases.rules.states import Action

    case = world.accepted_case()
    supervisor = world.staff("supervisor")
    elsewhere = replace(supervisor, agency_id=uuid4(), watches_city=True)

    assert cases.case_for_actor(case.id, actor=elsewhere).id == case.id
    assert not [one for one in Action if policies.can_act(elsewhere, one, cases.case_facts(case.id))]
    with pytest.raises(CaseNotFound):
        cases.case_for_actor(case.id, actor=replace(elsewhere, watches_city=False))
    with pytest.raises(CaseNotFound):
        cases.case_for_actor(world.filled_case().id, actor=elsewhere)
