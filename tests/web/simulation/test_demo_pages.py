"""The demo city's own pages: the clock that a press moves, the people one steps into the shoes of, the tour."""

from datetime import timedelta

import pytest

from oneseal.simulation.clock_file import ClockFile
from oneseal.simulation.services import demo_city_build
from oneseal.simulation.tour import STEPS


@pytest.fixture(scope="module")
def built(city_of_this_file):
    return city_of_this_file(demo_city_build)


@pytest.fixture
def demo(tmp_path, settings, built, db, clock):
    """Return the file of the demo city's clock, with the city built."""
    settings.STORAGES = built
    settings.ONESEAL_CITY_CLOCK = tmp_path / "city-clock.json"
    processors = settings.TEMPLATES[0]["OPTIONS"]["context_processors"]
    settings.TEMPLATES = [
        {
            **settings.TEMPLATES[0],
            "OPTIONS": {"context_processors": [*processors, "oneseal.simulation.context.demo"]},
        }
    ]
    found = ClockFile(settings.ONESEAL_CITY_CLOCK)
    found.set(timedelta())
    return found


def who(client):
    return client.get("/demo/").context["actor"]


def test_every_page_of_a_demo_says_so_and_shows_the_citys_clock(client, demo):
    for path in ("/", "/demo/", "/demo/tour/", "/accounts/login/"):
        page = client.get(path).content.decode()
        assert "演示城市" in page, path
        assert "2026-03-04" in page, path


def test_a_press_moves_the_clock_and_comes_back(client, demo, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/demo/clock/", {"leap": "week", "next": "/items/"})

    assert answer["Location"] == "/items/"
    assert demo.ahead() == timedelta(days=7)


@pytest.mark.parametrize("leap", ["", "century", "-1"])
def test_a_leap_that_no_button_names_is_not_found(client, demo, leap):
    assert client.post("/demo/clock/", {"leap": leap}).status_code == 404
    assert demo.ahead() == timedelta()


def test_a_press_never_leads_away_from_the_site(client, demo):
    answer = client.post("/demo/clock/", {"leap": "hour", "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/demo/"


def test_a_visitor_steps_into_the_shoes_of_the_citys_people_only(client, demo):
    client.post("/demo/enter/", {"username": "reviewer", "next": "/workbench/"})
    assert who(client).name == "许衡"

    assert client.post("/demo/enter/", {"username": "root"}).status_code == 404

    client.post("/demo/enter/", {"username": ""})
    assert who(client) is None


def test_the_tour_goes_on_through_every_role(client, demo):
    client.get("/demo/tour/")

    roles = []
    for number, step in enumerate(STEPS):
        answer = client.post("/demo/tour/", {"step": str(number)})
        assert answer.status_code == 302, step.key
        assert client.get(answer["Location"]).status_code == 200, step.key
        roles.append(who(client).name if who(client) else "")

    assert roles == ["", "林小满", "周宁", "许衡", "陆正", "何悦", "林小满", "", "方册", "严明"]
    assert "导览 10/10" in client.get("/").content.decode()
    client.post("/demo/tour/end/")
    assert "导览 10/10" not in client.get("/").content.decode()


@pytest.mark.parametrize("step", ["", "10", "x", "-1"])
def test_a_step_that_the_tour_does_not_have_is_not_found(client, demo, step):
    client.get("/demo/tour/")

    assert client.post("/demo/tour/", {"step": step}).status_code == 404
