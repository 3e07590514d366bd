"""What the law says about twenty-four items of every kind of power, and what it does not say."""

import json
import re
from collections import Counter

import pytest

from oneseal.catalog.rules.codes import CODE_LISTS
from oneseal.catalog.rules.limits import never_longer
from oneseal.catalog.rules.needs import materials_needed
from oneseal.catalog.rules.publication import process_faults_of
from oneseal.catalog.rules.version import CheckState, citations
from oneseal.kernel.formlogic.definition import FieldType
from tests.unit.catalog.shipped import ITEMS, ROOT, form_of

DEMO = ROOT / "fixtures/demo"
KEYS = tuple(json.loads((DEMO / "items-c.json").read_text("utf-8")))
LINES = ("accept_conditions", "grant_conditions", "prohibited_cases", "liability")
CHINESE = re.compile("[\u4e00-\u9fff]")
SMALL_LOANS = "small-loan-company"
PARALLEL = ("works-planning-permit", "house-transfer-registration", SMALL_LOANS, "minimum-living-allowance")
STAGES = (
    ("enterprise-project-filing", "land-planning-permit"),
    ("works-planning-permit",),
    ("construction-permit",),
    ("completion-acceptance-filing",),
)
each_item = pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in KEYS])


def test_a_county_meets_every_kind_of_power_at_least_twice():
    kinds = Counter(content.text("item_type") for content in ITEMS.values())

    # The ten powers and public services; 21 and 22 are what a city may list beside them.
    powers = {code.code for code in CODE_LISTS["item_type"]} - {"21", "22"}
    assert {kind for kind, count in kinds.items() if count >= 2} == powers


def test_a_construction_project_finds_its_items_from_the_first_stage_to_the_last():
    assert {key for stage in STAGES for key in stage} <= set(ITEMS)


def test_all_items_of_the_city_ship_and_have_basic_codes_of_their_own_kind():
    told = {
        key: row
        for path in sorted(DEMO.glob("items-*.json"))
        for key, row in json.loads(path.read_text("utf-8")).items()
    }
    city = json.loads((DEMO / "city.json").read_text("utf-8"))["item"]
    told[city["key"]] = city
    sisters = {"food-business-licence-change", "food-business-licence-renewal"}
    codes = [row["elements"]["basic_code"] for key, row in told.items() if key not in sisters]
    shared = {told[key]["elements"]["basic_code"] for key in (*sisters, "food-business-licence-new")}

    assert set(told) == set(ITEMS)
    assert len(shared) == 1
    assert len(codes) == len(set(codes))
    assert all(row["elements"]["basic_code"][2:4] == ITEMS[key].text("item_type") for key, row in told.items())


@each_item
def test_most_of_what_is_told_is_quoted_from_the_law(key):
    quoted = [one for _, one in citations(ITEMS[key]) if one.check_state is CheckState.QUOTED]

    assert len(quoted) >= 18
    assert all(one.source.document and one.source.read_at for one in quoted)


@each_item
def test_every_question_names_its_article_and_persons_are_marked(key):
    personal = {FieldType.PERSON_NAME, FieldType.MOBILE, FieldType.CITIZEN_ID}

    for field in form_of(ITEMS[key]).definition.fields:
        assert field.source.document
        assert field.source.article
        assert field.personal or field.type not in personal


@each_item
def test_the_promise_ends_within_the_limit_and_is_the_citys_own(key):
    item = ITEMS[key]
    promise = (item.number("promise_limit"), item.text("promise_limit_unit"))

    assert never_longer(promise, (item.number("stat_limit"), item.text("stat_limit_unit")))
    assert item.elements["promise_limit"].source.key == "city"
    assert sum(step.limit or 0 for step in item.steps if step.timed) == promise[0]
    assert (promise[0] == 0) == (item.text("case_type") == "1")


# --- what the laws say -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "unit", "words"),
    [
        pytest.param("land-planning-permit", 20, "WD", "二十日内", id="land-by-the-general-twenty-days"),
        pytest.param("works-planning-permit", 20, "WD", "二十日内", id="works-by-the-general-twenty-days"),
        pytest.param("house-transfer-registration", 30, "WD", "30个工作日", id="house-thirty-working-days"),
        pytest.param("mortgage-registration", 30, "WD", "30个工作日", id="mortgage-thirty-working-days"),
        pytest.param(SMALL_LOANS, 20, "WD", "二十日内", id="small-loans-first-examination"),
        pytest.param("company-registration", 3, "WD", "3个工作日", id="company-three-working-days"),
        pytest.param("procurement-complaint", 30, "WD", "三十个工作日", id="procurement-thirty-working-days"),
        pytest.param("enterprise-name-dispute", 3, "M", "3个月内", id="name-three-months"),
        pytest.param("legal-aid", 7, "ND", "七日内", id="legal-aid-seven-days"),
        pytest.param("work-injury-recognition", 60, "ND", "60日内", id="work-injury-sixty-days"),
        pytest.param("residence-permit", 15, "ND", "15日内", id="residence-fifteen-days"),
        pytest.param("flexible-insurance-registration", 10, "WD", "10个工作日", id="insurance-ten-working-days"),
        pytest.param("housing-fund-withdrawal", 3, "WD", "3日内", id="housing-fund-three-days"),
        pytest.param("identity-card", 60, "ND", "六十日内", id="identity-card-sixty-days"),
        pytest.param("driving-licence-renewal", 1, "WD", "一日内", id="driving-licence-one-day"),
    ],
)
def test_the_statutory_limit_is_that_of_the_quote(key, value, unit, words):
    found = ITEMS[key].elements["stat_limit"]

    assert (found.value, ITEMS[key].text("stat_limit_unit")) == (value, unit)
    assert found.check_state is CheckState.QUOTED
    assert words in found.citation.quote


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(key, id=key)
        for key in (
            "completion-acceptance-filing",
            "tax-report-reward",
            "labour-report-reward",
            "minimum-living-allowance",
            "unemployment-benefit",
        )
    ],
)
def test_where_no_law_sets_a_limit_the_city_sets_it_and_says_so(key):
    found = ITEMS[key].elements["stat_limit"]

    assert found.check_state is CheckState.OWN_WORDING
    assert found.source.key == "obe-36"
    assert "由本市" in found.citation.note


@pytest.mark.parametrize(
    ("key", "fees"),
    [
        pytest.param("house-transfer-registration", ["不动产登记费"], id="house"),
        pytest.param("mortgage-registration", ["不动产登记费"], id="mortgage"),
        pytest.param("identity-card", ["居民身份证工本费"], id="identity-card"),
    ],
)
def test_fees_have_a_basis_and_no_invented_amount(key, fees):
    item = ITEMS[key]

    assert item.flag("fee_flag")
    assert [fee.name for fee in item.fees] == fees
    assert all(fee.amount == "" and not fee.before_grant for fee in item.fees)


def test_a_marriage_costs_nothing_by_law_and_the_first_residence_permit_neither():
    for key, words in (("marriage-registration", "不得收取费用"), ("residence-permit", "免收证件工本费")):
        assert ITEMS[key].flag("fee_flag") is False
        assert words in ITEMS[key].elements["fee_flag"].citation.quote


def test_small_loans_are_examined_here_and_decided_by_the_province():
    item = ITEMS[SMALL_LOANS]

    assert item.flag("first_examination")
    assert item.elements["deciding_body"].is_unknown
    assert [step.key for step in item.steps][-3:] == ["forward", "upper_decision", "deliver"]


def test_of_what_was_not_read_in_the_original_nothing_is_quoted():
    told_of = [one for _, one in citations(ITEMS[SMALL_LOANS]) if one.source and "未见原文" in one.source.read_at]

    assert told_of
    assert not [one for one in told_of if one.check_state is CheckState.QUOTED]


@pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in PARALLEL])
def test_sections_examine_side_by_side_within_the_promise(key):
    item = ITEMS[key]
    kinds = Counter(node.kind.value for node in item.process.nodes)

    assert kinds["split"] == kinds["join"] == 1
    assert kinds["task"] >= 4
    assert process_faults_of(item, form_of(item).definition) == []


@pytest.mark.parametrize("key", PARALLEL)
def test_the_agency_has_somebody_for_the_node_that_another_must_finish(key):
    demo = {name: json.loads((DEMO / f"{name}.json").read_text("utf-8")) for name in ("items-c", "agencies", "city")}
    agencies, first = demo["agencies"], demo["city"]
    staff = {agency["facts"]["uscc"]: agency["staff"] for agency in agencies["others"]}
    staff[first["agency"]["uscc"]] = first["staff"] + agencies["first"]["staff"]
    able = [row for row in staff[demo["items-c"][key]["agency"]] if row["post"] == "reviewer"]

    assert len(able) > any(node.not_by for node in ITEMS[key].process.nodes)


SELF = {"handled_by": "self"}


@pytest.mark.parametrize(
    ("key", "answers", "needed"),
    [
        pytest.param(
            "land-planning-permit",
            {"land_way": "granted"},
            {"application", "project_document", "grant_contract"},
            id="granted-land-brings-its-contract",
        ),
        pytest.param(
            "works-planning-permit",
            {"detailed_plan": "no"},
            {"application", "land_proof", "design"},
            id="works-without-a-site-plan",
        ),
        pytest.param(
            "house-transfer-registration",
            {"cause": "inheritance", "tax_paid": "together"},
            {"application", "identity", "certificate", "inheritance"},
            id="an-heir-declares-the-tax-at-the-same-time",
        ),
        pytest.param(
            "mortgage-registration",
            {"contract_form": "clause"},
            {"application", "identity", "certificate", "loan_contract"},
            id="a-mortgage-clause-in-the-loan-contract",
        ),
        pytest.param(
            "company-registration",
            {"needs_approval": "yes", "supervisor_kind": "none"},
            {"application", "charter", "identity", "premises", "approval", "consent"},
            id="a-company-whose-business-needs-approval",
        ),
        pytest.param(
            "minimum-living-allowance",
            {"applied_by": "agent", "residence_permit": "no"},
            {"application", "identity", "entrust"},
            id="the-committee-applies-for-an-old-person",
        ),
        pytest.param(
            "work-injury-recognition",
            {"injury_kind": "disease", "applicant_kind": "relative"},
            {"application", "relation", "disease_diagnosis", "kinship"},
            id="a-relative-and-an-occupational-disease",
        ),
        pytest.param(
            "housing-fund-withdrawal",
            {"applicant_kind": "worker", "reason": "loan"},
            {"application", "employer_proof", "identity", "loan"},
            id="repaying-a-home-loan",
        ),
        pytest.param(
            "identity-card",
            {"application_kind": "renew", "age_group": "under16", "fee_relief": "no"},
            {"application", "household", "old_card", "guardian_identity"},
            id="a-child-renews-the-card",
        ),
        pytest.param(
            "driving-licence-renewal",
            {"reason": "expiry", "health_proof": "online"},
            {"application", "identity"},
            id="the-hospital-sends-the-certificate",
        ),
        pytest.param(
            "unemployment-benefit",
            {"registered": "yes"},
            {"application", "identity", "registration"},
            id="registered-already",
        ),
    ],
)
def test_the_materials_follow_the_answers(key, answers, needed):
    assert {material.key for material in materials_needed(ITEMS[key], SELF | answers)} == needed
