"""The gate lets the shipped item pass and names each thing that would forbid publication."""

import copy
import json
from pathlib import Path

import pytest

from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, FilledBy
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.publication import (
    binding_faults,
    displayed_elements,
    publication_faults,
    stops,
    unsettled_city_elements,
)
from oneseal.catalog.rules.sentences import SENTENCES
from oneseal.kernel.formlogic import parse_form

ROOT = Path(__file__).parents[3]
ITEM = ROOT / "fixtures/reference/items/food-business-licence-new.json"
FORM = ROOT / "fixtures/reference/forms/food-business-application.json"
GOOD_CODE = "11370800MB28559184" + "3" + "370117002011"
OWN = {"check_state": "own_wording", "source": "city"}


@pytest.fixture(scope="module")
def shipped():
    return json.loads(ITEM.read_text(encoding="utf-8"))


def value(name, to, **more):
    def change(item):
        item["elements"][name] = {"value": to, **OWN, **more}

    return change


def drop(name):
    return lambda item: item["elements"].pop(name)


def unknown(name):
    def change(item):
        item["elements"][name] = {"value": None, "check_state": "unknown", "note": "未知。"}

    return change


def step(index, **changes):
    return lambda item: item["elements"]["flow"]["value"][index].update(changes)


def material(index, name, to):
    def change(item):
        item["elements"]["materials"]["value"][index]["elements"][name] = to

    return change


def both(*changes):
    def change(item):
        for one in changes:
            one(item)

    return change


FEE = {"name": "工本费", "rate": "每证10元", "basis": "", **OWN}

BROKEN = [
    pytest.param(drop("name"), "name", "catalog.element_missing", id="no-name"),
    pytest.param(drop("visit_count"), "visit_count", "catalog.element_missing", id="no-visit-count"),
    pytest.param(value("purpose", ""), "purpose", "catalog.value_missing", id="empty-text"),
    pytest.param(
        lambda item: item["elements"]["purpose"].update(check_state="unknown"),
        "purpose",
        "catalog.unknown_with_value",
        id="unknown-and-yet-there",
    ),
    pytest.param(unknown("quota"), "quota", "catalog.unknown_but_displayed", id="quota-must-be-shown"),
    pytest.param(unknown("stat_limit"), "stat_limit", "catalog.unknown_but_displayed", id="term-must-be-shown"),
    pytest.param(
        unknown("application_form"),
        "application_form",
        "catalog.unknown_but_displayed",
        id="form-must-be-shown",
    ),
    pytest.param(value("item_type", "99"), "item_type", "catalog.code_not_listed", id="unknown-item-type"),
    pytest.param(
        value("service_object", ["2", "8"]),
        "service_object",
        "catalog.code_not_listed",
        id="unknown-applicant",
    ),
    pytest.param(
        value("promise_limit", 11),
        "promise_limit",
        "catalog.promise_longer_than_law",
        id="promise-over-the-law",
    ),
    pytest.param(
        both(value("stat_limit", 12), value("stat_limit_unit", "ND")),
        "promise_limit",
        "catalog.promise_longer_than_law",
        id="promise-over-the-law-in-another-unit",
    ),
    pytest.param(
        value("promise_limit_unit", "ND"),
        "promise_limit_unit",
        "catalog.unit_not_counted",
        id="promise-in-natural-days",
    ),
    pytest.param(
        both(value("promise_limit", 90), value("promise_limit_unit", "OH")),
        "promise_limit",
        "catalog.promise_longer_than_law",
        id="more-office-hours-than-the-law-has-days",
    ),
    pytest.param(value("promise_limit", 0), "promise_limit", "catalog.limit_too_short", id="promise-of-no-day"),
    pytest.param(value("visit_count", -1), "visit_count", "catalog.limit_too_short", id="negative-visits"),
    pytest.param(value("legal_basis", []), "legal_basis", "catalog.legal_basis_missing", id="no-legal-basis"),
    pytest.param(
        value("legal_basis", [{"source": "fsl-35", "valid": False}]),
        "legal_basis",
        "catalog.legal_basis_missing",
        id="only-a-basis-out-of-force",
    ),
    pytest.param(
        value("legal_basis", [{"source": "city", "valid": True}]),
        "legal_basis.value[0]",
        "catalog.article_missing",
        id="basis-without-article",
    ),
    pytest.param(value("flow", []), "flow", "catalog.steps_missing", id="no-steps"),
    pytest.param(step(2, key="think"), "flow", "catalog.step_missing", id="nobody-examines"),
    pytest.param(step(2, key="think"), "flow.value[2].key", "catalog.code_not_listed", id="step-of-no-list"),
    pytest.param(
        step(0, check_state="own_wording", source="city", quote=""),
        "flow.value[0]",
        "catalog.step_basis_missing",
        id="further-step-that-only-the-city-wants",
    ),
    pytest.param(
        lambda item: item["sources"][item["elements"]["flow"]["value"][0]["source"]].update(text=""),
        "flow.value[0]",
        "catalog.step_basis_missing",
        id="further-step-on-a-clause-without-words",
    ),
    pytest.param(
        material(4, "legal_basis", {"value": [{"source": "city", "valid": True}], **OWN}),
        "materials.value[4].elements.legal_basis",
        "catalog.material_article_missing",
        id="material-on-a-basis-without-article-and-words",
    ),
    pytest.param(
        material(2, "name", {"value": "其他材料", **OWN}),
        "materials.value[2].elements.name",
        "catalog.wording_vague",
        id="material-that-names-nothing",
    ),
    pytest.param(
        value("purpose", "由有关部门办理。"), "purpose", "catalog.wording_vague", id="nobody-knows-which-body"
    ),
    pytest.param(
        value("punishment_method", []),
        "punishment_method",
        "catalog.element_of_another_type",
        id="element-of-penalties",
    ),
    pytest.param(step(3, post=""), "flow", "catalog.step_missing", id="decision-without-a-post"),
    pytest.param(step(1, key="receive"), "flow", "catalog.step_repeated", id="same-step-twice"),
    pytest.param(
        step(3, post="reviewer"),
        "flow",
        "catalog.one_post_examines_and_decides",
        id="reviewer-decides-on-his-own-opinion",
    ),
    pytest.param(step(2, limit=4), "flow", "catalog.steps_longer_than_promise", id="steps-over-the-promise"),
    pytest.param(
        step(2, limit_unit="weeks"),
        "flow.value[2].limit_unit",
        "catalog.code_not_listed",
        id="unit-of-a-step",
    ),
    pytest.param(value("materials", []), "materials", "catalog.materials_missing", id="no-materials"),
    pytest.param(
        lambda item: item["elements"]["materials"]["value"][1].update(key="application"),
        "materials",
        "catalog.material_repeated",
        id="same-material-twice",
    ),
    pytest.param(
        material(4, "legal_basis", {"value": [], **OWN}),
        "materials.value[4].elements.legal_basis",
        "catalog.material_basis_missing",
        id="material-without-basis",
    ),
    pytest.param(
        material(1, "licence_type_name", {"value": None, "check_state": "unknown"}),
        "materials.value[1].elements.licence_type_name",
        "catalog.licence_type_missing",
        id="government-paper-without-licence-type",
    ),
    pytest.param(
        material(2, "necessity", {"value": "9", **OWN}),
        "materials.value[2].elements.necessity",
        "catalog.code_not_listed",
        id="unknown-necessity",
    ),
    pytest.param(
        lambda item: item["elements"]["materials"]["value"][0]["elements"].pop("name"),
        "materials.value[0].elements.name",
        "catalog.element_missing",
        id="material-without-a-name",
    ),
    pytest.param(
        both(value("visit_count", 1), drop("visit_reason")),
        "visit_reason",
        "catalog.visit_reason_missing",
        id="visit-without-a-reason",
    ),
    pytest.param(
        both(value("fee_flag", True), unknown("fee_basis")),
        "fee_basis",
        "catalog.fee_basis_missing",
        id="fee-without-basis",
    ),
    pytest.param(value("fee_flag", True), "fees", "catalog.fee_items_missing", id="fee-without-items"),
    pytest.param(
        both(value("fee_flag", True), value("fees", [FEE])),
        "fees.value[0].basis",
        "catalog.fee_basis_missing",
        id="fee-item-without-basis",
    ),
    pytest.param(
        lambda item: item["elements"]["purpose"].pop("source"),
        "purpose",
        "catalog.source_missing",
        id="no-source",
    ),
    pytest.param(
        lambda item: item["elements"]["faq"]["value"][0].pop("source"),
        "faq.value[0]",
        "catalog.source_missing",
        id="answer-without-source",
    ),
    pytest.param(
        lambda item: item["elements"]["stat_limit"].update(source="city"),
        "stat_limit",
        "catalog.article_missing",
        id="quoted-from-no-article",
    ),
    pytest.param(
        lambda item: item["elements"]["stat_limit"].pop("quote"),
        "stat_limit",
        "catalog.quote_missing",
        id="quoted-without-words",
    ),
    pytest.param(
        lambda item: item["elements"]["stat_limit"].update(quote="自受理申请之日起二十个工作日内"),
        "stat_limit",
        "catalog.quote_not_in_source",
        id="quoted-words-that-the-article-does-not-say",
    ),
    pytest.param(
        lambda item: item["elements"]["special_procedures"]["value"][0].update(kind="site_survey"),
        "special_procedures.value[0].kind",
        "catalog.code_not_listed",
        id="site-survey-is-no-special-procedure",
    ),
    pytest.param(
        lambda item: item["elements"]["special_procedures"]["value"][0].update(source="city"),
        "special_procedures.value[0]",
        "catalog.procedure_basis_missing",
        id="special-procedure-without-an-article",
    ),
    pytest.param(
        lambda item: item["elements"]["special_procedures"]["value"][0].update(
            max_days=11, source="apl-42", check_state="own_wording", quote=""
        ),
        "special_procedures.value[0]",
        "catalog.extension_longer_than_licensing_law",
        id="extended-longer-than-the-law-it-cites",
    ),
    pytest.param(
        lambda item: item["elements"].update(
            stat_limit={"value": 21, "check_state": "own_wording", "source": "apl-42"}
        ),
        "stat_limit",
        "catalog.limit_longer_than_licensing_law",
        id="limit-longer-than-the-law-it-cites",
    ),
    pytest.param(
        lambda item: item["elements"].update(handling={"value": "joint", **OWN}),
        "joint_orgs",
        "catalog.joint_bodies_missing",
        id="answered-together-with-nobody-named",
    ),
    pytest.param(
        lambda item: item["elements"].update(joint_orgs={"value": ["市自然资源局"], **OWN}),
        "handling",
        "catalog.handling_missing",
        id="bodies-named-but-not-how-they-answer",
    ),
    pytest.param(
        lambda item: item["elements"].update(handling={"value": "together", **OWN}),
        "handling",
        "catalog.code_not_listed",
        id="a-way-to-answer-that-the-law-does-not-know",
    ),
    pytest.param(
        lambda item: item["elements"].update(case_type={"value": "1", **OWN}, first_examination={"value": True, **OWN}),
        "first_examination",
        "catalog.window_decides_above",
        id="decided-on-the-spot-and-above",
    ),
    pytest.param(
        lambda item: item["elements"].update(
            commitment_based={"value": True, **OWN}, first_examination={"value": True, **OWN}
        ),
        "first_examination",
        "catalog.window_decides_above",
        id="decided-on-a-commitment-and-above",
    ),
    pytest.param(
        lambda item: item["elements"].update(case_type={"value": "1", **OWN}, two_examiners={"value": True, **OWN}),
        "two_examiners",
        "catalog.window_decides_alone",
        id="decided-on-the-spot-and-checked-by-two",
    ),
    pytest.param(
        lambda item: item["sources"]["fbl-21"].update(level="rumour"),
        "sources.fbl-21.level",
        "catalog.code_not_listed",
        id="source-of-no-known-level",
    ),
    pytest.param(
        value("impl_code", GOOD_CODE[:-1]),
        "impl_code",
        "catalog.item_code_malformed",
        id="item-code-too-short",
    ),
    pytest.param(
        value("impl_code", "11370800MB28559185" + GOOD_CODE[18:]),
        "impl_code",
        "catalog.item_code_malformed",
        id="item-code-with-a-wrong-check",
    ),
]


def test_the_shipped_item_passes(shipped):
    assert stops(publication_faults(parse_item(shipped))) == []


@pytest.mark.parametrize(
    ("handling", "limit", "extended", "passes"),
    [
        pytest.param("alone", 20, 10, True, id="alone-by-the-law"),
        pytest.param("alone", 45, 10, False, id="alone-with-the-days-of-several"),
        pytest.param("alone", 20, 15, False, id="alone-with-the-extension-of-several"),
        pytest.param("uniform", 45, 15, True, id="one-answers-for-all"),
        pytest.param("joint", 45, 15, True, id="jointly"),
        pytest.param("concentrated", 45, 15, True, id="in-concentration"),
        pytest.param("joint", 46, 15, False, id="a-day-too-long"),
        pytest.param("joint", 45, 16, False, id="extended-by-a-day-too-many"),
    ],
)
def test_the_licensing_law_gives_twenty_and_ten_days_and_together_forty_five_and_fifteen(
    shipped, handling, limit, extended, passes
):
    item = copy.deepcopy(shipped)
    item["elements"]["handling"] = {"value": handling, **OWN}
    if handling != "alone":
        item["elements"]["joint_orgs"] = {"value": ["市自然资源局"], **OWN}
    item["elements"]["stat_limit"] = {"value": limit, "check_state": "own_wording", "source": "apl-42"}
    item["elements"]["special_procedures"]["value"][0].update(
        max_days=extended, source="apl-42", check_state="own_wording", quote=""
    )

    assert (stops(publication_faults(parse_item(item))) == []) is passes


@pytest.mark.parametrize(("change", "path", "code"), BROKEN)
def test_a_minimally_broken_item_is_stopped_for_that_reason(shipped, change, path, code):
    item = copy.deepcopy(shipped)
    change(item)

    faults = publication_faults(parse_item(item))

    assert (path, code) in [(fault.path, fault.code) for fault in faults]


@pytest.mark.parametrize(("change", "path", "code"), BROKEN)
def test_every_fault_has_a_sentence_that_its_facts_fill(shipped, change, path, code):
    item = copy.deepcopy(shipped)
    change(item)

    for fault in publication_faults(parse_item(item)):
        sentence = SENTENCES[fault.code] % fault.facts
        assert sentence.endswith("。")
        assert "%(" not in sentence


@pytest.mark.parametrize("element", [pytest.param(key, id=key) for key in displayed_elements()])
def test_what_the_law_displays_is_never_published_as_unknown(shipped, element):
    item = copy.deepcopy(shipped)
    unknown(element)(item)

    faults = publication_faults(parse_item(item))

    assert (element, "catalog.unknown_but_displayed") in [(fault.path, fault.code) for fault in faults]


@pytest.mark.parametrize(
    "element",
    [
        pytest.param(element.key, id=element.key)
        for element in ALL_ITEM_ELEMENTS
        if not element.displayed_under and element.filled_by is FilledBy.CITY
    ],
)
def test_what_only_the_city_knows_may_be_published_as_unknown(shipped, element):
    item = copy.deepcopy(shipped)
    unknown(element)(item)

    assert stops(publication_faults(parse_item(item))) == []


@pytest.mark.parametrize(
    ("code", "passes"),
    [
        pytest.param(GOOD_CODE, True, id="well-formed"),
        pytest.param(GOOD_CODE.lower(), False, id="small-letters"),
        pytest.param(GOOD_CODE + "1", False, id="one-too-many"),
        pytest.param("O" + GOOD_CODE[1:], False, id="letter-that-no-code-has"),
        pytest.param("x", False, id="no-code"),
    ],
)
def test_the_code_made_for_a_publication_is_judged_too(shipped, code, passes):
    faults = publication_faults(parse_item(shipped), item_code=code)

    assert [fault.code for fault in stops(faults)] == ([] if passes else ["catalog.item_code_malformed"])


def test_the_shipped_item_and_the_shipped_form_belong_together(shipped):
    form = parse_form(json.loads(FORM.read_text(encoding="utf-8")))

    assert binding_faults(parse_item(shipped), form) == []


def test_an_item_is_not_published_with_a_foreign_form(shipped):
    foreign = json.loads(FORM.read_text(encoding="utf-8")) | {"key": "other"}
    foreign["sections"] = [section for section in foreign["sections"] if section["key"] != "contact"]

    faults = binding_faults(parse_item(shipped), parse_form(foreign))

    assert [(fault.path, fault.code) for fault in faults] == [
        ("application_form", "catalog.form_not_bound"),
        ("materials.value[6].needed_when", "catalog.condition_field_unknown"),
        ("materials.value[7].needed_when", "catalog.condition_field_unknown"),
    ]
    assert all("%(" not in SENTENCES[fault.code] % fault.facts for fault in faults)


def test_an_immediate_case_may_promise_no_day_at_all(shipped):
    item = copy.deepcopy(shipped)
    both(value("case_type", "1"), value("promise_limit", 0), step(2, limit=0), step(3, limit=0))(item)

    assert stops(publication_faults(parse_item(item))) == []


def test_the_elements_a_city_has_to_settle_are_listed(shipped):
    unsettled = unsettled_city_elements(parse_item(shipped))

    assert {"basic_code", "impl_body", "impl_body_uscc", "exercise_level", "consult"} <= set(unsettled)
    assert "express" not in unsettled
