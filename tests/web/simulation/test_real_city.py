"""A real city has nothing of the demo's own pages."""

import pytest

from oneseal.simulation import world
from oneseal.simulation.people import ROLES

PAGES = ("/demo/", "/demo/tour/")
PRESSES = ("/demo/clock/", "/demo/enter/", "/demo/tour/")


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("path", PAGES)
def test_a_real_city_has_no_demo_page(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("path", PRESSES)
def test_a_real_city_lets_nobody_move_time_or_step_into_shoes(client, path):
    answer = client.post(path, {"leap": "week", "username": "approver", "step": "0"})

    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_every_post_of_the_city_is_called_by_its_name():
    posts = {row["post"] for row in world.city()["staff"]}
    posts |= {row["post"] for agency in world.agencies()["others"] for row in agency["staff"]}

    assert posts <= set(ROLES)
