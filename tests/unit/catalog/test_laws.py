"""The library of articles: what ships agrees with the items, and a law that ended is told wherever it is cited."""

import json
import os
from dataclasses import asdict, replace
from datetime import date

import pytest

from oneseal.catalog.rules.laws import (
    Ended,
    Ending,
    article_place,
    cited_places,
    editions_of,
    is_law,
    law_faults,
)
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.sentences import SENTENCES
from oneseal.catalog.rules.version import citations
from tests.unit.catalog.shipped import ITEM_FILES, ITEMS, ROOT

LAWS = ROOT / "fixtures/reference/laws"
RAW = {path.stem: json.loads(path.read_text("utf-8")) for path in ITEM_FILES}
FOOD = ITEMS["food-business-licence-new"]
LAW, NUMBER = "食品经营许可和备案管理办法", "国家市场监督管理总局令第78号"


def extracted():
    """Return the files of the library as the shipped items demand them, by name."""
    return {edition.key: {"format": 1, **asdict(edition)} for edition in editions_of(RAW.values())}


def test_the_library_that_ships_holds_the_articles_the_shipped_items_cite_and_no_others():
    expected = extracted()
    if os.environ.get("ONESEAL_WRITE_REFERENCE") == "1":
        for path in LAWS.glob("*.json"):
            path.unlink()
        for key, told in expected.items():
            text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
            (LAWS / f"{key}.json").write_text(text, "utf-8")
    found = {path.stem: json.loads(path.read_text("utf-8")) for path in LAWS.glob("*.json")}

    assert found == expected, "write it with ONESEAL_WRITE_REFERENCE=1"


def test_each_law_has_a_file_of_its_own():
    editions = editions_of(RAW.values())

    assert len({edition.key for edition in editions}) == len(editions)
    assert sum(len(edition.articles) for edition in editions) > 600


@pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in RAW])
def test_every_citation_of_an_item_is_found_at_its_place(key):
    content = ITEMS[key]
    read = {(path, one.source.key) for path, one in citations(content) if one.source}
    read |= {(f"legal_basis.value[{place}]", one.source.key) for place, one in enumerate(content.legal_basis)}
    for place, material in enumerate(content.materials):
        at = f"materials.value[{place}].elements.legal_basis.value"
        read |= {(f"{at}[{index}]", one.source.key) for index, one in enumerate(material.legal_basis)}

    assert {(cited.path, cited.source) for cited in cited_places(RAW[key])} == read


@pytest.mark.parametrize(
    ("article", "place"),
    [
        pytest.param("第三条", 3, id="a-digit"),
        pytest.param("第十条", 10, id="ten-without-one"),
        pytest.param("第二十三条", 23, id="tens"),
        pytest.param("第一百零五条", 105, id="a-hundred-with-a-gap"),
        pytest.param("第一千零四十六条", 1046, id="the-civil-code"),
        pytest.param("附录A", 9999, id="no-number-comes-last"),
    ],
)
def test_articles_stand_in_the_order_of_their_law(article, place):
    assert article_place(article) == place


def test_what_the_city_says_of_itself_is_no_law():
    assert not is_law({"document": "本市承诺和本市服务安排", "article": "第一条", "level": "city"})
    assert not is_law({"document": "某办法", "article": "", "level": "law"})
    assert is_law({"document": "某办法", "article": "第一条", "level": "law"})


def ended(**changes):
    return replace(Ended(LAW, NUMBER, "", date(2026, 7, 1), Ending.CHANGED), **changes)


@pytest.mark.parametrize(
    ("end", "on", "is_fault"),
    [
        pytest.param(ended(), date(2026, 7, 1), True, id="from-the-day-on"),
        pytest.param(ended(), date(2026, 6, 30), False, id="not-before-the-day"),
        pytest.param(ended(number="另一版本"), date(2026, 7, 1), False, id="another-edition-changed"),
        pytest.param(ended(number="另一版本", ending=Ending.ABOLISHED), date(2026, 7, 1), True, id="abolished-whole"),
        pytest.param(ended(article="第十三条"), date(2026, 7, 1), True, id="an-article-that-is-cited"),
        pytest.param(ended(article="第九百条"), date(2026, 7, 1), False, id="an-article-that-is-not-cited"),
        pytest.param(ended(law="别的办法"), date(2026, 7, 1), False, id="another-law"),
    ],
)
def test_a_citation_of_a_law_that_is_no_longer_in_force_is_a_fault(end, on, is_fault):
    faults = law_faults(FOOD, [end], on)

    assert bool(faults) is is_fault
    assert all(fault.code == "catalog.law_not_in_force" for fault in faults)
    assert all("2026-07-01" in SENTENCES[fault.code] % fault.facts for fault in faults)


def test_a_basis_that_is_marked_as_no_longer_valid_may_stay_as_a_record():
    raw = json.loads(json.dumps(RAW["food-business-licence-new"]))
    raw["sources"]["old-1"] = {"document": "旧办法", "article": "第一条", "level": "department_rule", "text": "旧。"}
    raw["elements"]["legal_basis"]["value"].append({"source": "old-1", "valid": False})
    gone = Ended("旧办法", "", "", date(2026, 7, 1), Ending.ABOLISHED)

    assert law_faults(parse_item(raw), [gone], date(2026, 7, 1)) == []
    raw["elements"]["legal_basis"]["value"][-1]["valid"] = True
    assert [fault.path for fault in law_faults(parse_item(raw), [gone], date(2026, 7, 1))] == ["sources.old-1.document"]
