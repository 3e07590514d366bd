"""A form definition is read whole, and one that cannot work is refused with every fault."""

import copy

import pytest

from oneseal.kernel.formlogic import (
    All,
    Any,
    Equals,
    FieldType,
    FormDefinitionBroken,
    In,
    condition_mapping,
    definition_faults,
    parse_condition,
    parse_form,
)

SOURCE = {"document": "食品经营许可和备案管理办法", "article": "第十一条", "check_state": "quoted"}


def field(key, kind="text", **more):
    return {"key": key, "type": kind, "label": "标签", "label_en": "label", "source": SOURCE} | more


def options(*values):
    return [{"value": value, "label": value, "label_en": value} for value in values]


def form(*fields):
    section = {"key": "main", "title": "部分", "title_en": "part", "fields": list(fields)}
    return {"key": "form", "title": "表", "title_en": "form", "sections": [section]}


GOOD = form(
    field("kind", "choice", options=options("self", "agent")),
    field("agent", "person_name", visible_when={"field": "kind", "equals": "agent"}),
)


def test_a_good_definition_is_read_with_all_its_parts():
    read = parse_form(GOOD)

    assert [asked.key for asked in read.fields] == ["kind", "agent"]
    assert read.fields[0].type is FieldType.CHOICE
    assert read.fields[1].visible_when == Equals("kind", "agent")
    assert read.fields[1].source.article == "第十一条"


@pytest.mark.parametrize(
    ("broken", "path", "code"),
    [
        pytest.param([], "", "forms.not_an_object", id="no-object-at-all"),
        pytest.param(form(), "sections[0].fields", "forms.section_empty", id="section-without-fields"),
        pytest.param(GOOD | {"sections": []}, "sections", "forms.sections_missing", id="no-sections"),
        pytest.param(GOOD | {"title": " "}, ".title", "forms.text_missing", id="title-is-blank"),
        pytest.param(
            form(field("a"), field("a")),
            "sections[0].fields[1].key",
            "forms.key_duplicated",
            id="same-key-twice",
        ),
        pytest.param(form(field("A b")), "sections[0].fields[0].key", "forms.key_malformed", id="odd-key"),
        pytest.param(form(field("a", "colour")), "sections[0].fields[0].type", "forms.type_unknown", id="unknown-type"),
        pytest.param(
            form(field("a", "choice")),
            "sections[0].fields[0].options",
            "forms.options_missing",
            id="no-options",
        ),
        pytest.param(
            form(field("a", options=options("x"))),
            "sections[0].fields[0].options",
            "forms.options_not_allowed",
            id="options-on-a-text",
        ),
        pytest.param(
            form(field("a", "choice", options=options("x", "x"))),
            "sections[0].fields[0].options",
            "forms.option_duplicated",
            id="same-option-twice",
        ),
        pytest.param(
            form(field("a", visible_when={"field": "ghost", "equals": "x"})),
            "sections[0].fields[0].visible_when",
            "forms.reference_unknown",
            id="condition-on-an-unknown-field",
        ),
        pytest.param(
            form(
                field("a", "choice", options=options("x")),
                field("b", visible_when={"field": "a", "equals": "y"}),
            ),
            "sections[0].fields[1].visible_when",
            "forms.condition_impossible",
            id="condition-on-a-value-that-is-not-offered",
        ),
        pytest.param(
            form(field("a", "consent"), field("b", visible_when={"field": "a", "equals": "yes"})),
            "sections[0].fields[1].visible_when",
            "forms.condition_impossible",
            id="consent-is-true-or-false",
        ),
        pytest.param(
            form(field("a", visible_when={"field": "a", "equals": "x"})),
            "sections",
            "forms.visibility_circle",
            id="field-depends-on-itself",
        ),
        pytest.param(
            form(
                field("a", visible_when={"field": "b", "equals": "x"}),
                field("b", visible_when={"any": [{"field": "a", "equals": "x"}]}),
            ),
            "sections",
            "forms.visibility_circle",
            id="two-fields-depend-on-each-other",
        ),
        pytest.param(
            form(field("a", visible_when={"field": "a", "unlike": "x"})),
            "sections[0].fields[0].visible_when",
            "forms.condition_unknown",
            id="unknown-operator",
        ),
        pytest.param(
            form(field("a", visible_when={"all": []})),
            "sections[0].fields[0].visible_when.all",
            "forms.condition_empty",
            id="empty-condition",
        ),
        pytest.param(
            form(field("a", min_length=5, max_length=4)),
            "sections[0].fields[0].max_length",
            "forms.bounds_inverted",
            id="lengths-inverted",
        ),
        pytest.param(
            form(field("a", "number", minimum=5, maximum="4.5")),
            "sections[0].fields[0].maximum",
            "forms.bounds_inverted",
            id="bounds-inverted",
        ),
        pytest.param(
            form(field("a", max_length=-1)),
            "sections[0].fields[0].max_length",
            "forms.not_a_length",
            id="negative-length",
        ),
        pytest.param(
            form(field("a", required="yes")),
            "sections[0].fields[0].required",
            "forms.not_a_flag",
            id="required-is-no-flag",
        ),
        pytest.param(
            form(field("a", source={"check_state": "quoted"})),
            "sections[0].fields[0].source.document",
            "forms.text_missing",
            id="quoted-without-document",
        ),
        pytest.param(
            form(field("a", source={"check_state": "surely"})),
            "sections[0].fields[0].source.check_state",
            "forms.check_state_unknown",
            id="unknown-check-state",
        ),
        pytest.param(
            form(field("a", latest="tomorrow")),
            "sections[0].fields[0].latest",
            "forms.latest_unknown",
            id="unknown-date-bound",
        ),
    ],
)
def test_each_fault_of_a_definition_is_told_with_its_place(broken, path, code):
    faults = definition_faults(broken)

    assert (path, code) in [(fault.path, fault.code) for fault in faults]


def test_a_broken_definition_is_refused_with_all_faults_at_once():
    broken = copy.deepcopy(GOOD)
    broken["title"] = ""
    broken["sections"][0]["fields"][1]["type"] = "colour"

    with pytest.raises(FormDefinitionBroken) as refused:
        parse_form(broken)

    assert {fault.code for fault in refused.value.facts["faults"]} == {
        "forms.text_missing",
        "forms.type_unknown",
    }


@pytest.mark.parametrize(
    "condition",
    [
        pytest.param(Equals("a", "x"), id="equals"),
        pytest.param(Equals("a", True), id="equals-true"),
        pytest.param(In("a", ("x", "y")), id="in"),
        pytest.param(All((Equals("a", "x"), Any((In("b", ("y",)), Equals("c", "z"))))), id="nested"),
    ],
)
def test_a_condition_survives_writing_and_reading(condition):
    assert parse_condition(condition_mapping(condition)) == condition


def test_an_unreadable_condition_is_refused():
    with pytest.raises(FormDefinitionBroken):
        parse_condition({"field": "a"})
