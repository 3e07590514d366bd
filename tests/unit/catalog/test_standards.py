"""What asks for each element: one sentence with its source, and no quotation that the library does not hold."""

import json
from pathlib import Path

import pytest

from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, ITEM_ELEMENT, MATERIAL_ELEMENT
from oneseal.catalog.rules.standards import asked_by, quotations

LAWS = Path(__file__).resolve().parents[3] / "fixtures" / "reference" / "laws"
MATERIAL_COLUMNS = [MATERIAL_ELEMENT[key] for key in ("name", "necessity", "source", "copy_kind", "legal_basis")]
QUOTED = sorted(set(quotations()))


@pytest.mark.parametrize(("law", "article", "quote"), QUOTED)
def test_each_quotation_stands_word_for_word_in_its_article(law, article, quote):
    library = json.loads((LAWS / f"{law}.json").read_text("utf-8"))

    words = next(row["text"] for row in library["articles"] if row["article"] == article)

    assert quote in words


def test_the_help_quotes_more_than_one_law():
    assert {law for law, _article, _quote in QUOTED} >= {"apl", "obe", "pen", "coe"}


@pytest.mark.parametrize("element", ALL_ITEM_ELEMENTS, ids=lambda element: element.key)
def test_every_element_says_in_both_languages_what_asks_for_it(element):
    asked = asked_by(element, "01")

    assert asked
    assert all(row.text and row.text_en and row.source and row.source_en for row in asked)


@pytest.mark.parametrize(
    ("key", "item_type", "source", "text"),
    [
        pytest.param("stat_limit", "01", "《行政许可法》第三十条", "应当公示", id="what-the-law-shows"),
        pytest.param("fee_flag", "01", "《行政许可法》第五十八条", "不得收费", id="fees-need-a-basis"),
        pytest.param("promise_limit", "01", "《优化营商环境条例》第三十六条", "不得长于", id="never-above-the-law"),
        pytest.param("party_rights", "02", "《行政处罚法》第三十九条", "公示", id="rights-of-the-punished"),
        pytest.param("item_type", "01", "GB/T 39046-2020 A.1", "标准", id="code-list-of-the-standard"),
        pytest.param("aliases", "01", "事项检索", "查找", id="our-own-need-is-said-to-be-ours"),
    ],
)
def test_the_source_of_a_demand_is_named(key, item_type, source, text):
    asked = asked_by(ITEM_ELEMENT[key], item_type)

    assert any(row.source == source and text in row.text for row in asked)


@pytest.mark.parametrize(
    ("key", "item_type", "word"),
    [
        pytest.param("promise_limit", "01", "列为必填。", id="somebody-applies"),
        pytest.param("cross_area", "01", "依照这一标准填写。", id="of-another-standard"),
        pytest.param("joint_orgs", "01", "列有这一要素，可以不填。", id="may-stay-empty"),
        pytest.param("basic_code", "02", "列为必填。", id="a-power-needs-its-code"),
    ],
)
def test_whether_it_is_required_follows_the_type_of_the_item(key, item_type, word):
    assert asked_by(ITEM_ELEMENT[key], item_type)[-1].text == word


def test_a_power_that_nobody_applies_for_is_not_told_what_licences_must_show():
    assert all(row.source != "《行政许可法》第三十条" for row in asked_by(ITEM_ELEMENT["name"], "06"))


@pytest.mark.parametrize("element", MATERIAL_COLUMNS, ids=lambda element: element.key)
def test_every_column_of_the_materials_says_what_asks_for_it(element):
    asked = asked_by(element, "01")

    assert asked
    assert all(row.text and row.text_en and row.source and row.source_en for row in asked)
