"""The catalogue of the agency: take over, fill in, publish, revise, compare."""

import re
from uuid import uuid4

import pytest

from oneseal.catalog.models import ItemVersion
from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.services import item_draft_from_reference
from oneseal.foundation.timekeeping import now
from tests.factories import world

KEY = "food-business-licence-new"


@pytest.fixture
def draft(editor, city):
    """Return the id of version 2 of the item, a draft."""
    response = editor.post(f"/office/items/{city.version_id}/revise/")
    return re.search(r"[0-9a-f-]{36}", response.url).group()


def set_element(browser, version_id, key, text, *, revision=None):
    facts = version_for_editor(version_id, actor=world.staff("item_administrator"))
    told = {"text": text, "revision": facts.revision if revision is None else revision}
    return browser.post(f"/office/items/{version_id}/elements/{key}/", told)


@pytest.mark.usefixtures("empty_house")
def test_an_item_goes_from_reference_to_published_in_the_browser(clock, sign_in):
    world.set_up()
    world.appoint("item_administrator", username="item_administrator")
    browser = sign_in("item_administrator")

    version_url = browser.post(f"/office/items/take/{KEY}/").url
    assert "要素“基本编码”只有本机关知道" in browser.get(version_url).content.decode()
    version_id = version_url.split("/")[-2]
    for key, text in {**world.CITY_SAYS, "station": "是"}.items():
        assert set_element(browser, version_id, key, text).status_code == 302
    publish_page = browser.get(f"{version_url}publish/").content.decode()
    response = browser.post(f"{version_url}publish/", {"effective_on": clock.today.isoformat()}, follow=True)

    assert "11100000MB032716994410131001000" in publish_page
    page = response.content.decode()
    assert "11100000MB032716994410131001000" in page
    assert ItemVersion.objects.get(pk=version_id).content_sha256 in page


def test_a_published_version_can_only_be_read(editor, city):
    page = editor.get(f"/office/items/{city.version_id}/?edit=basic_code").content.decode()
    response = set_element(editor, city.version_id, "basic_code", "410131001999")

    assert 'name="text"' not in page
    assert response.status_code == 409


def test_filling_in_keeps_the_text_when_somebody_was_quicker(editor, draft):
    set_element(editor, draft, "station_window", "一楼1号窗口")

    response = set_element(editor, draft, "station_window", "二楼2号窗口", revision=0)

    page = response.content.decode()
    assert response.status_code == 409
    assert "另一位工作人员刚刚改动了这个事项" in page
    assert 'value="二楼2号窗口"' in page
    assert "一楼1号窗口" in page


def test_a_value_that_does_not_fit_is_refused_at_its_element(editor, draft):
    response = set_element(editor, draft, "visit_count", "两次")

    page = response.content.decode()
    assert response.status_code == 422
    assert "内容不符合要求" in page
    assert 'value="两次"' in page


def test_a_plain_element_rests_on_the_clause_that_is_chosen(editor, draft):
    facts = version_for_editor(draft, actor=world.staff("item_administrator"))
    key = next(key for key, source in facts.content.sources.items() if source.level == "law")
    told = {"text": "15", "source": key, "revision": facts.revision}

    editor.post(f"/office/items/{draft}/elements/stat_limit/", told)
    page = editor.get(f"/office/items/{draft}/?edit=stat_limit").content.decode()

    after = version_for_editor(draft, actor=world.staff("item_administrator")).content.elements["stat_limit"]
    assert (after.value, after.source.key) == (15, key)
    assert re.search(rf'<option value="{key}" selected>', page)


def test_a_source_that_is_not_on_file_is_refused(editor, draft):
    told = {"text": "15", "source": "nothing", "revision": 0}

    assert editor.post(f"/office/items/{draft}/elements/stat_limit/", told).status_code == 422


def test_contacts_are_told_one_a_line_with_their_way(editor, draft):
    set_element(editor, draft, "consult", "窗口：一楼1号窗口\n电话：0000-0000")

    content = version_for_editor(draft, actor=world.staff("item_administrator")).content
    assert [(row.way, row.detail) for row in content.value("consult")] == [
        ("窗口", "一楼1号窗口"),
        ("电话", "0000-0000"),
    ]


def test_an_emptied_element_is_visibly_unknown_and_stops_publication(editor, draft):
    set_element(editor, draft, "consult", "")

    page = editor.get(f"/office/items/{draft}/").content.decode()
    publish = editor.get(f"/office/items/{draft}/publish/").content.decode()
    assert "待填写" in page
    assert "还不能发布" in publish
    assert "确认发布" not in publish


def test_the_differences_to_the_version_before_are_listed(editor, draft):
    set_element(editor, draft, "station_window", "一楼1号窗口")

    page = editor.get(f"/office/items/{draft}/changes/").content.decode()

    assert "办理窗口" in page
    assert "一楼1号窗口" in page
    assert page.count("<tr>") == 2


def test_a_version_cannot_take_effect_in_the_past(editor, draft):
    response = editor.post(f"/office/items/{draft}/publish/", {"effective_on": "2020-01-01"})

    assert response.status_code == 422
    assert "生效日期不能早于今天" in response.content.decode()


def test_revising_twice_opens_the_one_draft(editor, city, draft):
    assert draft in editor.post(f"/office/items/{city.version_id}/revise/").url


def test_taking_an_item_over_twice_is_refused(editor):
    assert editor.post(f"/office/items/take/{KEY}/").status_code == 409


@pytest.mark.parametrize("page", ["", "publish/", "changes/"])
def test_a_version_that_is_not_the_agencys_is_not_found(editor, page):
    assert editor.get(f"/office/items/{uuid4()}/{page}").status_code == 404


def test_every_element_is_shown_under_some_heading(editor, city):
    page = editor.get(f"/office/items/{city.version_id}/").content.decode()

    content = version_for_editor(city.version_id, actor=world.staff("item_administrator")).content
    shown = set(re.findall(r'id="element-([a-z_]+)"', page))
    assert content.elements.keys() <= shown


def test_the_list_asks_the_database_little(editor, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        editor.get("/office/items/")


@pytest.mark.usefixtures("empty_house")
def test_an_unknown_basic_code_is_a_fault_of_the_draft(clock):
    world.set_up()
    world.appoint("item_administrator", username="item_administrator")
    actor = world.staff("item_administrator")

    version_id = item_draft_from_reference(key=KEY, actor=actor, now=now())

    wanted = {fault.path for fault in version_for_editor(version_id, actor=actor).faults}
    assert {"basic_code", "station", "consult", "complain"} <= wanted
