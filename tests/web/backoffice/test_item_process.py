"""The process of a draft in the browser: built row by row, drawn, judged, published and frozen."""

import pytest

from oneseal.catalog.models import ItemVersion
from oneseal.catalog.selectors import version_for_editor, version_terms
from oneseal.foundation.timekeeping import today
from oneseal.kernel.process import process_sha256, rows_of
from tests.apps.traces import acts
from tests.factories import processes, world

pytestmark = pytest.mark.django_db
LOOK = {"name": "初审", "permission": "cases.review", "limit": "1"}
FIRE = {"name": "消防审查", "name_en": "Fire safety", "permission": "cases.review", "limit": "2", "after": ["node_1"]}
HEALTH = {
    "name": "卫生审查", "permission": "cases.review", "untimed_reason": "等检测报告", "after": ["node_1"],
    "condition": ["business_form=catering"],
}  # fmt: skip


def facts_of(version_id):
    return version_for_editor(version_id, actor=world.staff("item_administrator"))


def send(browser, version_id, path, told=None, *, revision=None):
    seen = facts_of(version_id).revision if revision is None else revision
    return browser.post(f"/office/items/{version_id}/process/{path}", {**(told or {}), "revision": seen})


def page(browser, version_id, path=""):
    return browser.get(f"/office/items/{version_id}/process/{path}").content.decode()


def table(version_id):
    return [(row.task.name, row.after) for row in rows_of(facts_of(version_id).content.process)]


@pytest.fixture
def built(editor, draft):
    for told in (LOOK, FIRE, HEALTH):
        assert send(editor, draft, "new/", told).status_code == 302
    return draft


def test_rows_after_the_same_row_run_beside_each_other_and_are_drawn(editor, built):
    shown = page(editor, built)

    assert table(built) == [("初审", ()), ("消防审查", ("node_1",)), ("卫生审查", ("node_1",))]
    assert shown.count('class="map__box') == 3
    assert "与“卫生审查”同时办理" in shown
    assert "只在这样回答时办理" in shown
    assert acts(facts_of(built).item_id)[-1].verb == "catalog.process_set"


def test_a_row_is_changed_and_what_it_was_stands_in_its_form(editor, built):
    assert 'value="消防审查"' in page(editor, built, "1/")

    send(editor, built, "1/", {**FIRE, "limit": "3"})

    assert facts_of(built).content.process.node("node_2").limit == 3


@pytest.mark.parametrize(
    ("told", "place", "sentence"),
    [
        pytest.param({**LOOK, "name": ""}, "new/", "请填写", id="no-name"),
        pytest.param({**LOOK, "limit": "zwei"}, "new/", "请填写整数", id="no-number"),
        pytest.param({**FIRE, "after": ["node_3"]}, "1/", "", id="after-a-later-one"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_stays_on_the_page(editor, built, told, place, sentence):
    before = table(built)

    answer = send(editor, built, place, told)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert table(built) == before


def test_a_removed_row_leaves_what_came_after_it_to_what_came_before(editor, built):
    send(editor, built, "new/", {**LOOK, "name": "汇总", "after": ["node_2", "node_3"]})
    assert "消防审查" in page(editor, built, "1/remove/")

    send(editor, built, "1/remove/")

    assert table(built)[-1] == ("汇总", ("node_1", "node_3"))


def test_a_row_does_not_move_above_what_it_comes_after(editor, built):
    before = table(built)

    assert send(editor, built, "1/move/", {"to": "up"}).status_code == 422
    assert table(built) == before

    send(editor, built, "2/move/", {"to": "up"})
    assert [name for name, _after in table(built)] == ["初审", "卫生审查", "消防审查"]


def test_somebody_who_was_slower_reads_a_sentence_and_changes_nothing(editor, built):
    answer = send(editor, built, "1/", FIRE, revision=0)

    assert answer.status_code == 409


def test_the_gate_refuses_with_sentences_and_points_to_the_process(editor, built):
    send(editor, built, "new/", {"name": "无时限", "permission": "cases.review"})

    assert "环节“无时限”没有时限" in page(editor, built)
    overview = editor.get(f"/office/items/{built}/").content.decode()
    assert f'href="/office/items/{built}/process/"' in overview
    answer = editor.post(f"/office/items/{built}/publish/", {"effective_on": today().isoformat()})
    assert answer.status_code == 422
    assert "环节“无时限”没有时限" in answer.content.decode()


def test_limits_beyond_the_promise_are_refused_by_the_longest_way(editor, built):
    send(editor, built, "1/", {**FIRE, "limit": "90"})

    assert "最长的一条路径（初审、消防审查）合计91个工作日" in page(editor, built)


def test_a_process_is_published_with_its_hash_and_never_changes(editor, built):
    process = facts_of(built).content.process

    editor.post(f"/office/items/{built}/publish/", {"effective_on": today().isoformat()})

    assert version_terms(ItemVersion.objects.get(pk=built).id).process == process
    assert process_sha256(process) in editor.get(f"/office/items/{built}/").content.decode()
    assert send(editor, built, "new/", LOOK).status_code == 409
    assert version_terms(ItemVersion.objects.get(pk=built).id).process == process


def test_a_process_is_removed_as_a_whole(editor, built):
    send(editor, built, "", {"act": "clear"})

    assert facts_of(built).content.process is None


def test_the_public_reads_the_process_of_an_item(client, city):
    processes.publish()

    shown = client.get(f"/items/{city.item_id}/").content.decode()

    assert shown.count('class="map__box') == 5
    assert "审查由哪些环节组成" in shown
    assert "map__box--now" not in shown


def test_what_changed_since_the_version_before_tells_of_the_process(editor, built):
    shown = editor.get(f"/office/items/{built}/changes/").content.decode()

    assert "一个审查环节" in shown
    assert "初审（1个工作日）、消防审查（2个工作日）、卫生审查（不单独计时）" in shown


def test_a_question_that_decides_on_a_node_is_not_removed(editor, built):
    fields = facts_of(built).form.definition.fields
    place = [field.key for field in fields].index("business_form")

    answer = editor.post(
        f"/office/items/{built}/form/questions/{place}/remove/", {"revision": facts_of(built).revision}
    )

    assert answer.status_code in {409, 422}
    assert len(facts_of(built).form.definition.fields) == len(fields)


def test_a_name_that_fits_no_picture_is_refused(editor, built):
    assert send(editor, built, "new/", {**LOOK, "name": "长" * 61}).status_code == 422
