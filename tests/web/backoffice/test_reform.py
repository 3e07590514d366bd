"""The reform board in the back office: the public one, and the way to the versions of one's own items."""

import re
from html import unescape

import pytest

from oneseal.catalog.services import item_publish, item_revise
from oneseal.foundation.timekeeping import now, today
from tests.factories import world

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def revised(city, clock):
    """Return the second version of the item, published a week later, and the two days."""
    first = today()
    clock.move(days=7)
    editor = world.staff("item_administrator")
    draft = item_revise(item_id=city.item_id, actor=editor, now=now())
    item_publish(version_id=draft, effective_on=today(), actor=editor, now=now())
    return draft, {"from": first.isoformat(), "to": today().isoformat()}


def test_an_editor_is_led_to_the_versions_of_his_item_side_by_side(editor, revised):
    version_id, days = revised
    board = editor.get("/office/reform/", days)
    items = editor.get("/office/reform/items/", {**days, "figure": "changed"})

    assert re.search(r'href="/office/reform/items/\?[^"]*figure=changed', board.content.decode())
    assert f'href="/office/items/{version_id}/changes/"' in items.content.decode()
    assert editor.get(f"/office/items/{version_id}/changes/").status_code == 200


def test_whoever_edits_nothing_reads_the_same_board_without_that_way(admin, revised):
    _version_id, days = revised
    items = admin.get("/office/reform/items/", {**days, "figure": "changed"})

    assert admin.get("/office/reform/", days).status_code == 200
    assert items.status_code == 200
    assert "/changes/" not in items.content.decode()
    assert admin.get("/office/reform/files/csv/", days).headers["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize(
    ("who", "services"),
    [
        pytest.param("editor", "/office/intermediaries/", id="who-edits"),
        pytest.param("admin", "/intermediaries/", id="who-edits-nothing"),
    ],
)
def test_every_figure_leads_to_a_page_that_its_reader_may_open(request, revised, who, services):
    reader, days = request.getfixturevalue(who), revised[1]
    board = reader.get("/office/reform/", days).content.decode()
    ways = {unescape(way) for way in re.findall(r'href="(/(?:office/)?(?:reform|intermediaries)/[^"]*)"', board)}

    assert any(way.startswith(services) for way in ways)
    assert {way: reader.get(way).status_code for way in ways} == dict.fromkeys(ways, 200)


def test_the_board_of_the_office_does_not_exist_for_others(city, sign_in):
    world.staff("reviewer")

    assert sign_in("reviewer").get("/office/reform/").status_code == 404
