"""The application form of a draft in the browser: chosen, built question by question, looked at."""

import pytest

from oneseal.catalog.models import ItemVersion
from oneseal.catalog.selectors import reference_items, version_for_editor
from oneseal.kernel.formlogic import referenced_fields
from tests.apps.traces import acts
from tests.factories import world

pytestmark = pytest.mark.django_db
QUESTION = {"label": "经营面积", "type": "number", "required": "on", "section": "premises"}


def facts_of(version_id):
    return version_for_editor(version_id, actor=world.staff("item_administrator"))


def send(browser, version_id, path, told=None, *, revision=None):
    seen = facts_of(version_id).revision if revision is None else revision
    return browser.post(f"/office/items/{version_id}/form/{path}", {**(told or {}), "revision": seen})


def fields(version_id):
    return [field.label for field in facts_of(version_id).form.definition.fields]


def place_of(version_id, key):
    return [field.key for field in facts_of(version_id).form.definition.fields].index(key)


def section(version_id):
    return facts_of(version_id).form.definition.sections[0].key


def test_another_form_is_chosen_and_the_item_and_its_material_name_it(editor, draft):
    key = "social-security-card-issue"

    send(editor, draft, "", {"origin": f"reference:{key}"})

    facts, form = facts_of(draft), reference_items()[key]["form"]
    assert facts.form.key == form["key"]
    assert facts.content.text("application_form") == f"form:{form['key']}"
    made = {row.text("blank_form") for row in facts.content.materials} - {""}
    assert made == {f"form:{form['key']}"}


def test_a_form_that_is_not_there_changes_nothing(editor, draft):
    before = fields(draft)

    assert send(editor, draft, "", {"origin": "reference:none"}).status_code == 404
    assert fields(draft) == before


def test_a_question_is_added_at_the_end_of_its_part(editor, draft):
    send(editor, draft, "questions/new/", {**QUESTION, "section": section(draft)})

    assert facts_of(draft).form.definition.sections[0].fields[-1].label == "经营面积"


def test_a_question_of_a_new_part_needs_the_title_of_the_part(editor, draft):
    response = send(editor, draft, "questions/new/", {**QUESTION, "section": "+"})

    assert response.status_code == 422
    assert "“新部分的标题”的内容不符合要求" in response.content.decode()
    assert 'value="经营面积"' in response.content.decode()


def test_a_choice_without_choices_is_refused(editor, draft):
    told = {**QUESTION, "type": "choice", "section": section(draft)}

    assert "“选项”的内容不符合要求" in send(editor, draft, "questions/new/", told).content.decode()


def test_a_choice_that_keeps_its_words_keeps_its_value(editor, draft):
    place = place_of(draft, "business_form")
    before = facts_of(draft).form.definition.field("business_form").options
    lines = [f"{option.label}|{option.label_en}" for option in before]
    told = {**QUESTION, "label": "怎样经营", "type": "choice", "section": section_of(draft, place)}

    send(editor, draft, f"questions/{place}/", {**told, "options": "\n".join([*lines, "其他形式"])})

    after = facts_of(draft).form.definition.field("business_form")
    assert after.label == "怎样经营"
    assert after.options[:-1] == before
    assert after.options[-1].label == "其他形式"


def section_of(version_id, place):
    form = facts_of(version_id).form.definition
    return next(part.key for part in form.sections if form.fields[place] in part.fields)


def test_what_the_builder_does_not_ask_for_stays(editor, draft):
    form = ItemVersion.objects.get(pk=draft).form
    asked = [field for part in form["sections"] for field in part["fields"]]
    place = next(number for number, field in enumerate(asked) if "max_length" in field or "min_length" in field)
    before = asked[place]
    told = {**QUESTION, "label": before["label"], "type": before["type"], "section": section_of(draft, place)}

    send(editor, draft, f"questions/{place}/", told)

    after = facts_of(draft).form.definition.fields[place]
    assert (after.key, after.min_length, after.max_length) == (
        before["key"], before.get("min_length"), before.get("max_length")
    )  # fmt: skip


def test_questions_move_within_their_part_and_on_into_the_next(editor, draft):
    before = fields(draft)

    send(editor, draft, "questions/1/move/", {"to": "up"})
    assert fields(draft) == [before[1], before[0], *before[2:]]

    last = len(facts_of(draft).form.definition.sections[0].fields) - 1
    moved = fields(draft)[last]
    send(editor, draft, f"questions/{last}/move/", {"to": "down"})
    assert facts_of(draft).form.definition.sections[1].fields[0].label == moved


def test_a_question_that_others_look_at_is_not_removed(editor, draft):
    form = facts_of(draft).form.definition
    asked = next(key for field in form.fields for key in referenced_fields(field.visible_when))
    place = place_of(draft, asked)

    response = send(editor, draft, f"questions/{place}/remove/")

    assert response.status_code == 422
    assert "不能这样改" in response.content.decode()
    assert place_of(draft, asked) == place


def test_a_question_that_a_material_looks_at_is_not_removed(editor, draft):
    send(editor, draft, "", {"origin": "new"})
    told = {**QUESTION, "type": "choice", "options": "有\n没有", "section": section(draft)}
    send(editor, draft, "questions/new/", told)
    field = next(field for field in facts_of(draft).form.definition.fields if field.options)
    revision = facts_of(draft).revision
    basis = next(key for key in facts_of(draft).content.sources if key != "city")
    needed = {"name": "证明", "necessity": "1", "legal_basis": [basis], "needed_when": [f"{field.key}=choice_1"]}
    editor.post(f"/office/items/{draft}/entries/materials/new/", {**needed, "revision": revision})

    response = send(editor, draft, f"questions/{place_of(draft, field.key)}/remove/")

    assert response.status_code == 422
    assert field.label in fields(draft)


def test_the_question_is_shown_before_it_is_removed(editor, draft):
    send(editor, draft, "questions/new/", {**QUESTION, "section": section(draft)})
    place = fields(draft).index("经营面积")

    assert "经营面积" in editor.get(f"/office/items/{draft}/form/questions/{place}/remove/").content.decode()
    send(editor, draft, f"questions/{place}/remove/")

    assert "经营面积" not in fields(draft)


def test_who_comes_second_overwrites_no_question(editor, draft):
    stale = facts_of(draft).revision
    send(editor, draft, "questions/1/move/", {"to": "up"})

    response = send(editor, draft, "questions/new/", {**QUESTION, "section": section(draft)}, revision=stale)

    assert response.status_code == 409
    assert 'value="经营面积"' in response.content.decode()


def test_the_preview_asks_every_question(editor, draft):
    page = editor.get(f"/office/items/{draft}/form/preview/").content.decode()

    assert all(label in page for label in fields(draft))


def test_every_change_of_the_form_is_recorded(editor, draft, city):
    send(editor, draft, "questions/new/", {**QUESTION, "section": section(draft)})

    act = acts(city.item_id)[-1]
    assert act.verb == "catalog.form_set"
    assert set(act.after["questions"]) - set(act.before["questions"]) == {"经营面积"}


@pytest.mark.parametrize("path", ["questions/999/", "questions/999/remove/"])
def test_a_question_that_is_not_there_is_not_found(editor, draft, path):
    assert editor.get(f"/office/items/{draft}/form/{path}").status_code == 404


def test_a_published_form_is_looked_at_and_not_changed(editor, city):
    assert editor.get(f"/office/items/{city.version_id}/form/preview/").status_code == 200
    assert editor.get(f"/office/items/{city.version_id}/form/").status_code == 409
    assert send(editor, city.version_id, "questions/0/move/", {"to": "down"}).status_code == 409


def test_the_example_of_a_question_is_kept_and_can_be_taken_away(editor, draft):
    place = place_of(draft, "applicant_name")
    told = {**QUESTION, "label": "名称", "type": "text", "section": section_of(draft, place)}

    send(editor, draft, f"questions/{place}/", {**told, "example": "示例小馆", "example_en": "Example Diner"})
    kept = facts_of(draft).form.definition.field("applicant_name")
    page = editor.get(f"/office/items/{draft}/form/questions/{place}/").content.decode()
    send(editor, draft, f"questions/{place}/", told)

    assert (kept.example, kept.example_en) == ("示例小馆", "Example Diner")
    assert "示例小馆" in page
    assert facts_of(draft).form.definition.field("applicant_name").example == ""
