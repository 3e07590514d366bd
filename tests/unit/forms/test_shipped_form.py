"""The application form that ships asks what the rule names, in two languages."""

import json
from datetime import date
from pathlib import Path

import pytest

from oneseal.forms.rules.definition import FormUnreadable, parse_form_content
from oneseal.kernel.formlogic import FieldType, clean, validate, visible_keys

FORM = Path(__file__).parents[3] / "fixtures/reference/forms/food-business-application.json"
RAW = json.loads(FORM.read_text(encoding="utf-8"))
CONTENT = parse_form_content(RAW)
ASKED = CONTENT.definition
TODAY = date(2025, 9, 26)
COMPLETE = {
    "applicant_name": "某某小馆",
    "credit_code": "91310116052958608G",
    "legal_representative": "王\U00020bb7",
    "residence": "某省某市某县某路1号",
    "premises_address": "某省某市某县某路2号",
    "business_form": "catering",
    "business_items": ["hot_food", "beverages"],
    "safety_manager_name": "李四",
    "safety_manager_post": "officer",
    "safety_manager_employment": "full_time",
    "contact_name": "李四",
    "contact_mobile": "１３８ ００１３ ８０００",
    "handled_by": "self",
    "delivery_way": "electronic",
    "truth_commitment": "on",
}


def faults_of(raw):
    return {(fault.key, fault.code) for fault in validate(ASKED, clean(ASKED, raw), today=TODAY)}


def test_a_complete_application_has_no_fault():
    assert faults_of(COMPLETE) == set()


@pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in COMPLETE if ASKED.field(key).required])
def test_each_required_answer_is_missed(key):
    without = {name: answer for name, answer in COMPLETE.items() if name != key}

    assert {fault[0] for fault in faults_of(without)} == {key}


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        pytest.param({"handled_by": "agent"}, {"agent_name", "agent_id_number"}, id="agent"),
        pytest.param(
            {"delivery_way": "post"}, {"recipient_name", "recipient_mobile", "delivery_address"}, id="by-post"
        ),
        pytest.param({"form_marks": ["vending_machine"]}, {"vending_sites"}, id="vending"),
        pytest.param({"business_items": ["cold_food"]}, {"cold_marks"}, id="cold-food"),
        pytest.param({"business_items": ["bulk_food"]}, {"bulk_marks"}, id="bulk-food"),
    ],
)
def test_further_questions_follow_from_the_answers(change, shown):
    before = visible_keys(ASKED, COMPLETE)

    assert visible_keys(ASKED, COMPLETE | change) - before == shown


def test_every_word_for_the_public_is_there_in_english():
    for field in ASKED.fields:
        assert bool(field.help) == bool(field.help_en)
        assert all(option.label_en for option in field.options)
    assert all(section.title_en for section in ASKED.sections)


def test_every_field_names_the_article_it_rests_on():
    for field in ASKED.fields:
        assert field.source.document == "食品经营许可和备案管理办法"
        assert field.source.article.startswith("第")


def test_persons_are_marked_as_personal():
    personal = {FieldType.PERSON_NAME, FieldType.MOBILE, FieldType.CITIZEN_ID}

    assert all(field.personal for field in ASKED.fields if field.type in personal)


def test_the_signed_statement_is_a_consent():
    assert ASKED.field(CONTENT.signed_statement).type is FieldType.CONSENT


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(None, id="nothing"),
        pytest.param(RAW | {"format": 2}, id="other-format"),
        pytest.param(RAW | {"intro": 5}, id="intro-is-no-text"),
        pytest.param(RAW | {"signed_statement": "ghost"}, id="statement-is-no-field"),
    ],
)
def test_a_wrong_frame_is_refused(broken):
    with pytest.raises(FormUnreadable):
        parse_form_content(broken)
