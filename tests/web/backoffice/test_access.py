"""Each room opens to the posts that may use it; to others it does not exist."""

import pytest

from tests.factories import world

ROOMS = {
    "/office/": {"system_administrator", "item_administrator"},
    "/office/agency/": {"system_administrator"},
    "/office/seals/": {"system_administrator"},
    "/office/seals/new/": {"system_administrator"},
    "/office/staff/": {"system_administrator"},
    "/office/staff/new/": {"system_administrator"},
    "/office/calendar/": {"system_administrator"},
    "/office/status/": {"system_administrator"},
    "/office/items/": {"item_administrator"},
}


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("post", [world.ADMINISTRATOR, *world.STAFF])
def test_a_room_opens_only_to_its_posts(sign_in, post):
    browser = sign_in(post)

    opened = {room for room in ROOMS if browser.get(room).status_code == 200}

    assert opened == {room for room, posts in ROOMS.items() if post in posts}


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("room", ROOMS)
def test_nobody_enters_without_signing_in(client, room):
    response = client.get(room)

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")
