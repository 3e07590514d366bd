"""Lists of an item in the browser: each entry is added, changed, moved and removed on its own."""

import pytest

from oneseal.catalog.models import ItemVersion
from oneseal.catalog.selectors import version_for_editor
from tests.apps.traces import acts
from tests.factories import world

pytestmark = pytest.mark.django_db
BASIS = {
    "document": "中华人民共和国行政许可法", "article": "第十二条", "level": "law",
    "text": "下列事项可以设定行政许可：", "valid": "on",
}  # fmt: skip
STEP = {
    "key": "issue", "name": "制证", "post": "issuer", "post_name": "制证岗", "limit": "3", "limit_unit": "WD",
    "duty": "制作证件。", "check_state": "own_wording", "source": "city",
}  # fmt: skip


def facts_of(version_id):
    return version_for_editor(version_id, actor=world.staff("item_administrator"))


def send(browser, version_id, path, told=None, *, revision=None):
    seen = facts_of(version_id).revision if revision is None else revision
    return browser.post(f"/office/items/{version_id}/entries/{path}", {**(told or {}), "revision": seen})


def articles(version_id):
    return [basis.article for basis in facts_of(version_id).content.legal_basis]


def test_a_clause_is_added_as_a_source_that_other_elements_can_rest_on(editor, draft):
    before = articles(draft)

    response = send(editor, draft, "legal_basis/new/", BASIS)

    assert response.status_code == 302
    assert articles(draft) == [*before, "第十二条"]
    assert "中华人民共和国行政许可法第十二条" in editor.get(f"/office/items/{draft}/entries/flow/new/").content.decode()


def test_a_clause_on_file_is_chosen_and_not_typed_again(editor, draft):
    known = next(key for key in facts_of(draft).content.sources if key.startswith("apl-"))

    send(editor, draft, "legal_basis/new/", {"source": known, "valid": "on"})

    content = facts_of(draft).content
    assert content.legal_basis[-1].source == content.sources[known]


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(editor, draft):
    response = send(editor, draft, "flow/new/", {**STEP, "duty": "", "limit": "三天"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "请填写办理内容。" in page
    assert "请填写整数" in page
    assert 'value="制证岗"' in page
    assert 'value="三天"' in page


def test_a_clause_without_a_name_is_refused_at_its_field(editor, draft):
    response = send(editor, draft, "legal_basis/new/", {"article": "第一条"})

    assert response.status_code == 422
    assert "“文件名称”的内容不符合要求" in response.content.decode()


def test_entries_move_and_their_order_is_the_order_of_the_page(editor, draft):
    first, second, *rest = articles(draft)

    send(editor, draft, "legal_basis/0/move/", {"to": "down"})

    assert articles(draft) == [second, first, *rest]


def test_an_entry_at_the_end_stays_there(editor, draft):
    before = articles(draft)

    send(editor, draft, "legal_basis/0/move/", {"to": "up"})

    assert articles(draft) == before


def test_what_is_removed_is_shown_first(editor, draft):
    before = articles(draft)

    shown = editor.get(f"/office/items/{draft}/entries/legal_basis/0/remove/").content.decode()
    assert before[0] in shown
    assert articles(draft) == before

    send(editor, draft, "legal_basis/0/remove/")

    assert articles(draft) == before[1:]


def test_a_source_that_elements_rest_on_is_not_removed(editor, draft):
    response = send(editor, draft, "sources/0/remove/")

    assert response.status_code == 409
    assert "不能删除" in response.content.decode()


def test_a_material_keeps_the_source_of_every_element_that_was_not_changed(editor, draft):
    page = editor.get(f"/office/items/{draft}/entries/materials/0/").content.decode()
    before = ItemVersion.objects.get(pk=draft).content["elements"]["materials"]["value"][0]
    told = {
        key: "" if (value := element.get("value")) is None else {True: "1", False: "0"}.get(value, value)
        for key, element in before["elements"].items() if key not in {"legal_basis", "order"}
    }  # fmt: skip
    basis = [row["source"] for row in before["elements"]["legal_basis"]["value"]]

    send(editor, draft, "materials/0/", {**told, "legal_basis": basis, "filling_notes": "另行说明。"})

    after = ItemVersion.objects.get(pk=draft).content["elements"]["materials"]["value"][0]
    changed = [key for key, element in after["elements"].items() if element != before["elements"].get(key)]
    assert before["elements"]["name"]["value"] in page
    assert changed == ["filling_notes"]
    assert after["key"] == before["key"]


def test_a_material_without_a_basis_is_not_taken(editor, draft):
    response = send(editor, draft, "materials/new/", {"name": "健康证明", "necessity": "1"})

    assert response.status_code == 422
    assert "请填写设定依据。" in response.content.decode() or "请选择设定依据。" in response.content.decode()


def test_materials_are_numbered_by_their_place(editor, draft):
    send(editor, draft, "materials/1/move/", {"to": "up"})

    materials = facts_of(draft).content.materials
    assert [row.elements["order"].value for row in materials] == list(range(1, len(materials) + 1))


def test_a_fault_stands_at_its_entry(editor, draft):
    source = next(key for key, row in facts_of(draft).content.sources.items() if row.text)
    told = {**STEP, "check_state": "quoted", "source": source, "quote": "没有这句话"}
    send(editor, draft, "flow/new/", told)

    page = editor.get(f"/office/items/{draft}/entries/flow/").content.decode()

    row = page.split('class="entry-list__row"')[-1]
    assert "引用的文字与来源原文不一致" in row


def test_who_comes_second_overwrites_nothing_and_keeps_what_was_typed(editor, draft):
    stale = facts_of(draft).revision
    send(editor, draft, "flow/0/move/", {"to": "down"})

    response = send(editor, draft, "flow/new/", {**STEP, "name": "我写的环节"}, revision=stale)

    assert response.status_code == 409
    assert 'value="我写的环节"' in response.content.decode()
    assert "我写的环节" not in [step.name for step in facts_of(draft).content.steps]


def test_a_list_without_entries_is_unknown_until_somebody_says_that_there_are_none(editor, draft):
    for _entry in facts_of(draft).content.special_procedures:
        send(editor, draft, "special_procedures/0/remove/")
    assert facts_of(draft).content.elements["special_procedures"].is_unknown

    send(editor, draft, "special_procedures/", {"act": "none"})

    assert facts_of(draft).content.value("special_procedures") == ()
    assert "已经写明：没有" in editor.get(f"/office/items/{draft}/entries/special_procedures/").content.decode()


def test_entries_of_a_shipped_item_are_taken_over_with_their_sources(editor, draft):
    for _entry in facts_of(draft).content.faq:
        send(editor, draft, "faq/0/remove/")

    send(editor, draft, "faq/", {"act": "copy", "reference": "public-place-hygiene-licence"})

    content = facts_of(draft).content
    assert content.faq[0].citation.source in content.sources.values()


def test_every_change_of_a_list_is_recorded(editor, draft, city):
    send(editor, draft, "legal_basis/new/", BASIS)

    act = acts(city.item_id)[-1]
    assert act.verb == "catalog.element_set"
    assert len(act.after["legal_basis"]) == len(act.before["legal_basis"]) + 1


@pytest.mark.parametrize("path", ["name/", "nothing/", "flow/99/", "flow/99/remove/"])
def test_what_is_no_list_or_no_entry_is_refused(editor, draft, path):
    assert editor.get(f"/office/items/{draft}/entries/{path}").status_code in {404, 422}


def test_a_published_version_opens_no_list(editor, city):
    assert editor.get(f"/office/items/{city.version_id}/entries/flow/").status_code == 409


@pytest.mark.parametrize(
    "key",
    [
        "legal_basis",
        "accept_conditions",
        "flow",
        "special_procedures",
        "fees",
        "materials",
        "consult",
        "faq",
        "sources",
    ],
)
def test_every_list_has_its_page_and_its_form(editor, draft, key):
    assert editor.get(f"/office/items/{draft}/entries/{key}/").status_code == 200
    assert editor.get(f"/office/items/{draft}/entries/{key}/new/").status_code == 200


def test_several_codes_are_ticked(editor, draft):
    page = editor.get(f"/office/items/{draft}/?edit=service_object").content.decode()
    revision = facts_of(draft).revision

    editor.post(f"/office/items/{draft}/elements/service_object/", {"text": ["1", "2"], "revision": revision})

    assert 'type="checkbox"' in page
    assert facts_of(draft).content.texts("service_object") == ("1", "2")
