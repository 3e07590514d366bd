"""The reform board for everybody: two days, every figure down to its items, charts with their tables, files."""

import io
import re
from html import unescape

import pytest
from openpyxl import load_workbook

from oneseal.catalog.models import VersionFigures
from oneseal.catalog.services import item_publish, item_revise
from oneseal.foundation.timekeeping import now, today
from tests.factories import shipped, world
from tests.web.portal.conftest import said

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def reformed(city, clock):
    """Let a week pass, publish the item's second version and a second item; return (first day, last day)."""
    first = today()
    clock.move(days=7)
    editor = world.staff("item_administrator")
    draft = item_revise(item_id=city.item_id, actor=editor, now=now())
    item_publish(version_id=draft, effective_on=today(), actor=editor, now=now())
    shipped.published("public-place-hygiene-licence", {**world.CITY_SAYS, "basic_code": "410123001000"})
    return first, today()


def asked(reformed, **more):
    return {"from": reformed[0].isoformat(), "to": reformed[1].isoformat(), **more}


def links(response):
    return [unescape(url) for url in re.findall(r'href="(/reform/items/[^"]+)"', response.content.decode())]


def test_the_board_shows_its_figures_and_how_they_are_made(client, reformed):
    shown = client.get("/reform/", asked(reformed))

    words = said(shown)
    assert shown.status_code == 200
    assert "承诺比法定快" in words
    assert "1−承诺工作日合计÷法定工作日合计" in words
    assert "2个在用事项" in words
    assert "两集中、两到位" in words


def test_every_figure_leads_to_its_items(client, reformed):
    found = sorted(set(links(client.get("/reform/", asked(reformed)))))

    assert len(found) > 15
    for url in found:
        assert client.get(url).status_code == 200, url
    added = next(url for url in found if "figure=added" in url)
    assert "公共场所卫生许可" in said(client.get(added))


def test_a_chart_is_a_table_that_a_script_may_draw(client, reformed):
    html = client.get("/reform/", asked(reformed)).content.decode()
    charts = re.findall(r"<figure class=\"chart\".*?</figure>", html, flags=re.S)

    assert len(charts) == 3
    for chart in charts:
        heads = re.findall(r'<th scope="col" class="number" data-series="(\w+)"', chart)
        rows = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", chart, flags=re.S)
        assert heads == ["before", "now"]
        assert rows
        assert all(len(re.findall(r"<td class=\"number\" data-value=\"[-0-9.]*\"", row)) == 2 for row in rows)
        assert re.search(r'data-library="/static/vendor/echarts/[^"]+\.js"', chart)
        assert "hidden></div>" in chart, "without a script only the table is there"
    assert "style=" not in "".join(charts)


def test_numbers_in_a_chart_are_written_for_programs_in_every_language(client, reformed):
    html = client.get("/reform/", asked(reformed), headers={"accept-language": "en"}).content.decode()

    assert "What the reform changed" in html
    assert not re.findall(r'data-value="[^"]*,', html)


@pytest.mark.parametrize("told", [{}, {"from": "0", "to": "x", "department": "y"}, {"from": "9999-12-31"}])
def test_a_strange_address_shows_a_board_all_the_same(client, city, told):
    assert client.get("/reform/", told).status_code == 200


def test_days_without_any_item_say_that_nothing_can_be_told(client, city):
    shown = client.get("/reform/", {"from": "2019-01-01", "to": "2019-12-31"})

    assert "不适用" in said(shown)
    assert "没有共同在用的事项" in said(shown)


@pytest.mark.parametrize("told", [{}, {"figure": "nothing"}])
def test_a_figure_that_does_not_exist_has_no_page(client, city, told):
    assert client.get("/reform/items/", told).status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999"])
def test_a_strange_page_of_items_is_a_page(client, city, page):
    assert client.get("/reform/items/", {"figure": "in_force", "page": page}).status_code == 200


def test_the_board_is_saved_as_a_workbook_and_as_text(client, reformed):
    book = client.get("/reform/files/xlsx/", asked(reformed))
    text = client.get("/reform/files/csv/", asked(reformed))

    assert load_workbook(io.BytesIO(book.content)).sheetnames[1] == "指标"
    assert "attachment" in book.headers["Content-Disposition"]
    assert text.content.decode("utf-8-sig").startswith("比较范围")
    assert client.get("/reform/files/exe/").status_code == 404


def test_the_board_asks_no_more_of_the_database_when_there_are_more_items(client, reformed, django_assert_num_queries):
    client.get("/reform/", asked(reformed))
    with django_assert_num_queries(14):
        client.get("/reform/", asked(reformed))
    assert VersionFigures.objects.count() == 3
