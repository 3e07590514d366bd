"""The filled example of a form: whole, as its checks want it, the same each time, and of nobody who exists."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.forms.rules.examples import FICTITIOUS, example_answers
from oneseal.kernel.formlogic import (
    All,
    Equals,
    Field,
    FieldSource,
    FieldType,
    FormDefinition,
    In,
    Option,
    Section,
    validate,
    visible_keys,
)
from oneseal.kernel.formlogic import Any as AnyOf
from tests.unit.catalog.shipped import APPLIED_FOR, form_of

ON = date(2026, 3, 2)
SOURCE = FieldSource("", "", "own_wording")
YES_NO = (Option("yes", "是", "Yes"), Option("no", "否", "No"))
REFUSED = {
    FieldType.CITIZEN_ID: "forms.not_a_citizen_id",
    FieldType.USCC: "forms.not_a_uscc",
    FieldType.MOBILE: "forms.not_a_mobile",
}


def asked(key="asked", kind=FieldType.TEXT, *, label="说明", label_en="Account", **more):
    return Field(key, kind, label, label_en, SOURCE, **more)


def form(*fields):
    return FormDefinition("form", "表", "Form", (Section("part", "部分", "Part", fields),))


def example(*fields, english=False):
    return example_answers(form(*fields), on=ON, english=english)


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        pytest.param(asked(), "（示例）在这里写明：说明", id="text-says-what-belongs-here"),
        pytest.param(asked(label="开户银行"), "示例银行示例支行", id="text-by-its-label"),
        pytest.param(asked(min_length=14), "（示例）在这里写明：说明。。", id="long-enough"),
        pytest.param(asked(max_length=4), "（示例）", id="not-too-long"),
        pytest.param(asked(prefill="name"), "示例市示例有限公司", id="applicant-of-whom-no-number-is-asked"),
        pytest.param(asked(kind=FieldType.PERSON_NAME), "张示例", id="a-person"),
        pytest.param(asked("agent_name", FieldType.PERSON_NAME), "李示例", id="another-person"),
        pytest.param(asked(kind=FieldType.CITIZEN_ID), "000000********0000", id="nobodys-number"),
        pytest.param(asked(kind=FieldType.USCC), "91000000********00", id="no-organisations-code"),
        pytest.param(asked(kind=FieldType.MOBILE), "100****0000", id="nobodys-telephone"),
        pytest.param(asked(kind=FieldType.ADDRESS), "示例市示例区示例路1号", id="nowhere"),
        pytest.param(asked(kind=FieldType.DATE), "2026-05-01", id="a-day-ahead"),
        pytest.param(asked(kind=FieldType.DATE, latest="today"), "2026-02-25", id="a-day-before"),
        pytest.param(asked(kind=FieldType.DATE, latest="today", label="居住起始日期"), "2025-01-26", id="long-before"),
        pytest.param(asked(kind=FieldType.NUMBER), "20", id="a-number"),
        pytest.param(asked(kind=FieldType.NUMBER, minimum=Decimal("51.5")), "52", id="at-least"),
        pytest.param(asked(kind=FieldType.NUMBER, maximum=Decimal("0.5")), "0.5", id="at-most"),
        pytest.param(asked(kind=FieldType.CHOICE, options=YES_NO), "yes", id="the-first-choice"),
        pytest.param(asked(kind=FieldType.MULTI_CHOICE, options=YES_NO), ["yes"], id="one-of-several"),
        pytest.param(
            asked(kind=FieldType.MULTI_CHOICE, options=YES_NO, required=False), [], id="none-where-none-need-be"
        ),
        pytest.param(asked(kind=FieldType.CONSENT), True, id="a-statement-is-made"),
    ],
)  # fmt: skip
def test_each_kind_of_question_has_an_answer_of_its_kind(field, answer):
    assert example(field) == {field.key: answer}


def test_every_kind_of_question_has_an_example():
    options = {FieldType.CHOICE: YES_NO, FieldType.MULTI_CHOICE: YES_NO}

    answers = example(*(asked(kind.value, kind, options=options.get(kind, ())) for kind in FieldType))

    assert list(answers) == [kind.value for kind in FieldType]
    assert all(answers.values())


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        pytest.param(asked(example="示例小馆"), "示例小馆", id="its-own-words"),
        pytest.param(asked(example="示例小馆", max_length=2), "（示", id="its-own-words-are-too-long"),
        pytest.param(asked(kind=FieldType.NUMBER, example="0.50"), "0.5", id="its-own-number"),
        pytest.param(asked(kind=FieldType.NUMBER, example="几个"), "20", id="no-number"),
        pytest.param(asked(kind=FieldType.CHOICE, options=YES_NO, example="no"), "no", id="its-own-choice"),
        pytest.param(asked(kind=FieldType.CHOICE, options=YES_NO, example="否"), "no", id="a-choice-by-its-words"),
        pytest.param(asked(kind=FieldType.CHOICE, options=YES_NO, example="或许"), "yes", id="no-such-choice"),
        pytest.param(
            asked(kind=FieldType.MULTI_CHOICE, options=YES_NO, example="否、是"), ["yes", "no"], id="several-choices"
        ),
        pytest.param(
            asked(kind=FieldType.DATE, latest="today", example="2026-03-03"), "2026-02-25", id="a-day-that-may-not-be"
        ),
        pytest.param(
            asked(kind=FieldType.MOBILE, example="13800138000"), "100****0000", id="a-real-number-is-never-taken"
        ),
    ],
)
def test_a_questions_own_example_is_taken_where_its_checks_accept_it(field, answer):
    assert example(field) == {field.key: answer}


def test_an_english_example_is_english_and_falls_back_to_the_chinese_one():
    named = asked("named", example="示例小馆", example_en="Example Diner")
    half = asked("half", example="示例小馆")

    answers = example(named, half, asked("plain"), asked("person", FieldType.PERSON_NAME), english=True)

    assert answers == {
        "named": "Example Diner", "half": "示例小馆", "plain": "(Example) State here: Account",
        "person": "Zhang Shili",
    }  # fmt: skip


def test_only_what_the_answers_call_for_is_answered():
    branch = asked("branch", FieldType.CHOICE, options=YES_NO)
    shown = asked("shown", visible_when=Equals("branch", "yes"))
    hidden = asked("hidden", visible_when=Equals("branch", "no"))
    below = asked("below", visible_when=In("hidden", ("x",)))

    assert set(example(hidden, below, shown, branch)) == {"shown", "branch"}


def test_an_answer_opens_a_question_that_opens_another():
    first = asked("first", FieldType.CHOICE, options=YES_NO)
    second = asked("second", FieldType.CHOICE, options=YES_NO, visible_when=Equals("first", "yes"))
    third = asked("third", visible_when=Equals("second", "yes"))

    assert list(example(third, second, first)) == ["third", "second", "first"]


@st.composite
def _branching_forms(draw):
    """Draw a form of choices and texts, each shown always or under conditions on any of the choices before it."""
    fields = []
    for number in range(draw(st.integers(1, 8))):
        chosen = [field.key for field in fields if field.type is FieldType.CHOICE]
        leaf = st.builds(Equals, st.sampled_from(chosen or ["none"]), st.sampled_from(["yes", "no"]))
        both = st.lists(leaf, min_size=1, max_size=3).map(tuple)
        condition = st.one_of(st.none(), leaf, st.builds(All, both), st.builds(AnyOf, both)) if chosen else st.none()
        kind = draw(st.sampled_from([FieldType.CHOICE, FieldType.TEXT]))
        options = YES_NO if kind is FieldType.CHOICE else ()
        example = draw(st.sampled_from(["yes", "no"]))
        fields.append(asked(f"q{number}", kind, options=options, example=example, visible_when=draw(condition)))
    return form(*draw(st.permutations(fields)))


@given(_branching_forms())
def test_whatever_the_conditions_all_that_is_asked_is_answered_and_nothing_else(definition):
    answers = example_answers(definition, on=ON)

    assert answers.keys() == visible_keys(definition, answers)
    assert not validate(definition, answers, today=ON)


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        pytest.param(asked("applicant_number", FieldType.CITIZEN_ID), "张示例", id="a-persons-number"),
        pytest.param(asked("applicant_code", FieldType.USCC), "示例市示例有限公司", id="an-organisations-code"),
        pytest.param(asked("number", FieldType.CITIZEN_ID, prefill="number"), "张示例", id="the-applicants-number"),
    ],
)
def test_a_name_is_a_persons_or_an_organisations_by_the_number_beside_it(beside, name):
    assert example(asked("applicant_name", prefill="name"), beside)["applicant_name"] == name


@pytest.mark.parametrize("latest", ["", "today"])
def test_days_follow_each_other(latest):
    answers = example(asked("first", FieldType.DATE, latest=latest), asked("second", FieldType.DATE, latest=latest))

    assert answers["first"] < answers["second"]


# --- what ships ------------------------------------------------------------------------------------


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
@pytest.mark.parametrize("key", sorted(APPLIED_FOR))
def test_every_item_that_ships_has_an_example_that_its_form_accepts_but_for_the_numbers_of_nobody(key, english):
    definition = form_of(APPLIED_FOR[key]).definition

    answers = example_answers(definition, on=ON, english=english)

    shown = [field for field in definition.fields if field.key in visible_keys(definition, answers)]
    assert [*answers] == [field.key for field in shown]
    assert all(answers[field.key] for field in shown if field.required or field.type is not FieldType.MULTI_CHOICE)
    refused = [(field.key, REFUSED[field.type]) for field in shown if field.type in FICTITIOUS]
    assert [(fault.key, fault.code) for fault in validate(definition, answers, today=ON)] == refused
    assert answers == example_answers(definition, on=ON, english=english)


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
@pytest.mark.parametrize("key", sorted(APPLIED_FOR))
def test_every_example_that_a_shipped_question_names_is_taken_where_it_is_asked(key, english):
    definition = form_of(APPLIED_FOR[key]).definition

    answers = example_answers(definition, on=ON, english=english)

    for field in definition.fields:
        named, answer = (english and field.example_en) or field.example, answers.get(field.key)
        if named and answer is not None:
            assert field.type not in FICTITIOUS
            words = {option.value: option.label for option in field.options}
            told = [words.get(one, one) for one in (answer if isinstance(answer, list) else [answer])]
            assert "、".join(told) == named


def test_every_example_in_words_that_ships_is_english_too():
    words = {FieldType.TEXT, FieldType.LONG_TEXT}

    for content in APPLIED_FOR.values():
        for field in form_of(content).definition.fields:
            assert bool(field.example) == bool(field.example_en) or field.type not in words, field.key


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
def test_no_question_that_ships_is_answered_with_mere_repetition_of_itself(english):
    bare = {
        f"{key}: {field}"
        for key, content in APPLIED_FOR.items()
        for field, answer in example_answers(form_of(content).definition, on=ON, english=english).items()
        if isinstance(answer, str) and ("在这里写明" in answer or "State here" in answer)
    }

    assert not bare
