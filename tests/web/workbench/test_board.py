from datetime import time, timedelta

import pytest

from oneseal.cases import selectors as cases
from oneseal.foundation.timekeeping import beijing_instant, now, today
from oneseal.identity.models import Agency
from tests.apps.cases.test_lists_and_lights import every_kind_of_case
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
AT = "/workbench/board/"


def signed_in(client, kind):
    account = world.Account.objects.get(pk=world.staff(kind).account_id)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")


def test_the_board_leads_from_the_city_to_a_single_case(client, clock):
    every_kind_of_case()
    clock.stand_at(beijing_instant(today() + timedelta(days=20), time(10)))
    agency = Agency.objects.get(pk=world.staff("supervisor").agency_id)
    signed_in(client, "supervisor")

    city = client.get(AT)
    assert f"agency={agency.pk}" in city.content.decode()
    within = client.get(AT, {"agency": agency.pk})
    item = within.context["rows"][0]["label"]
    rows = client.get(AT, {"agency": agency.pk, "item": item, "light": "red"}).context["cases"]

    assert rows
    assert {row["light"] for row in rows} == {"red"}
    assert client.get(rows[0]["url"]).status_code == 200


def test_every_figure_is_the_number_of_the_cases_behind_it(client, clock):
    every_kind_of_case()
    clock.stand_at(beijing_instant(today() + timedelta(days=9), time(10)))
    signed_in(client, "supervisor")

    for one in client.get(AT).context["lights"]:
        found = client.get(AT, {"light": one["light"]}).context.get("cases", [])
        assert len(found) == one["count"], one["light"]


def test_a_screen_that_shows_the_same_already_is_told_so(client, clock):
    every_kind_of_case()
    signed_in(client, "supervisor")
    for address in (AT, f"{AT}wall/"):
        asked = client.get(address).context["refresh_url"]
        assert client.get(asked, headers={"HX-Request": "true"}).status_code == 204

        world.submitted_case()
        clock.stand_at(now() + timedelta(seconds=3))

        assert client.get(asked, headers={"HX-Request": "true"}).status_code == 200


def test_the_wall_names_nobody_who_applied(client, clock):
    facts = cases.case_facts(world.accepted_case().id)
    clock.stand_at(beijing_instant(today() + timedelta(days=40), time(10)))
    signed_in(client, "supervisor")

    shown = client.get(f"{AT}wall/").content.decode()

    assert facts.number[-12:] in shown
    assert facts.party_name not in shown


def test_who_watches_nothing_finds_no_board(client):
    signed_in(client, "reviewer")

    assert client.get(AT).status_code == 404
    assert client.get(f"{AT}wall/").status_code == 404


def test_an_address_that_names_another_agency_shows_the_whole(client):
    every_kind_of_case()
    signed_in(client, "supervisor")

    assert client.get(AT, {"agency": "not-one", "light": "pink", "step": "x"}).status_code == 200
    assert client.get(AT, {"agency": "00000000-0000-7000-8000-000000000000"}).context["board"].spot.agency_id is None
