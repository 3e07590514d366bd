"""What the demo city says beside its items stands in the articles it names, word for word."""

import json

import pytest

from tests.unit.catalog.shipped import ITEMS, LAWS, ROOT

TOLD = json.loads((ROOT / "fixtures/demo/ledgers.json").read_text("utf-8"))


@pytest.mark.parametrize("row", [pytest.param(row, id=row["number"]) for row in TOLD["certificates"]])
def test_a_certificate_of_the_demo_is_a_material_that_its_article_asks_for(row):
    content = ITEMS[row["item"]]
    texts = [
        one.text for one in content.sources.values() if (one.document, one.article) == (row["law"], row["article"])
    ]

    assert any(row["quote"] in text for text in texts)
    assert row["name"] in [material.name for material in content.materials]


def test_the_situations_of_accountability_are_those_of_the_licensing_law():
    if not LAWS.exists():
        pytest.skip("the public texts are not beside this checkout")
    law = (LAWS / "行政许可法(2019-04-23).md").read_text("utf-8")
    steps = {step.key for step in ITEMS[TOLD["duties"]["item"]].steps}

    assert set(TOLD["duties"]["steps"]) <= steps
    for told in TOLD["duties"]["steps"].values():
        article = law.partition(f"\n{told['article']} ")[2].partition("\n第七十五条 ")[0]
        assert all(situation in article for situation in told["accountability"])
