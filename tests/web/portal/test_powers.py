"""The page of a power that nobody applies for, and steps whose limit is in office hours."""

import pytest
from django.utils.translation import override

from oneseal.portal.catalogue.guide import step_rows
from tests.apps.catalog.test_powers import CITY, published
from tests.unit.catalog.shipped import ITEMS
from tests.web.portal.conftest import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
PENALTY = "unlicensed-agency-penalty"


@pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in CITY])
def test_the_page_tells_what_it_is_its_procedure_rights_remedies_and_basis(client, key):
    version = published(key)
    text = said(client.get(f"/items/{version.item_id}/"))

    for words in ("不需要申请", "程序", "您的权利", "救济和监督", "六十日内提出行政复议申请", "依据", "原文引用"):
        assert words in text
    assert all(line.text in text for line in version_lines(key))


def version_lines(key):
    item = ITEMS[key]
    return [line for name in ("punishment_method", "coercion_method", "inspection_method") for line in item.lines(name)]


def test_no_door_leads_to_an_application(client):
    version = published(PENALTY)
    page = client.get(f"/items/{version.item_id}/").content.decode()

    assert "/apply/" not in page
    assert client.get(f"/items/{version.item_id}/apply/").status_code in {302, 404}
    sheet = client.get(f"/items/{version.item_id}/sheet/")
    assert (sheet.status_code, sheet["Location"]) == (302, f"/items/{version.item_id}/")


def test_the_list_says_that_nobody_applies(client):
    published(PENALTY)

    assert "依职权行使，不需要申请" in said(client.get("/items/"))
    assert "依职权行使 1" in said(client.get("/items/"))
    assert "对未经许可擅自从事职业中介活动的处罚" not in said(client.get("/items/?reach=online"))


def test_the_page_speaks_english(client):
    version = published(PENALTY)
    client.cookies["oneseal_language"] = "en"
    text = said(client.get(f"/items/{version.item_id}/"))

    assert "Penalty for job placement without a licence" in text
    assert "A fine of 10,000 to 50,000 yuan." in text


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        pytest.param("WD", "3个工作日", id="working-days"),
        pytest.param("OH", "3个工作小时", id="office-hours"),
        pytest.param("H", "3小时", id="hours"),
    ],
)
def test_a_step_may_be_limited_in_any_unit(unit, words):
    step = ITEMS[PENALTY].steps[0]
    limited = type(step)(**{name: getattr(step, name) for name in step.__slots__} | {"limit": 3, "limit_unit": unit})

    with override("zh-hans"):
        assert step_rows([limited]) == [{"name": "立案", "more": words}]
