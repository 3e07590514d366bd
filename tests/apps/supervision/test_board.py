from datetime import time, timedelta
from uuid import UUID

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases.selectors import Order
from oneseal.foundation.timekeeping import beijing_instant, now, today
from oneseal.kernel.clock import Light
from oneseal.supervision.models import RunningCase
from oneseal.supervision.selectors import Spot, board_cases, board_now
from oneseal.supervision.services import board_follow
from tests.apps.cases.test_lists_and_lights import every_kind_of_case
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def followed():
    return {row.case_id: row.light for row in RunningCase.objects.all()}


def shown(at):
    """Return the light that each running case shows in lists."""
    listed = cases.cases_streamed(world.staff("supervisor"), cases.CaseFilter(), now=at, order=Order.DUE)
    return {row.facts.id: row.clock.light for row in listed if row.clock.light is not Light.GREY}


def test_the_board_follows_every_act(clock):
    board_follow(now=now())
    for make in (
        world.submitted_case, world.correction_pending_case, world.accepted_case, world.reviewed_case,
        world.granted_case, world.delivered_case, world.refused_case,
    ):  # fmt: skip
        make()
        clock.stand_at(now() + timedelta(seconds=3))

        assert board_follow(now=now())
        assert followed() == shown(now()), make


def test_the_board_turns_with_the_day(clock):
    every_kind_of_case()
    board_follow(now=now())
    seen = set()
    for days in (1, 9, 20, 45):
        clock.stand_at(beijing_instant(today() + timedelta(days=days), time(8)))
        board_follow(now=now())
        assert followed() == shown(now())
        seen |= set(followed().values())

    assert {Light.YELLOW, Light.RED, Light.BLACK} <= seen


def test_who_comes_at_once_again_finds_the_board_fresh(clock):
    world.submitted_case()
    board_follow(now=now())

    clock.stand_at(now() + timedelta(seconds=1))
    assert not board_follow(now=now())
    clock.stand_at(now() + timedelta(seconds=1))
    assert board_follow(now=now())


def test_a_clock_that_was_set_back_is_followed(clock):
    world.accepted_case()
    began = now()
    clock.stand_at(began + timedelta(days=60))
    board_follow(now=now())
    assert set(followed().values()) == {Light.BLACK}

    clock.stand_at(began)
    board_follow(now=now())

    assert followed() == shown(now())


def test_what_ended_leaves_the_board(clock):
    world.accepted_case()
    board_follow(now=now())
    RunningCase.objects.create(
        case_id=UUID(int=1), agency_id=UUID(int=2), item_name="无此事项", step="review", light="red", due_on=today()
    )

    board_follow(now=now(), is_whole=True)

    assert UUID(int=1) not in followed()


def test_every_count_is_the_number_of_the_cases_behind_it(clock):
    every_kind_of_case()
    supervisor = world.staff("supervisor")
    clock.stand_at(beijing_instant(today() + timedelta(days=9), time(10)))
    board_follow(now=now())

    board = board_now(supervisor, Spot(), now=now())

    assert board.running == sum(board.lights.values()) == len(followed())
    for row in board.rows:
        spot = Spot(UUID(row.key))
        for light, count in row.lights.items():
            found = board_cases(supervisor, spot, [light], now=now())
            assert {one.clock.light for one in found} == {light}
            assert len(found) == count


def test_who_watches_nothing_sees_an_empty_board():
    every_kind_of_case()
    board_follow(now=now())

    assert board_now(world.staff("reviewer"), Spot(), now=now()).running == 0
    assert board_cases(world.staff("reviewer"), Spot(), [], now=now()) == []
