"""Answers are judged as a whole: each fault has a code, hidden fields have none."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.kernel.formlogic import (
    Equals,
    Field,
    FieldSource,
    FieldType,
    FormDefinition,
    In,
    Option,
    Section,
    clean,
    normalise,
    validate,
    visible_keys,
)

TODAY = date(2025, 9, 26)
SOURCE = FieldSource("", "", "own_wording")
OPTIONS = tuple(Option(value, value, value) for value in ("x", "y", "z"))


def ask(kind, key="a", **more):
    choosing = kind in (FieldType.CHOICE, FieldType.MULTI_CHOICE)
    return Field(key, kind, "标签", "label", SOURCE, **({"options": OPTIONS} if choosing else {}) | more)


def form_of(*fields):
    return FormDefinition("form", "表", "form", (Section("main", "部分", "part", fields),))


def codes(field, answer):
    return [fault.code for fault in validate(form_of(field), {"a": answer}, today=TODAY)]


@pytest.mark.parametrize(
    ("field", "answer", "expected"),
    [
        pytest.param(ask(FieldType.TEXT), "", ["forms.required"], id="required-text-is-empty"),
        pytest.param(ask(FieldType.TEXT, required=False), "", [], id="optional-text-may-be-empty"),
        pytest.param(ask(FieldType.TEXT, min_length=3), "ab", ["forms.too_short"], id="too-short"),
        pytest.param(ask(FieldType.TEXT, max_length=3), "abcd", ["forms.too_long"], id="too-long"),
        pytest.param(ask(FieldType.TEXT), "字" * 201, ["forms.too_long"], id="too-long-by-default"),
        pytest.param(ask(FieldType.TEXT), "a\x00b", ["forms.control_character"], id="control-character"),
        pytest.param(ask(FieldType.LONG_TEXT), "一行\n二行", [], id="lines-are-fine-in-a-long-text"),
        pytest.param(ask(FieldType.ADDRESS), "", ["forms.required"], id="required-address-is-empty"),
        pytest.param(ask(FieldType.CITIZEN_ID), "11010519491231002X", [], id="valid-citizen-number"),
        pytest.param(ask(FieldType.CITIZEN_ID), "110105194912310021", ["forms.not_a_citizen_id"], id="wrong-check"),
        pytest.param(ask(FieldType.CITIZEN_ID), "11010519491331002X", ["forms.not_a_citizen_id"], id="month-thirteen"),
        pytest.param(ask(FieldType.CITIZEN_ID), "1101051949", ["forms.not_a_citizen_id"], id="too-few-digits"),
        pytest.param(ask(FieldType.USCC), "91310116052958608G", [], id="valid-credit-code"),
        pytest.param(ask(FieldType.USCC), "913101160529586080", ["forms.not_a_uscc"], id="credit-code-wrong-check"),
        pytest.param(ask(FieldType.USCC), "9131011605295860", ["forms.not_a_uscc"], id="credit-code-too-short"),
        pytest.param(ask(FieldType.MOBILE), "13800138000", [], id="valid-mobile"),
        pytest.param(ask(FieldType.MOBILE), "12800138000", ["forms.not_a_mobile"], id="mobile-with-a-wrong-prefix"),
        pytest.param(ask(FieldType.MOBILE), "٠٣٨٠٠١٣٨٠٠٠", ["forms.not_a_mobile"], id="mobile-in-other-digits"),
        pytest.param(ask(FieldType.DATE), "2025-02-28", [], id="valid-date"),
        pytest.param(ask(FieldType.DATE), "2025-02-29", ["forms.not_a_date"], id="day-that-does-not-exist"),
        pytest.param(ask(FieldType.DATE), "2025-W01-1", ["forms.not_a_date"], id="week-dates-are-not-stored"),
        pytest.param(ask(FieldType.DATE, latest="today"), "2025-09-26", [], id="today-is-not-the-future"),
        pytest.param(ask(FieldType.DATE, latest="today"), "2025-09-27", ["forms.date_in_the_future"], id="tomorrow"),
        pytest.param(ask(FieldType.CHOICE), "x", [], id="offered-choice"),
        pytest.param(ask(FieldType.CHOICE), "w", ["forms.not_an_option"], id="choice-not-offered"),
        pytest.param(ask(FieldType.CHOICE), ["x"], ["forms.one_answer_only"], id="list-for-a-single-choice"),
        pytest.param(ask(FieldType.MULTI_CHOICE), ["x", "z"], [], id="two-offered-choices"),
        pytest.param(ask(FieldType.MULTI_CHOICE), [], ["forms.required"], id="nothing-chosen"),
        pytest.param(ask(FieldType.MULTI_CHOICE), ["x", "w"], ["forms.not_an_option"], id="one-is-not-offered"),
        pytest.param(ask(FieldType.MULTI_CHOICE), ["x", "x"], ["forms.option_repeated"], id="chosen-twice"),
        pytest.param(ask(FieldType.NUMBER), "12.5", [], id="valid-number"),
        pytest.param(ask(FieldType.NUMBER), "zwölf", ["forms.not_a_number"], id="word-for-a-number"),
        pytest.param(ask(FieldType.NUMBER), "1e99", ["forms.not_a_number"], id="exponent-is-no-plain-number"),
        pytest.param(ask(FieldType.NUMBER, minimum=Decimal(1)), "0", ["forms.number_too_small"], id="too-small"),
        pytest.param(ask(FieldType.NUMBER, maximum=Decimal(9)), "10", ["forms.number_too_large"], id="too-large"),
        pytest.param(ask(FieldType.PERSON_NAME), "张三", [], id="plain-name"),
        pytest.param(ask(FieldType.PERSON_NAME), "买买提·吐尔逊", [], id="name-with-a-middle-dot"),
        pytest.param(ask(FieldType.PERSON_NAME), "王\U00020bb7", [], id="name-with-a-rare-character"),
        pytest.param(ask(FieldType.PERSON_NAME), "王\ue863", [], id="name-with-a-private-use-character"),
        pytest.param(ask(FieldType.PERSON_NAME), "张三1", ["forms.not_a_name"], id="digit-in-a-name"),
        pytest.param(ask(FieldType.CONSENT), True, [], id="consent-given"),
        pytest.param(ask(FieldType.CONSENT), False, ["forms.consent_missing"], id="consent-not-given"),
        pytest.param(ask(FieldType.CONSENT, required=False), False, [], id="optional-consent"),
        pytest.param(ask(FieldType.TEXT), True, ["forms.unreadable"], id="flag-for-a-text"),
        pytest.param(ask(FieldType.CONSENT), "yes", ["forms.unreadable"], id="text-for-a-consent"),
    ],
)
def test_an_answer_is_judged_by_the_type_of_its_field(field, answer, expected):
    assert codes(field, answer) == expected


def test_a_birth_date_after_today_is_a_fault():
    field = ask(FieldType.CITIZEN_ID)

    born_later = validate(form_of(field), {"a": "11010519491231002X"}, today=date(1949, 12, 30))
    born_today = validate(form_of(field), {"a": "11010519491231002X"}, today=date(1949, 12, 31))

    assert [fault.code for fault in born_later] == ["forms.born_in_the_future"]
    assert born_today == []


def test_a_fault_carries_the_facts_of_its_sentence():
    faults = validate(form_of(ask(FieldType.TEXT, max_length=2)), {"a": "三个字"}, today=TODAY)

    assert faults[0].facts == {"maximum": 2, "length": 3}


CHAIN = form_of(
    ask(FieldType.CHOICE, "a"),
    ask(FieldType.CHOICE, "b", visible_when=Equals("a", "x")),
    ask(FieldType.MULTI_CHOICE, "c", visible_when=In("b", ("y", "z"))),
    ask(FieldType.TEXT, "d", visible_when=Equals("c", "x")),
)


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        pytest.param({}, {"a"}, id="nothing-answered"),
        pytest.param({"a": "x"}, {"a", "b"}, id="first-condition-holds"),
        pytest.param({"a": "x", "b": "y"}, {"a", "b", "c"}, id="second-condition-holds"),
        pytest.param({"a": "x", "b": "y", "c": ["x"]}, {"a", "b", "c", "d"}, id="list-contains-the-value"),
        pytest.param({"a": "x", "b": "y", "c": ["z"]}, {"a", "b", "c"}, id="list-lacks-the-value"),
        pytest.param({"a": "y", "b": "y", "c": ["x"]}, {"a"}, id="answers-to-hidden-fields-do-not-count"),
    ],
)
def test_a_field_is_shown_only_while_its_condition_holds(answers, shown):
    assert visible_keys(CHAIN, answers) == shown


def test_hidden_fields_are_neither_judged_nor_kept():
    raw = {"a": "y", "b": "nonsense", "c": ["x"], "d": "x" * 999, "unknown": "?"}

    assert clean(CHAIN, raw) == {"a": "y"}
    assert validate(CHAIN, raw, today=TODAY) == []


def _shown_by_recursion(form, answers, key):
    """Slow oracle: a field is shown when its condition holds on a field that is itself shown."""
    condition = form.field(key).visible_when
    if condition is None:
        return True
    if not _shown_by_recursion(form, answers, condition.field):
        return False
    answer = answers.get(condition.field, "")
    given = set(answer if isinstance(answer, list) else [answer])
    wanted = {condition.value} if isinstance(condition, Equals) else set(condition.values)
    return bool(given & wanted)


@st.composite
def _chained_forms(draw):
    fields = [ask(FieldType.MULTI_CHOICE, "f0")]
    for number in range(1, draw(st.integers(1, 8))):
        earlier = f"f{draw(st.integers(0, number - 1))}"
        condition = draw(
            st.one_of(
                st.none(),
                st.sampled_from("xyz").map(lambda value, key=earlier: Equals(key, value)),
                st.lists(st.sampled_from("xyz"), min_size=1).map(lambda many, key=earlier: In(key, tuple(many))),
            )
        )
        fields.append(ask(FieldType.MULTI_CHOICE, f"f{number}", visible_when=condition))
    return form_of(*draw(st.permutations(fields)))


@given(
    form=_chained_forms(),
    answers=st.dictionaries(st.sampled_from([f"f{n}" for n in range(8)]), st.lists(st.sampled_from("xyz"))),
)
def test_visibility_agrees_with_a_recursive_oracle(form, answers):
    expected = {field.key for field in form.fields if _shown_by_recursion(form, answers, field.key)}

    assert visible_keys(form, answers) == expected


_ANY_RAW = st.one_of(st.none(), st.booleans(), st.text(), st.lists(st.text(), max_size=4), st.integers())


@given(kind=st.sampled_from(FieldType), raw=_ANY_RAW)
def test_normalising_twice_changes_nothing(kind, raw):
    field = ask(kind)

    once = normalise(field, raw)

    assert normalise(field, once) == once


@given(kind=st.sampled_from(FieldType), raw=_ANY_RAW)
def test_whatever_is_typed_is_judged_without_an_accident(kind, raw):
    form = form_of(ask(kind))

    faults = validate(form, clean(form, {"a": raw}), today=TODAY)

    assert all(fault.key == "a" and fault.code.startswith("forms.") for fault in faults)


@pytest.mark.parametrize(
    ("kind", "raw", "stored"),
    [
        pytest.param(
            FieldType.CITIZEN_ID,
            " １１０１０５ 19491231００２ｘ ",
            "11010519491231002X",
            id="wide-citizen-number",
        ),
        pytest.param(FieldType.USCC, "91310116-052958608g", "91310116052958608G", id="hyphen-and-small-letter"),
        pytest.param(FieldType.MOBILE, "+86 138-0013-8000", "13800138000", id="mobile-with-country-code"),
        pytest.param(FieldType.MOBILE, "１３８００１３８０００", "13800138000", id="wide-mobile"),
        pytest.param(FieldType.DATE, "2025年9月6日", "2025-09-06", id="chinese-date"),
        pytest.param(FieldType.DATE, "2025/9/6", "2025-09-06", id="date-with-slashes"),
        pytest.param(FieldType.DATE, "20250906", "2025-09-06", id="compact-date"),
        pytest.param(FieldType.DATE, "2025-02-30", "2025-02-30", id="impossible-date-stays-as-typed"),
        pytest.param(FieldType.NUMBER, "１,２００.５０", "1200.5", id="wide-number-with-comma"),
        pytest.param(
            FieldType.NUMBER,
            "0012345678901234567890123456789.10",
            "12345678901234567890123456789.1",
            id="long-number-is-not-rounded",
        ),
        pytest.param(FieldType.NUMBER, "-0.0", "0", id="minus-zero-is-zero"),
        pytest.param(FieldType.NUMBER, "1e2", "100", id="exponent-is-written-out"),
        pytest.param(FieldType.PERSON_NAME, " 张\u3000三 ", "张 三", id="name-is-only-trimmed"),
        pytest.param(FieldType.PERSON_NAME, "\uf9d0\U00020bb7", "\uf9d0\U00020bb7", id="compatibility-ideograph-stays"),
        pytest.param(FieldType.TEXT, "ＡＢＣ餐馆", "ＡＢＣ餐馆", id="wide-letters-in-a-text-stay"),
        pytest.param(FieldType.LONG_TEXT, "一\r\n二\r三 ", "一\n二\n三", id="line-ends-become-one-kind"),
        pytest.param(
            FieldType.MULTI_CHOICE,
            ["z", "x", "z", "w"],
            ["x", "z", "w"],
            id="choices-in-the-order-of-the-form",
        ),
        pytest.param(FieldType.MULTI_CHOICE, "x", ["x"], id="one-choice-as-text"),
        pytest.param(FieldType.CHOICE, ["x"], "x", id="single-choice-as-list"),
        pytest.param(FieldType.CONSENT, "on", True, id="ticked-box"),
        pytest.param(FieldType.CONSENT, None, False, id="box-not-sent"),
    ],
)
def test_an_answer_is_stored_in_one_shape(kind, raw, stored):
    assert normalise(ask(kind), raw) == stored


@given(name=st.text(alphabet=st.characters(categories=["Lo"]), min_size=1, max_size=20))
def test_no_character_of_a_name_is_ever_replaced(name):
    assert normalise(ask(FieldType.PERSON_NAME), name) == name
