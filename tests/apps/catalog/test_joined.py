"""Matters that join items: every item ships, every clause is quoted word for word, and only what is open is linked."""

import json

import pytest
from django.conf import settings

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.selectors.joined import joined_all, joined_named
from oneseal.foundation.timekeeping import today
from tests.unit.catalog.shipped import ITEMS, ROOT
from tests.web.portal.conftest import said

JOINED = json.loads((settings.ONESEAL_REFERENCE / "joined.json").read_text("utf-8"))["joined"]
STAGES = [pytest.param(stage, id=f"{row['key']}-{n}") for row in JOINED for n, stage in enumerate(row["stages"], 1)]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def test_the_three_matters_of_a_city_are_joined():
    assert [(row["key"], len(row["stages"])) for row in JOINED] == [
        ("construction-project", 5), ("house-four-papers", 4), ("company-start", 3),
    ]  # fmt: skip
    assert ROOT.is_dir()


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_names_items_that_ship_and_quotes_a_clause_that_they_carry(stage):
    assert set(stage["items"]) <= set(ITEMS)
    basis = stage.get("basis")
    texts = [
        source.text
        for item in ITEMS.values()
        for source in item.sources.values()
        if basis and (source.document, source.article) == (basis["document"], basis["article"])
    ]

    assert bool(stage["items"]) or stage["missing"]
    assert basis is None or any(basis["quote"] in text for text in texts)


def test_a_matter_is_shown_when_one_of_its_items_is_open_and_links_to_that():
    found = joined_all(on=today())
    stage = found[0].stages[-1]

    assert [row.key for row in found] == ["company-start"]
    assert [item.name for item in stage.items] == ["食品经营许可（新办）"]
    assert {item.item_id for item in found[0].stages[1].items} == {None}
    with pytest.raises(ItemNotFound):
        joined_named("construction-project", on=today())


def test_the_public_reads_the_stages_and_what_is_not_there_yet(client, city):
    page = said(client.get("/together/company-start/"))
    home = said(client.get("/?tab=theme"))

    assert "本市目录中还没有" in page
    assert f"/items/{city.item_id}/" in client.get("/together/company-start/").content.decode()
    assert "开办一家企业" in home
    assert client.get("/together/nothing/").status_code == 404
