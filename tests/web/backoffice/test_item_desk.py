"""The page of a draft in the browser: sections that save, rows edited in place, what others did, what is refused."""

import re
from uuid import UUID

import pytest

from oneseal.backoffice.items.sections import SECTIONS
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS
from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.selectors.editor import elements_edited
from oneseal.catalog.services import draft_hand_in
from oneseal.foundation.timekeeping import now
from tests.apps.traces import acts
from tests.factories import life, world

pytestmark = pytest.mark.django_db
PASSING = {"HTTP_HX_REQUEST": "true"}
STEP = {
    "key": "issue", "name": "制证", "post": "issuer", "post_name": "制证岗", "limit": "3", "limit_unit": "WD",
    "duty": "制作证件。", "check_state": "own_wording", "source": "city",
}  # fmt: skip
QUESTION = {"question": "多久办完？", "answer": "看承诺办结时限。", "check_state": "own_wording", "source": "city"}


def facts_of(version_id):
    return version_for_editor(version_id, actor=world.staff("item_administrator"))


def filled(version_id, *, seen=None, **told):
    """Return fields of a section as the page sends them, each with what it had shown."""
    shown = elements_edited(facts_of(version_id))
    data = {}
    for key, text in told.items():
        data |= {
            key: text, f"seen-{key}": (seen or {}).get(key, shown[key].typed), f"source-{key}": "city",
            f"seensource-{key}": shown[key].source,
        }  # fmt: skip
    return data


def send(browser, version_id, section, *, seen=None, passing=True, **told):
    """Send fields of a section, in passing or by its button."""
    data = filled(version_id, seen=seen, **told)
    return browser.post(f"/office/items/{version_id}/sections/{section}/", data, **(PASSING if passing else {}))


def marks(browser, version_id, key):
    page = browser.get(f"/office/items/{version_id}/").content.decode()
    return re.findall(rf'id="mark-{key}-\d+" value="([0-9a-f]+)"', page)


def press(browser, version_id, path, told=None):
    return browser.post(f"/office/items/{version_id}/rows/{path}", told or {}, **PASSING)


def names(version_id, key="flow"):
    return [row.name for row in getattr(facts_of(version_id).content, {"flow": "steps", "materials": "materials"}[key])]


def test_every_element_of_the_registry_stands_in_one_section():
    named = [key for _section, _title, keys in SECTIONS for key in keys.split()]

    assert sorted(named) == sorted(element.key for element in ALL_ITEM_ELEMENTS)


def test_the_page_of_a_draft_opens_every_field_and_says_what_asks_for_it(editor, draft):
    page = editor.get(f"/office/items/{draft}/").content.decode()

    for key, element in elements_edited(facts_of(draft)).items():
        assert f'id="element-{key}"' in page
        assert not element.control or f'name="seen-{key}"' in page
    assert "应当自作出决定之日起十日内向申请人颁发" in page
    assert "《行政许可法》第三十条" in page


def test_a_section_counts_what_is_wrong_in_it_and_counts_again_after_a_save(editor, draft):
    before = send(editor, draft, "contact", consult="").content.decode()
    after = send(editor, draft, "contact", consult="电话：0000-0000").content.decode()

    assert re.search(r'href="#contact".*?tag--error', before.partition('href="#state"')[0], re.DOTALL)
    assert "tag--error" not in after.partition('href="#contact"')[2].partition("</a>")[0]


def test_a_changed_field_is_saved_in_passing_and_the_time_is_told(editor, draft):
    response = send(editor, draft, "places", station_window="一楼1号窗口")

    assert response.status_code == 200
    assert re.search(r"已保存\d\d:\d\d", response.content.decode())
    assert facts_of(draft).content.text("station_window") == "一楼1号窗口"


def test_what_nobody_changed_is_not_saved_again(editor, draft, city):
    told = {key: row.typed for key, row in elements_edited(facts_of(draft)).items() if row.control == "text"}
    before = ItemVersion.objects.values("revision", "content").get(pk=draft), len(acts(city.item_id))

    response = send(editor, draft, "places", station_place=told["station_place"], station_hours=told["station_hours"])

    assert response.status_code == 200
    assert (ItemVersion.objects.values("revision", "content").get(pk=draft), len(acts(city.item_id))) == before


def test_one_save_leaves_one_act_that_names_only_what_changed(editor, draft, city):
    send(editor, draft, "places", station_window="一楼1号窗口", station_hall="")

    act = acts(city.item_id)[-1]
    assert act.verb == "catalog.element_set"
    assert list(act.after) == ["station_window"]
    assert act.after["station_window"]["value"] == "一楼1号窗口"


def test_a_refused_value_stops_nothing_else_and_is_told_at_its_field(editor, draft):
    response = send(editor, draft, "places", visit_count="两次", station_window="二楼")

    page = response.content.decode()
    assert "“到办事现场次数”没有保存" in page
    assert 'id="refused-visit_count"' in page
    assert facts_of(draft).content.text("station_window") == "二楼"


def test_the_button_keeps_a_refused_value_on_the_page(editor, draft):
    response = send(editor, draft, "places", passing=False, visit_count="两次")

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="两次"' in page
    assert "内容不符合要求" in page


def test_the_button_saves_and_leads_back_to_its_section(editor, draft):
    response = send(editor, draft, "places", passing=False, station_window="三楼")

    assert response.status_code == 302
    assert response.url == f"/office/items/{draft}/#places"


def test_what_somebody_else_changed_is_not_written_over(editor, draft):
    seen = {"station_window": elements_edited(facts_of(draft))["station_window"].typed}
    send(editor, draft, "places", station_window="同事写的窗口")

    passing = send(editor, draft, "places", seen=seen, station_window="我写的窗口")
    pressed = send(editor, draft, "places", seen=seen, passing=False, station_window="我写的窗口")

    assert "同事写的窗口" in passing.content.decode()
    assert facts_of(draft).content.text("station_window") == "同事写的窗口"
    page = pressed.content.decode()
    assert pressed.status_code == 409
    assert 'value="我写的窗口"' in page
    assert '<input type="hidden" name="seen-station_window" value="同事写的窗口">' in page


def test_two_people_work_on_different_elements_of_one_draft(editor, draft):
    shown = elements_edited(facts_of(draft))
    stale = ItemVersion.objects.get(pk=draft).revision
    send(editor, draft, "places", station_window="同事写的窗口")
    told = {
        "station_hours": "工作日", "seen-station_hours": shown["station_hours"].typed, "revision": stale,
        "seensource-station_hours": shown["station_hours"].source,
    }  # fmt: skip

    response = editor.post(f"/office/items/{draft}/sections/places/", told, **PASSING)

    content = facts_of(draft).content
    assert (content.text("station_window"), content.text("station_hours")) == ("同事写的窗口", "工作日")
    assert "另一位工作人员也在改这个草稿" in response.content.decode()


def test_a_published_version_is_only_read(editor, city):
    page = editor.get(f"/office/items/{city.version_id}/").content.decode()

    assert "seen-name" not in page
    assert editor.post(f"/office/items/{city.version_id}/sections/places/", {}, **PASSING).status_code == 409


def test_a_draft_under_review_is_only_read_and_nothing_is_saved_in_it(editor, draft):
    data = filled(draft, station_window="送审以后写的窗口")
    life.want("department")
    draft_hand_in(version_id=UUID(draft), note="", actor=world.staff("item_administrator"), now=now())

    page = editor.get(f"/office/items/{draft}/").content.decode()
    response = editor.post(f"/office/items/{draft}/sections/places/", data, **PASSING)

    assert "草稿已经送审，不能修改" in page
    assert "seen-name" not in page
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#autosave"
    assert "这个草稿已经送审" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert facts_of(draft).content.text("station_window") != "送审以后写的窗口"


def test_a_field_rests_on_a_source_that_is_chosen_when_it_is_asked_for(editor, draft):
    law = next(key for key, row in facts_of(draft).content.sources.items() if row.level == "law")
    shown = editor.get(f"/office/items/{draft}/elements/quota/source/", **PASSING).content.decode()
    plain = editor.get(f"/office/items/{draft}/elements/quota/source/")
    typed = elements_edited(facts_of(draft))["quota"]
    told = {"quota": "没有。", "source-quota": law, "seen-quota": typed.typed, "seensource-quota": typed.source}

    editor.post(f"/office/items/{draft}/sections/conditions/", told, **PASSING)

    assert f'<option value="{law}"' in shown
    assert plain.url == f"/office/items/{draft}/?edit=quota#element-quota"
    assert facts_of(draft).content.elements["quota"].source.key == law


def test_a_section_that_does_not_exist_is_refused(editor, draft):
    assert editor.post(f"/office/items/{draft}/sections/nowhere/", {}).status_code == 422
    assert editor.post(f"/office/items/{draft}/sections/nowhere/", {}, **PASSING).status_code == 409


def test_a_row_unfolds_to_its_fields_and_without_a_script_leads_to_its_page(editor, draft):
    unfolded = editor.get(f"/office/items/{draft}/rows/materials/0/", **PASSING).content.decode()
    plain = editor.get(f"/office/items/{draft}/rows/materials/0/")

    assert f'value="{names(draft, "materials")[0]}"' in unfolded
    assert plain.url == f"/office/items/{draft}/entries/materials/0/"


def row_words(browser, version_id, key, place, **told):
    """Return what the fields of a row say, with something else in some of them."""
    page = browser.get(f"/office/items/{version_id}/rows/{key}/{place}/", **PASSING).content.decode()
    found = dict(re.findall(r'<input type="text" name="(\w+)"(?: value="([^"]*)")?', page))
    found |= dict(re.findall(r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL))
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', page, re.DOTALL):
        found[name] = next(iter(re.findall(r'<option value="([^"]*)" selected', options)), "")
    found |= dict(re.findall(r'<input type="hidden" name="(form|open|of|seen-\w+)"[^>]* value="([^"]*)"', page))
    for name, value in re.findall(r'<input type="checkbox" name="(\w+)" value="([^"]+)"[^>]*checked', page):
        found.setdefault(name, []).append(value)
    return {**found, **told}


def test_a_row_is_saved_in_place_and_its_act_names_that_row_alone(editor, draft, city):
    told = row_words(editor, draft, "flow", 0, name="当场受理", timed="")

    response = press(editor, draft, "flow/0/", told)

    page = response.content.decode()
    assert response.status_code == 200
    assert names(draft)[0] == "当场受理"
    assert 'id="flow-picture" hx-swap-oob="true"' in page
    assert page.count("当场受理") >= 2
    act = acts(city.item_id)[-1]
    assert act.after["flow"]["place"] == 1
    assert act.after["flow"]["entry"]["name"] == "当场受理"


def test_a_row_that_does_not_fit_is_told_with_the_name_of_its_field(editor, draft):
    told = row_words(editor, draft, "flow", 0, duty="")

    response = press(editor, draft, "flow/0/", told)

    assert response.status_code == 422
    assert "请填写办理内容。" in response.content.decode()


def test_a_row_that_somebody_else_changed_is_kept_until_it_is_replaced_on_purpose(editor, draft):
    mine = row_words(editor, draft, "flow", 0, name="我写的")
    press(editor, draft, "flow/0/", {**mine, "name": "同事写的"})

    response = press(editor, draft, "flow/0/", mine)
    over = re.search(r'name="over" value="([0-9a-f]+)"', response.content.decode())[1]

    assert response.status_code == 409
    assert names(draft)[0] == "同事写的"
    assert press(editor, draft, "flow/0/", {**mine, "over": over}).status_code == 200
    assert names(draft)[0] == "我写的"


def test_a_row_is_added_removed_and_both_are_taken_back(editor, draft):
    before = names(draft)

    added = press(editor, draft, "flow/new/", STEP)
    assert names(draft) == [*before, "制证"]
    assert "撤销这一步" in added.content.decode()
    press(editor, draft, "flow/undo/")
    assert names(draft) == before

    removed = press(editor, draft, "flow/0/remove/", {"mark": marks(editor, draft, "flow")[0]})
    assert names(draft) == before[1:]
    assert before[0] in removed.content.decode()
    press(editor, draft, "flow/undo/")
    assert names(draft) == before


def test_a_row_moves_and_the_button_that_moved_it_keeps_the_focus(editor, draft):
    before = names(draft, "materials")

    response = press(editor, draft, "materials/1/move/", {"to": "up", "mark": marks(editor, draft, "materials")[1]})

    assert names(draft, "materials")[:2] == [before[1], before[0]]
    assert response.content.decode().count("autofocus") == 1


def test_a_removed_row_comes_back_with_the_sources_and_states_it_had(editor, draft):
    before = ItemVersion.objects.get(pk=draft).content["elements"]["materials"]

    press(editor, draft, "materials/0/remove/", {"mark": marks(editor, draft, "materials")[0]})
    press(editor, draft, "materials/undo/")

    assert ItemVersion.objects.get(pk=draft).content["elements"]["materials"] == before


def test_what_changed_since_cannot_be_taken_back(editor, draft):
    press(editor, draft, "flow/new/", STEP)
    told = row_words(editor, draft, "flow", 0, name="当场受理")
    press(editor, draft, "flow/0/", told)

    response = press(editor, draft, "flow/undo/")

    assert response.status_code == 409
    assert "不能撤销" in response.content.decode()
    assert "制证" in names(draft)


def test_a_row_that_is_not_whole_is_asked_for_where_it_is_added(editor, draft):
    response = press(editor, draft, "faq/new/", {**QUESTION, "answer": ""})

    assert response.status_code == 422
    assert response["HX-Retarget"] == "#new-faq"
    assert 'value="多久办完？"' in response.content.decode()


def test_a_stale_move_shows_the_list_as_it_is_now(editor, draft):
    mark = marks(editor, draft, "flow")[0]
    press(editor, draft, "flow/0/move/", {"to": "down", "mark": mark})

    response = press(editor, draft, "flow/0/move/", {"to": "down", "mark": mark})

    assert response.status_code == 409
    assert "另一位工作人员刚刚改动了这份清单" in response.content.decode()


@pytest.mark.parametrize("key", ["legal_basis", "sources", "special_procedures", "fees", "faq", "accept_conditions"])
def test_every_list_unfolds_an_empty_row(editor, draft, key):
    assert editor.get(f"/office/items/{draft}/rows/{key}/new/", **PASSING).status_code == 200


def test_the_steps_are_drawn_with_limit_and_post(editor, draft):
    page = editor.get(f"/office/items/{draft}/").content.decode()
    drawn = page.partition('id="flow-picture"')[2].partition('id="list-flow"')[0]

    assert drawn.count('class="map__box') == len(names(draft))
    assert facts_of(draft).content.steps[0].post_name in drawn


def test_the_page_asks_the_database_little(editor, draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        editor.get(f"/office/items/{draft}/")


def test_a_save_asks_the_database_little(editor, draft, django_assert_max_num_queries):
    data = filled(draft, station_window="一楼1号窗口")

    with django_assert_max_num_queries(30):
        editor.post(f"/office/items/{draft}/sections/places/", data, **PASSING)


def asked_beside(page, key):
    """Return what stands between the title of a list and its rows."""
    return page.partition(f'id="element-{key}"')[2].partition('class="rows__told"')[0]


def test_a_list_says_what_asks_for_it_as_a_field_does(editor, draft):
    page = editor.get(f"/office/items/{draft}/").content.decode()

    lists = [key for key in re.findall(r'id="list-(\w+)"', page) if key != "sources"]
    materials = asked_beside(page, "materials")
    assert len(lists) >= 8
    for key in lists:
        assert 'class="asked"' in asked_beside(page, key), key
    assert "行政机关不得要求申请人提交与其申请的行政许可事项无关的技术资料和其他材料。" in materials
    assert "必要性" in materials
    assert materials.count("国家政务服务事项数据交换表（C0109）") >= 6
    assert 'class="asked' not in asked_beside(page, "sources")


def test_a_list_that_comes_again_still_says_what_asks_for_it(editor, draft):
    mark = marks(editor, draft, "materials")[0]

    page = press(editor, draft, "materials/0/remove/", {"mark": mark}).content.decode()

    assert "无关的技术资料和其他材料" in asked_beside(page, "materials")
