"""What the catalogue gives away: the one-sheet, the code, the open data, the ten open matters, and real durations."""

import csv
import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from pypdf import PdfReader

from oneseal.cases.rules.durations import FEWEST, Taken, taken
from tests.factories import world
from tests.web.portal.conftest import said

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _words(pdf):
    """Return the words of a file without spaces: between scripts the typesetter leaves a gap."""
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def _whole(response):
    return b"".join(response.streaming_content).decode()


def test_the_one_sheet_is_a_file_that_names_its_version_and_the_materials(client, city):
    answer = client.get(f"/items/{city.item_id}/sheet.pdf")

    text = _words(answer.content)
    for words in ("一次性告知单", "食品经营许可（新办）", "操作流程文件", "第1版", "尚未公布"):
        assert words in text
    assert answer["Content-Type"] == "application/pdf"


def test_the_one_sheet_of_a_version_is_the_same_bytes_each_time(client, city, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert (
        client.get(f"/items/{city.item_id}/sheet.pdf").content == client.get(f"/items/{city.item_id}/sheet.pdf").content
    )


def test_the_one_sheet_is_english_for_who_reads_english(client, city):
    text = _words(client.get(f"/items/{city.item_id}/sheet.pdf", headers={"accept-language": "en"}).content)

    assert "Foodbusinesslicence" in text
    assert "一次性告知单" not in text


def test_the_code_leads_to_the_items_page(client, city):
    answer = client.get(f"/items/{city.item_id}/code.svg")

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")
    assert reverse("portal:item_code", args=[city.item_id]) in said_html(client, f"/items/{city.item_id}/sheet/")


def said_html(client, address):
    return client.get(address).content.decode()


def test_the_json_holds_every_element_with_its_source_and_check_state(client, city):
    told = json.loads(_whole(client.get("/data/items.json")))

    (item,) = told["items"]
    assert item["name"] == "食品经营许可（新办）"
    assert item["elements"]["promise_limit"]["value"] == 5
    assert {"check_state", "source"} <= item["elements"]["promise_limit"].keys()
    assert item["url"].endswith(f"/items/{city.item_id}/")
    assert len(item["sha256"]) == 64


def test_the_table_has_one_line_an_item_and_leaves_the_unknown_empty(client, city):
    text = _whole(client.get("/data/items.csv"))

    (row,) = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    assert (row["promise_limit"], row["promise_limit_unit"], row["fee_flag"]) == ("5", "WD", "false")
    assert "操作流程文件" in row["materials"]
    assert row["visit_count"] != "None"


def test_a_name_that_looks_like_a_formula_is_no_formula_in_the_table(client, city, monkeypatch):
    from oneseal.portal.catalogue import opendata

    real = opendata.items_open
    monkeypatch.setattr(opendata, "items_open", lambda on: (replace(row, name="=1+1") for row in real(on=on)))

    assert "'=1+1" in _whole(client.get("/data/items.csv"))


def test_the_open_data_page_explains_each_column_of_the_table(client, city):
    text = said(client.get("/data/"))

    head = _whole(client.get("/data/items.csv")).removeprefix("\ufeff").splitlines()[0].split(",")
    assert all(column in text for column in head)


def test_the_map_of_the_site_is_xml_and_names_each_item(client, city):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)

    found = [url.findtext(f"{SITEMAP}loc") for url in tree.iter(f"{SITEMAP}url")]
    assert any(address.endswith(f"/items/{city.item_id}/") for address in found)
    assert "/office/" not in "".join(found)


def test_robots_are_kept_out_of_the_rooms_of_people(client, city):
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /my/" in text
    assert "/sitemap.xml" in text


def test_the_ten_open_matters_are_counted_and_lead_to_what_is_silent(client, city):
    text = said(client.get("/open/"))

    for matter in ("许可科职责", "进驻事项", "设定依据", "申请条件", "办理程序", "承诺期限", "必备资料",
                   "收费标准及依据", "申请书示范文本", "咨询投诉电话"):  # fmt: skip
        assert matter in text
    assert "1 / 1" in text
    silent = said(client.get("/open/?without=handling_org"))
    assert "食品经营许可（新办）" in silent.partition("尚未写明“许可科职责”的事项")[2]
    assert "全部写明了" in said(client.get("/open/?without=legal_basis"))


# --- how long it really took -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        pytest.param([(3, FEWEST - 1)], None, id="too-few-tell-of-single-people"),
        pytest.param([(3, FEWEST)], Taken(FEWEST, 3, 3), id="just-enough"),
        pytest.param([(1, 5), (9, 5)], Taken(10, 1, 9), id="half-and-most-differ"),
        pytest.param([(9, 1), (1, 9)], Taken(10, 1, 1), id="one-slow-case-moves-neither"),
        pytest.param([(0, 20)], Taken(20, 0, 0), id="on-the-spot"),
        pytest.param([(2, 0), (3, 10)], Taken(10, 3, 3), id="a-day-without-cases-counts-nothing"),
    ],
)
def test_medians_are_told_not_averages(counted, expected):
    assert taken(counted) == expected


def test_the_page_tells_how_long_others_waited_and_hides_few(client, city, clock):
    assert "件数太少" in said(client.get(f"/items/{city.item_id}/"))

    for _ in range(FEWEST):
        world.granted_case()
    clock.move(days=1)

    assert f"近一年办结{FEWEST}件" in said(client.get(f"/items/{city.item_id}/"))


def test_what_was_decided_more_than_a_year_ago_is_not_counted(client, city, clock):
    for _ in range(FEWEST):
        world.granted_case()
    clock.stand_at(clock.now + timedelta(days=366))

    assert "件数太少" in said(client.get(f"/items/{city.item_id}/"))
