"""Browsing the catalogue: every figure opens the list it counts, and a listed item never offers an application."""

import re
from urllib.parse import quote

import pytest

from oneseal.catalog.models import ListedItem
from oneseal.catalog.rules.listing import COLUMNS
from oneseal.catalog.selectors import Wanted, catalogue_found
from oneseal.catalog.services import listed_item_complete, listing_import
from oneseal.catalog.services.indexing import entries_rebuild
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.access import Actor
from tests.factories import world
from tests.web.portal.conftest import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
MAIN = "义务教育阶段入学"


@pytest.fixture
def listed(city):
    """List 60 items of two departments and two types."""
    rows = [
        f"区{'教科体' if number % 3 else '人社'}局,{MAIN if number % 5 else '未分类'},第{number:02d}号入学申请办理,"
        f"511Z0700{number:04d}-511602000000-000-11511301008778183N-1-00,"
        f"{20 if number % 2 else 1},511602000000,00877836X"
        for number in range(60)
    ]
    content = "\n".join([",".join(COLUMNS), *rows]).encode()
    listing_import(content=content, source="示例目录", actor=Actor.system("test"), now=now())
    return ListedItem.objects.all()


def links(response):
    return re.findall(r'href="([^"]+)"', response.content.decode().replace("&amp;", "&"))


def item_links(client, url):
    """Return the addresses of all items of a list, over all its pages."""
    found = []
    while url:
        response = client.get(url)
        assert response.status_code == 200
        on_page = re.findall(r'service__name"><a href="([^"]+)"', response.content.decode())
        found += on_page
        url = next((link for link in links(response) if "after=" in link), "")
        assert len(on_page) <= 24
        assert not url or len(on_page) == 24
    return found


def shelves(response):
    """Return address and figure of each shelf on a page."""
    pattern = r'shelf__name"><a href="([^"]+)">.*?shelf__total">(\d+)'
    return [
        (url.replace("&amp;", "&"), int(total)) for url, total in re.findall(pattern, response.content.decode(), re.S)
    ]


@pytest.mark.parametrize("tab", ["department", "theme", "event", "organisation"])
def test_every_shelf_of_the_home_page_holds_as_many_items_as_it_says(client, listed, tab):
    found = shelves(client.get(f"/?tab={tab}"))

    assert found
    for url, total in found:
        if url.startswith("/together/"):
            # Several items told stage by stage, not as a list; see tests/apps/catalog/test_joined.py.
            assert len(set(re.findall(r'href="(/items/[0-9a-f-]{36}/)"', client.get(url).content.decode()))) == total
            continue
        assert len(set(item_links(client, url))) == total, url
        assert f"共{total}个事项" in said(client.get(url))


@pytest.mark.parametrize("tab", ["person", "organisation"])
def test_every_audience_of_the_home_page_holds_as_many_items_as_its_tab_says(client, listed, tab):
    page = client.get(f"/?tab={tab}")
    total = int(re.search(rf'tab={tab}#services"[^>]*>.*?tab__count">(\d+)', page.content.decode(), re.S)[1])

    assert len(item_links(client, f"/items/?audience={tab}")) == total


def test_the_figures_of_the_filters_are_the_lengths_of_their_lists(client, listed):
    text = said(client.get("/items/"))
    online, only_listed = (int(re.search(rf"{name}\s*(\d+)", text)[1]) for name in ("可以申请", "仅供查询"))

    assert len(item_links(client, "/items/?reach=online")) == online
    assert len(item_links(client, "/items/?reach=listed")) == only_listed == 60
    assert f"共{online + only_listed}个事项" in text


def test_an_english_page_tells_topics_in_english_and_marks_names_that_have_none(client, listed):
    client.cookies["oneseal_language"] = "en"
    to_choose, chosen = (client.get(f"/items/{query}").content.decode() for query in ("", "?topic=准营准办"))

    assert '<span lang="zh-Hans">区教科体局</span>' in to_choose
    for page in (to_choose, chosen):
        assert "Permission to operate" in page
        assert "准营准办</span>" not in page


def test_a_list_is_walked_page_by_page_without_a_gap_or_a_repetition(client, listed):
    found = item_links(client, "/items/")

    assert len(found) == len(set(found)) == catalogue_found(Wanted(), on=today()).total
    assert found[0] == f"/items/{world.city().item_id}/"


@pytest.mark.parametrize("key", ["x", "%00", "W10", "WzEsMiwzXQ", "é"])
def test_a_key_that_was_tampered_with_begins_anew(client, listed, key):
    response = client.get(f"/items/?after={key}")

    assert response.status_code == 200
    assert "食品经营许可" in said(response)


def test_items_of_one_name_are_all_shown(client, listed):
    listed.update(name="同名事项")
    entries_rebuild()

    assert len(set(item_links(client, "/items/?reach=listed"))) == 60


@pytest.mark.parametrize(
    ("words", "total"),
    [
        pytest.param("第07号入学", 1, id="phrase-of-the-name"),
        pytest.param("入学 申请", 60, id="words-of-the-name"),
        pytest.param("区人社局", 20, id="department"),
        pytest.param("511Z07000007", 1, id="start-of-the-code"),
        pytest.param("511z07000007", 1, id="start-of-the-code-in-small-letters"),
        pytest.param("操作流程", 1, id="material-of-a-published-item"),
        pytest.param("挖掘机", 0, id="nothing-like-it"),
        pytest.param("100%_", 0, id="signs-of-the-database"),
    ],
)
def test_a_search_finds_by_name_department_material_and_code(client, listed, words, total):
    found = item_links(client, f"/items/?q={quote(words)}")

    assert len(found) == total
    assert f"找到{total}个事项" in said(client.get(f"/items/?q={quote(words)}"))


def test_what_was_searched_for_is_marked_and_everything_else_escaped(client, listed):
    ListedItem.objects.filter(name__contains="第07号").update(name="<i>入学</i>")
    entries_rebuild()

    page = client.get("/items/?q=入学").content.decode()

    assert "&lt;i&gt;<mark>入学</mark>&lt;/i&gt;" in page


def test_a_search_without_a_hit_says_what_to_do(client, listed):
    assert "没有找到符合的事项" in said(client.get("/items/?q=挖掘机"))


def test_a_listed_item_says_what_is_known_and_where_from_and_offers_no_application(client, listed):
    row = listed.get(name__contains="第07号")
    response = client.get(f"/items/listed/{row.id}/")
    text = said(response)

    for words in (
        "不能在线申请",
        "尚未由本市核定",
        "示例目录",
        row.source_code,
        "区教科体局",
        "公共服务",
        MAIN,
        "尚未查明",
    ):
        assert words in text
    assert not [link for link in links(response) if "apply" in link]
    assert "基本编码" not in text
    assert client.get(f"/items/{row.id}/").status_code == 404
    assert client.get(f"/items/{row.id}/apply/").status_code in {302, 404}


def test_a_completed_item_leads_to_the_item_it_became(client, listed):
    row = listed.first()
    actor = world.staff("item_administrator")
    listed_item_complete(listed_id=row.id, template="food-business-licence-new", actor=actor, now=now())

    assert client.get(f"/items/listed/{row.id}/").url == f"/items/{world.city().item_id}/"


@pytest.mark.parametrize(
    "url",
    [
        "/departments/listed-x/", "/departments/agency-019cb692-cd00-7913-b9b4-27db00f8e082/", "/departments/nothing/",
        "/themes/kind/", "/themes/nothing/?name=01", "/items/listed/019cb692-cd00-7913-b9b4-27db00f8e082/",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(client, listed, url):
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("url", "budget"),
    [
        pytest.param("/", 4, id="home"),
        pytest.param("/?tab=theme", 4, id="themes"),
        pytest.param("/items/", 5, id="list"),
        pytest.param("/items/?q=入学", 5, id="search"),
    ],
)
def test_pages_of_the_catalogue_ask_few_questions_however_many_items_there_are(
    client, listed, django_assert_max_num_queries, url, budget
):
    client.get(url)  # shelves and figures are counted once, until something changes

    with django_assert_max_num_queries(budget):
        client.get(url)


def test_the_next_page_costs_what_the_first_does(listed, django_assert_num_queries):
    first = catalogue_found(Wanted(), on=today())  # and its figures, which are counted once until something changes

    with django_assert_num_queries(1):
        catalogue_found(Wanted(), on=today(), after=first.next_key)


def test_the_item_page_is_folded_and_the_sheet_is_not(client, city):
    page, sheet = (client.get(f"/items/{city.item_id}/{tail}").content.decode() for tail in ("", "sheet/"))

    assert page.count('<details class="fold">') == 5
    assert '<details class="fold">' not in sheet
    assert '<details class="fold" open>' in sheet
