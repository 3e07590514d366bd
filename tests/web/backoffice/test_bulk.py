"""The list of items narrowed, many changed at once with preview and undo, one copied from another: in the browser."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oneseal.catalog.models import BulkEdit, ItemVersion
from oneseal.catalog.selectors import reference_items
from oneseal.catalog.services import bulk_editing
from tests.factories import life, world
from tests.factories.bulk import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
HOURS = "工作日九时至十七时"
NEW = "/office/items/bulk/new/"


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def previewed(browser, **told):
    """Return the address of a preview."""
    answer = browser.post(f"{NEW}?operation=places", told or {"station_hours": HOURS})
    assert answer.status_code == 302, text_of(answer)
    return answer.url


def newest():
    return ItemVersion.objects.filter(item_id=world.city().item_id).order_by("-number").first()


def test_a_list_leads_to_the_operations_and_each_step_is_an_address(editor):
    life.draft_of_new(sorted(set(reference_items()) - {world.SHIPPED})[0])

    page = text_of(editor.get("/office/items/?words=食品经营&state=published"))
    operations = text_of(editor.get(f"{NEW}?words=食品经营&state=published"))
    elements = text_of(editor.get(f"{NEW}?words=食品经营&operation=set"))
    value = text_of(editor.get(f"{NEW}?words=食品经营&operation=set&element=express"))

    assert "1个事项" in page
    assert "修改这1个事项" in page
    assert "words=%E9%A3%9F%E5%93%81%E7%BB%8F%E8%90%A5&amp;state=published" in page
    assert "改承诺办结时限" in operations
    assert 'name="words" value="食品经营"' in elements
    assert "事项名称" not in elements.split('name="element"')[1]
    assert "是否支持物流快递" in value
    assert "短文字；留空表示改为尚未查明" in value


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("state=nothing&quality=x&kind=zz&unknown=nothing&standing=y", id="no-choices"),
        pytest.param("from=-1", id="no-place"),
        pytest.param("from=99999999999999999999", id="a-place-beyond-all-bounds"),
        pytest.param("words=%00%ff", id="no-words"),
    ],
)
def test_an_address_that_was_tampered_with_narrows_nothing(editor, query):
    assert editor.get(f"/office/items/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        pytest.param("operation=set&element=visit_count", {"value": "两次"}, id="not-a-number"),
        pytest.param("operation=promise", {"limit": "", "unit": "WD"}, id="nothing-told"),
        pytest.param("operation=swap&element=aliases", {"old": "甲"}, id="half-told"),
        pytest.param("operation=places", {}, id="no-place-told"),
        pytest.param("operation=replace_text", {"find": "局"}, id="no-element"),
    ],
)
def test_what_does_not_fit_comes_back_with_what_was_typed(editor, operation, told):
    answer = editor.post(f"{NEW}?{operation}", told)

    assert answer.status_code == 422
    assert all(value in answer.content.decode() for value in told.values())
    assert not BulkEdit.objects.exists()


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        pytest.param("operation=set&element=express", {"value": "是"}, id="set"),
        pytest.param("operation=set&element=station_transport", {"value": ""}, id="set-unknown"),
        pytest.param("operation=promise", {"limit": "3", "unit": "WD"}, id="promise"),
        pytest.param("operation=add&element=aliases", {"value": "开餐馆"}, id="add"),
        pytest.param("operation=swap&element=handling_form", {"old": "1", "value": "2"}, id="swap"),
        pytest.param("operation=remove&element=service_object", {"old": "1"}, id="remove"),
        pytest.param(
            "operation=replace_text", {"find": "许可", "replace": "准许", "elements": ["purpose", "faq"]}, id="replace"
        ),
        pytest.param("operation=cite&element=purpose", {"source": "city␟"}, id="cite"),
    ],
)
def test_every_operation_has_its_form_and_its_preview(editor, operation, told):
    form = editor.get(f"{NEW}?{operation}")
    answer = editor.post(f"{NEW}?{operation}", told)

    assert form.status_code == 200
    assert answer.status_code == 302, text_of(answer)
    assert editor.get(answer.url).status_code == 200


def test_from_preview_to_undone(editor):
    page = previewed(editor)
    shown = text_of(editor.get(page))

    changed = text_of(editor.post(f"{page}confirm/", {"count": "1"}, follow=True))
    again = text_of(editor.post(f"{page}undo/", follow=True))

    assert "这是预览，还没有修改任何草稿" in shown
    assert "修改1个事项" in shown
    assert "没有草稿，从第1版新建" in shown
    assert HOURS in shown
    assert "已确认修改1个事项的草稿" in changed
    assert "撤销这次修改" in changed
    assert "已撤销" in again
    assert "撤销这次修改" not in again
    assert newest().number == 1
    assert "改办理时间、地点和电话" in text_of(editor.get("/office/items/bulk/"))


def test_an_undoing_that_undid_nothing_says_so_and_may_be_tried_again(editor):
    page = previewed(editor)
    editor.post(f"{page}confirm/", {"count": "1"})
    say(world.city().item_id, "station_hours", "全天")

    again = text_of(editor.post(f"{page}undo/", follow=True))

    assert "已撤销" not in again
    assert "没有撤销" in again
    assert "撤销这次修改" in again


def test_a_draft_that_changed_during_the_apply_is_told(editor):
    life.revised(purpose="草稿。")
    page = previewed(editor)
    life.revised(purpose="同事又写了一遍。")

    shown = text_of(editor.post(f"{page}confirm/", {"count": "1"}, follow=True))

    assert "看过预览以后，有人改动了这个事项。" in shown
    assert newest().content["elements"]["station_hours"]["value"] != HOURS


def test_another_number_than_the_one_shown_changes_nothing(editor):
    page = previewed(editor)

    answer = editor.post(f"{page}confirm/", {"count": "7"})

    assert answer.status_code == 409
    assert "没有修改任何内容" in text_of(answer)
    assert newest().number == 1


def test_a_value_that_was_changed_since_is_named_on_the_page(editor):
    page = previewed(editor)
    editor.post(f"{page}confirm/", {"count": "1"})
    life.revised(station_hours="全天")

    shown = text_of(editor.post(f"{page}undo/", follow=True))

    assert "修改以后，有人又改动了：办理时间。" in shown
    assert "没有撤销" in shown


def test_an_edit_at_work_shows_how_far_it_is_and_goes_on(editor, monkeypatch):
    monkeypatch.setattr(bulk_editing, "AT_ONCE", 0)
    page = previewed(editor)
    shown = text_of(editor.get(page))
    monkeypatch.setattr(bulk_editing, "AT_ONCE", 60)

    after = text_of(editor.post(f"{page}continue/", follow=True))

    assert "已完成0%" in shown
    assert 'hx-trigger="every 2s"' in shown
    assert "这是预览" in after


def test_another_agency_s_editor_finds_nothing(editor, sign_in):
    page = previewed(editor)
    life.county_clerk("item_administrator")
    stranger = sign_in("county_item_administrator")

    assert stranger.get(page).status_code == 404
    for act in ("confirm/", "undo/", "continue/"):
        assert stranger.post(f"{page}{act}", {"count": "1"}).status_code == 404
    assert stranger.get(f"/office/items/{newest().id}/copy/").status_code == 404
    assert stranger.get(f"/office/items/{newest().id}/copy/from/?origin=reference:{world.SHIPPED}").status_code == 404
    assert "食品经营许可" not in text_of(stranger.get("/office/items/")).split("可以采用的参考事项")[0]
    assert "改办理时间" not in text_of(stranger.get("/office/items/bulk/"))
    assert editor.get(f"/office/items/bulk/{uuid4()}/").status_code == 404


def test_an_item_is_copied_from_one_that_is_like_it(editor):
    key = next(one for one in sorted(reference_items()) if one.startswith("food") and one != world.SHIPPED)
    page = f"/office/items/{world.city().version_id}/copy/"

    found = text_of(editor.get(page))
    searched = text_of(editor.get(f"{page}?q=没有这样的名称"))
    chosen = text_of(editor.get(f"{page}from/?origin=reference:{key}&part=conditions&part=questions"))
    told = {"origin": f"reference:{key}", "revision": newest().revision, "part": ["conditions", "questions"]}
    done = text_of(editor.post(f"{page}from/", told, follow=True))

    assert "名称都有" in found
    assert "没有找到相似的事项" in searched
    assert "复制以后" in chosen
    assert "这个版本已经发布，会先新建草稿" in chosen
    assert "已复制。" in done
    assert "撤销这次修改" in done
    assert newest().number == 2


def test_a_copy_of_nothing_or_onto_a_newer_revision_is_refused_on_its_page(editor):
    page = f"/office/items/{life.revised(purpose='草稿。')}/copy/from/"
    origin = f"reference:{world.SHIPPED}"

    assert editor.post(page, {"origin": origin, "revision": newest().revision}).status_code == 422
    assert editor.post(page, {"origin": origin, "revision": "x", "part": ["words"]}).status_code == 409
    assert editor.get(f"{page}?origin=nothing").status_code == 404


def test_the_list_asks_the_database_as_often_for_many_items_as_for_few(editor):
    keys = sorted(set(reference_items()) - {world.SHIPPED})

    def asked(drafts):
        for key in keys[:drafts]:
            if not ItemVersion.objects.filter(item__key=key).exists():
                life.draft_of_new(key)
        editor.get("/office/items/?state=draft")  # judges the drafts
        with CaptureQueriesContext(connection) as judged:
            assert editor.get("/office/items/?state=draft").status_code == 200
        ItemVersion.objects.filter(state="draft").update(revision=drafts)
        with CaptureQueriesContext(connection) as anew:
            editor.get("/office/items/?state=draft")
        return len(judged), len(anew)

    few, many = asked(2), asked(12)

    assert few == many
    assert many[0] <= 24
