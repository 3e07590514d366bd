"""What the account knows is not asked again, and what is personal is not shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.kernel.formlogic import (
    Field,
    FieldSource,
    FieldType,
    FormDefinition,
    Option,
    Section,
    mask,
    masked_answers,
    normalise_answers,
    prefill,
)

SOURCE = FieldSource("", "", "own_wording")


def ask(key, kind, **more):
    return Field(key, kind, "标签", "label", SOURCE, **more)


FORM = FormDefinition(
    "form",
    "表",
    "form",
    (
        Section(
            "main",
            "部分",
            "part",
            (
                ask("name", FieldType.TEXT, prefill="name"),
                ask("code", FieldType.USCC, prefill="number"),
                ask("owner", FieldType.PERSON_NAME, prefill="legal_representative", personal=True),
                ask("mobile", FieldType.MOBILE, personal=True),
                ask("way", FieldType.CHOICE, prefill="way", options=(Option("post", "邮寄", "post"),)),
            ),
        ),
    ),
)


def test_known_facts_answer_their_fields_in_the_stored_shape():
    facts = {
        "name": " 小馆 ",
        "number": "91310116052958608g",
        "legal_representative": "王\U00020bb7",
        "way": "post",
    }

    assert prefill(FORM, facts) == {
        "name": "小馆",
        "code": "91310116052958608G",
        "owner": "王\U00020bb7",
        "way": "post",
    }


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({}, id="nothing-known"),
        pytest.param({"name": None, "number": ""}, id="empty-facts"),
        pytest.param({"way": "pigeon"}, id="choice-that-the-form-does-not-offer"),
        pytest.param({"mobile": "13800138000"}, id="fact-that-no-field-names"),
    ],
)
def test_what_is_not_known_stays_open(facts):
    assert prefill(FORM, facts) == {}


def test_saving_a_part_of_a_form_touches_only_the_fields_told():
    assert normalise_answers(FORM, {"mobile": "138 0013 8000", "ghost": "x"}) == {"mobile": "13800138000"}


@pytest.mark.parametrize(
    ("kind", "answer", "shown"),
    [
        pytest.param(FieldType.PERSON_NAME, "张三丰", "张**", id="name-keeps-its-first-character"),
        pytest.param(FieldType.PERSON_NAME, "张", "*", id="single-character-is-covered"),
        pytest.param(FieldType.CITIZEN_ID, "11010519491231002X", "110*************2X", id="citizen-number"),
        pytest.param(FieldType.MOBILE, "13800138000", "138****8000", id="mobile"),
        pytest.param(FieldType.ADDRESS, "某省某市某县某路1号", "某省某市某县****", id="address-keeps-the-division"),
        pytest.param(FieldType.TEXT, "私事", "**", id="other-text-is-covered-whole"),
        pytest.param(FieldType.CHOICE, "post", "post", id="choice-is-no-secret"),
    ],
)
def test_a_personal_answer_is_covered(kind, answer, shown):
    assert mask(ask("a", kind), answer) == shown


def test_only_personal_fields_are_masked_and_unknown_keys_are_left_out():
    answers = {"name": "小馆", "owner": "张三", "ghost": "秘密"}

    assert masked_answers(FORM, answers) == {"name": "小馆", "owner": "张*"}


@given(kind=st.sampled_from([k for k in FieldType if k is not FieldType.CHOICE]), answer=st.text(min_size=1))
def test_a_mask_keeps_the_length_and_never_shows_the_whole(kind, answer):
    shown = mask(ask("a", kind), answer)

    assert len(shown) == len(answer)
    assert "*" in shown
