"""What a city sets for ratings, and the screens at its windows."""

import pytest

from oneseal.evaluation.models import RatingChoice
from oneseal.evaluation.selectors.parameters import rating_rules
from oneseal.foundation.audit.models import Entry
from tests.factories import world
from tests.web.portal.conftest import said, sign_in
from tests.web.portal.test_rating import at_window

pytestmark = pytest.mark.django_db


def filled(**changed):
    rules = rating_rules()
    tags = {f"tags_{grade}": "\n".join("|".join(tag) for tag in told) for grade, told in rules.tags.items()}
    return {**rules.numbers(), **tags, "reason": "市政府办公室通知", **changed}


def test_numbers_and_tags_hold_from_now_on_and_are_kept(client, city):
    sign_in(client, world.staff("system_administrator"))

    answer = client.post("/office/ratings/", filled(fix_days=5, tags_4="停车难|No parking"))

    assert answer.status_code == 302
    assert (rating_rules().fix_days, rating_rules().tags[4]) == (5, (("停车难", "No parking"),))
    assert Entry.objects.get(verb="evaluation.rating_rules_chosen").after["fix_days"] == 5
    assert "市政府办公室通知" in said(client.get("/office/ratings/"))


def test_what_does_not_fit_is_said_at_its_field(client, city):
    sign_in(client, world.staff("system_administrator"))

    answer = client.post("/office/ratings/", filled(contact_days=20, fix_days=5))

    assert answer.status_code == 422
    assert "联系期限不长于整改期限" in said(answer)
    assert not RatingChoice.objects.exists()


def test_a_screen_is_bound_and_taken_out_of_use(client, city):
    old = at_window()
    sign_in(client, world.staff("system_administrator"))
    window = client.get("/office/pads/").context["rows"][0].window_id

    shown = client.post("/office/pads/", {"window": str(window)}).context["address"]
    there = client.get(shown).status_code
    client.post("/office/pads/", {"window": str(window), "unbind": "1"})

    assert (client.get(old).status_code, there, client.get(shown).status_code) == (404, 200, 404)


def test_a_clerk_binds_no_screen(client, city):
    sign_in(client, world.staff("intake_clerk"))

    assert client.get("/office/pads/").status_code == 404
