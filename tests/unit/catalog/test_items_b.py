"""What the law says about seven items that ship, and what it does not say."""

import json
import re
from pathlib import Path

import pytest

from oneseal.catalog.rules.elements import MATERIAL_ELEMENTS
from oneseal.catalog.rules.kinds import elements_of
from oneseal.catalog.rules.limits import never_longer
from oneseal.catalog.rules.needs import materials_needed
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.version import CheckState, citations
from oneseal.kernel.formlogic import parse_form
from oneseal.kernel.formlogic.definition import FieldType

REFERENCE = Path(__file__).parents[3] / "fixtures/reference"
LAWS = Path(__file__).parents[4] / "shared/fixtures/laws"
TIMBER, WATER, SEWAGE = "timber-felling-permit", "water-abstraction-permit", "sewage-discharge-permit"
BOOKS, AGENCIES, SCHOOL = "publication-retail-permit", "hr-service-permit", "vocational-training-school"
GUARDS = "security-service-company"
KEYS = (TIMBER, WATER, SEWAGE, BOOKS, AGENCIES, SCHOOL, GUARDS)
LINES = ("accept_conditions", "grant_conditions", "prohibited_cases", "liability")
CHINESE = re.compile("[\u4e00-\u9fff]")


def _item(key):
    return parse_item(json.loads((REFERENCE / f"items/{key}.json").read_text("utf-8")))


ITEMS = {key: _item(key) for key in KEYS}
FORMS = {
    key: parse_form(
        json.loads((REFERENCE / f"forms/{item.text('application_form').removeprefix('form:')}.json").read_text("utf-8"))
    )
    for key, item in ITEMS.items()
}
each_item = pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in KEYS])


# --- every item --------------------------------------------------------------------------------


@each_item
def test_every_element_is_there_as_a_value_or_as_explicitly_unknown(key):
    item = ITEMS[key]

    assert set(item.elements) == {element.key for element in elements_of(item.text("item_type"))}
    for element in item.elements.values():
        assert (element.value is None) == element.is_unknown
        assert not element.is_unknown or element.citation.note
    for material in item.materials:
        assert set(material.elements) == {element.key for element in MATERIAL_ELEMENTS}


@each_item
def test_what_is_quoted_is_in_the_clause_that_was_read(key):
    item = ITEMS[key]
    quoted = [one for _, one in citations(item) if one.check_state is CheckState.QUOTED]
    articles = {one.source.key for one in quoted}

    assert len(quoted) >= 30
    assert len(articles) >= 15
    for one in quoted:
        assert re.fullmatch(r"第[一二三四五六七八九十百]+条", one.source.article)
        assert one.quote in one.source.text
        assert one.source.read_at
    for line in (line for name in LINES for line in item.lines(name)):
        assert line.citation.check_state is not CheckState.QUOTED or line.text == line.citation.quote


@each_item
def test_every_question_names_its_article_and_persons_are_marked(key):
    personal = {FieldType.PERSON_NAME, FieldType.MOBILE, FieldType.CITIZEN_ID}

    for field in FORMS[key].fields:
        assert field.source.document
        assert field.source.article.startswith("第")
        assert field.personal or field.type not in personal


@each_item
def test_the_promise_ends_before_the_statutory_limit_and_the_steps_fit_into_it(key):
    item = ITEMS[key]
    promise = (item.number("promise_limit"), item.text("promise_limit_unit"))
    limit = (item.number("stat_limit"), item.text("stat_limit_unit"))

    assert never_longer(promise, limit)
    assert item.elements["promise_limit"].source.key == "city"
    assert sum(step.limit or 0 for step in item.steps if step.timed) == promise[0]


# --- what the laws say -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "element", "value", "words"),
    [
        pytest.param(TIMBER, "stat_limit", 20, "二十日内", id="felling-by-the-general-twenty-days"),
        pytest.param(WATER, "stat_limit", 45, "45个工作日", id="water-forty-five-days"),
        pytest.param(WATER, "licence_validity_years", 5, "一般为5年", id="water-five-years-as-a-rule"),
        pytest.param(SEWAGE, "stat_limit", 15, "15日内", id="sewage-fifteen-days"),
        pytest.param(SEWAGE, "licence_validity_years", 5, "5年", id="sewage-five-years"),
        pytest.param(BOOKS, "stat_limit", 20, "二十日内", id="books-by-the-general-twenty-days"),
        pytest.param(AGENCIES, "stat_limit", 20, "20日内", id="agencies-twenty-days"),
        pytest.param(SCHOOL, "stat_limit", 3, "三个月内", id="school-three-months"),
        pytest.param(SCHOOL, "stat_limit_unit", "M", "三个月内", id="school-counts-in-months"),
        pytest.param(GUARDS, "stat_limit", 15, "15日内进行审核", id="guards-fifteen-days-for-the-first-examination"),
    ],
)
def test_a_quoted_number_is_the_number_of_the_quote(key, element, value, words):
    found = ITEMS[key].elements[element]

    assert found.value == value
    assert words in found.citation.quote


@pytest.mark.parametrize(
    ("key", "kinds"),
    [
        pytest.param(TIMBER, ["extension", "hearing"], id="felling"),
        pytest.param(WATER, ["expert_review", "hearing"], id="water-knows-experts-and-no-extension"),
        pytest.param(SEWAGE, ["hearing"], id="sewage-tests-are-the-applicants-own"),
        pytest.param(BOOKS, ["extension", "hearing"], id="books"),
        pytest.param(AGENCIES, ["hearing"], id="agencies"),
        pytest.param(SCHOOL, ["hearing"], id="school-experts-are-for-diplomas-only"),
        pytest.param(GUARDS, ["hearing"], id="guards"),
    ],
)
def test_an_item_has_the_special_procedures_that_its_texts_know(key, kinds):
    procedures = ITEMS[key].special_procedures

    assert [procedure.kind for procedure in procedures] == kinds
    assert all(procedure.stops_clock == (procedure.kind != "extension") for procedure in procedures)


@pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in (TIMBER, WATER, SEWAGE, SCHOOL)])
def test_a_site_survey_stops_the_promised_clock_only(key):
    item = ITEMS[key]
    survey = next(step for step in item.steps if step.key == "site_survey")

    assert not survey.timed
    assert "计入法定时限" in survey.duty
    assert not [one for one in item.special_procedures if one.stops_clock and "现场" in one.name]


def test_the_felling_quota_is_told_and_its_number_left_to_the_city():
    item = ITEMS[TIMBER]

    assert "不得超过年采伐限额" in item.text("quota")
    assert item.number("quota_number") is None
    assert {"1", "2"} <= set(item.texts("service_object"))


def test_water_has_fees_with_a_basis_and_without_an_invented_amount():
    item = ITEMS[WATER]

    assert item.flag("fee_flag")
    assert [fee.name for fee in item.fees] == ["取水许可证工本费", "水资源费"]
    for fee in item.fees:
        assert fee.basis.startswith("取水许可和水资源费征收管理条例第")
        assert fee.amount == ""
        assert not fee.before_grant


@pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in KEYS if key != WATER])
def test_where_no_law_sets_a_fee_there_is_none(key):
    item = ITEMS[key]

    assert item.flag("fee_flag") is False
    assert item.fees == ()


def test_guards_are_examined_here_and_decided_above():
    item = ITEMS[GUARDS]
    steps = {step.key: step for step in item.steps}

    assert item.flag("first_examination")
    assert "将审核意见报所在地的省" in item.elements["first_examination"].citation.quote
    assert item.elements["deciding_body"].is_unknown
    assert list(steps)[-3:] == ["forward", "upper_decision", "deliver"]
    assert (steps["upper_decision"].limit, steps["upper_decision"].timed) == (15, False)


@pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in KEYS if key != GUARDS])
def test_all_others_are_decided_here(key):
    assert ITEMS[key].flag("first_examination") is False


def test_job_intermediation_is_a_two_step_case_and_may_be_had_by_commitment():
    item = ITEMS[AGENCIES]

    assert item.flag("two_step")
    assert item.flag("commitment_based")
    assert "告知承诺制" in item.elements["commitment_based"].citation.quote


SELF = {"handled_by": "self"}


@pytest.mark.parametrize(
    ("key", "answers", "needed"),
    [
        pytest.param(
            TIMBER,
            {"applicant_kind": "person", "over_threshold": "no"},
            {"application", "title"},
            id="a-farmer-brings-the-title",
        ),
        pytest.param(
            TIMBER,
            {"applicant_kind": "organisation", "unit_kind": "state_forestry", "over_threshold": "no"},
            {"application", "title", "survey_design", "renewal_proof"},
            id="a-state-forest-brings-survey-and-renewal",
        ),
        pytest.param(
            TIMBER,
            {"applicant_kind": "organisation", "unit_kind": "other", "over_threshold": "yes"},
            {"application", "title", "survey_design", "unit_statement"},
            id="another-organisation-above-the-threshold",
        ),
        pytest.param(
            WATER,
            {"project_kind": "none", "project_filed": "no", "third_party": "no"},
            {"application", "identity", "third_party_statement"},
            id="water-without-a-project",
        ),
        pytest.param(
            WATER,
            {"project_kind": "report", "project_filed": "yes", "third_party": "yes", "approved_outlet": "yes"},
            {
                "application",
                "identity",
                "third_party_statement",
                "third_party_commitment",
                "project_filing",
                "water_report",
                "outlet_consent",
            },
            id="water-for-a-project-with-everything",
        ),
        pytest.param(
            SEWAGE,
            {"pretreatment": "yes", "hidden_works": "report", "quality_proof": "commitment", "key_polluter": "yes"},
            {"application", "drawings", "pretreatment", "completion_report", "quality_commitment", "auto_monitoring"},
            id="sewage-of-a-key-polluter",
        ),
        pytest.param(
            SCHOOL,
            {"route": "direct", "donated": "no", "joint": "no"},
            {
                "application",
                "founding_report",
                "funds_proof",
                "charter",
                "board_list",
                "asset_proof",
                "staff_qualifications",
            },
            id="school-applied-for-directly",
        ),
        pytest.param(
            SCHOOL,
            {"route": "prepared", "donated": "yes", "joint": "yes"},
            {
                "application",
                "preparation_approval",
                "preparation_report",
                "charter",
                "board_list",
                "asset_proof",
                "staff_qualifications",
                "joint_agreement",
            },
            id="school-after-preparation-founded-together",
        ),
        pytest.param(
            GUARDS,
            {"armed_escort": "yes"},
            {
                "application",
                "capital_proof",
                "managers",
                "technicians",
                "premises",
                "rules",
                "armed_escort",
            },
            id="armed-escort-proves-more",
        ),
        pytest.param(
            BOOKS,
            {"handled_by": "agent"},
            {"application", "legal_status", "authorisation_letter", "agent_identity"},
            id="an-agent-brings-two-papers",
        ),
        pytest.param(
            AGENCIES,
            {"apply_way": "commitment"},
            {"application", "charter", "premises_proof", "staff_list", "commitment_letter"},
            id="agencies-by-commitment",
        ),
    ],
)
def test_the_materials_follow_the_answers(key, answers, needed):
    assert {material.key for material in materials_needed(ITEMS[key], SELF | answers)} == needed


def _article(text, article):
    found = re.search(rf"^{article}[ \u3000]+(.*?)(?=^第\S+条[ \u3000]|^#|\Z)", text, re.M | re.S)
    return "".join(found.group(1).split())


@pytest.mark.skipif(not LAWS.is_dir(), reason="the texts of the laws are not at hand")
@each_item
def test_articles_agree_with_the_texts_of_the_laws_at_hand(key):
    compared = 0
    for path in sorted(LAWS.glob("*.md")):
        name = path.name.partition("(")[0]
        text = path.read_text(encoding="utf-8")
        for source in ITEMS[key].sources.values():
            if source.document.removeprefix("中华人民共和国") == name:
                assert "".join(source.text.split()) in _article(text, source.article)
                compared += 1

    assert compared >= 10
