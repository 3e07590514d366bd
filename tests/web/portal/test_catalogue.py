"""The home page, the list and the page of an item."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import get_language, override

from oneseal.portal.catalogue import frozen
from tests.factories import aside, world
from tests.web.portal.conftest import said, sign_in

pytestmark = pytest.mark.django_db


def test_an_empty_house_leads_to_the_first_run_page(client, empty_house):
    response = client.get("/")

    assert response.status_code == 302
    assert response["Location"] == "/office/setup/"


def test_the_home_page_asks_and_shows_what_can_be_applied_for(client, city):
    text = said(client.get("/"))

    assert "您要办什么事？" in text
    assert "食品经营许可（新办）" in text
    assert "我的办件" not in text


def test_the_home_page_shows_the_readers_own_cases_first(client, city):
    case = world.submitted_case()
    sign_in(client, case.applicant)

    assert case.facts.number in said(client.get("/"))


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        pytest.param("q=食品经营", True, id="word-of-the-name"),
        pytest.param("q=挖掘机", False, id="nothing-like-it"),
        pytest.param("audience=organisation", True, id="for-organisations"),
        pytest.param("audience=person", False, id="not-for-persons"),
        pytest.param("audience=nonsense", True, id="unknown-audience-is-everybody"),
    ],
)
def test_the_list_finds_items_by_words_and_audience(client, city, query, is_found):
    assert ("开业前办理食品经营许可" in said(client.get(f"/items/?{query}"))) is is_found


def test_the_item_page_shows_every_element_and_how_far_it_can_be_trusted(client, city):
    text = said(client.get(f"/items/{city.item_id}/"))

    for words in ("承诺办结", "法定10个工作日", "不收费", "操作流程文件", "许可条件", "禁止性要求", "法律责任",
                  "特别程序", "证照样貌", "0393-0000000（演示）", "原文引用", "本机关表述", "尚未公布"):  # fmt: skip
        assert words in text
    assert "国家对食品生产经营实行许可制度" in text
    assert "第1版" in text


def test_what_follows_from_a_version_is_rendered_once_in_each_language_and_anew_for_the_next(
    client, city, monkeypatch
):  # fmt: skip
    rendered = []
    monkeypatch.setattr(
        frozen, "render_to_string", lambda *told: rendered.append(get_language()) or render_to_string(*told)
    )
    frozen._rendered.cache_clear()
    url = f"/items/{city.item_id}/"

    said_first, said_again = said(client.get(url)), said(client.get(f"{url}?handled_by=self"))
    client.cookies["oneseal_language"] = "en"
    in_english = said(client.get(url))
    aside.republish(flow={key: {"limit": None} for key in ("accept", "issue")})
    client.get(url)

    assert rendered == ["zh-hans", "en", "en"]
    assert "许可条件" in said_first
    assert "许可条件" in said_again
    assert "Conditions" in in_english


def test_the_item_page_says_which_steps_the_promise_does_not_include(client, city):
    sentence = "从受理算起，到作出决定为止"
    assert f"承诺的5个工作日{sentence}" in said(client.get(f"/items/{city.item_id}/"))

    aside.republish(flow={key: {"limit": None} for key in ("accept", "issue")})

    assert sentence not in said(client.get(f"/items/{city.item_id}/"))


def test_the_self_check_lists_only_what_the_answers_call_for(client, city):
    text = said(client.get(f"/items/{city.item_id}/?handled_by=self&business_items=hot_food"))

    assert "按您的回答，需要" in text
    assert text.split("不需要：")[1].startswith("自动设备放置地点")


def test_the_item_page_speaks_english(client, city):
    with override("en"):
        response = client.get(f"/items/{city.item_id}/", headers={"accept-language": "en"})

    assert "Food business licence (new)" in said(response)


def test_an_unknown_item_is_not_found(client, city):
    assert client.get("/items/00000000-0000-7000-8000-000000000000/").status_code == 404


def test_the_printed_sheet_says_what_must_be_brought(client, city):
    assert "一次性告知单" in said(client.get(f"/items/{city.item_id}/sheet/"))


@pytest.mark.parametrize(
    ("address", "most"), [pytest.param("/", 6, id="home"), pytest.param("/items/?q=食品", 6, id="search")]
)
def test_public_lists_ask_few_questions(client, city, django_assert_max_num_queries, address, most):
    client.get(address)  # shelves are counted once, until something changes

    with django_assert_max_num_queries(most):
        client.get(address)


def test_a_search_with_signs_that_no_text_holds_is_a_search_without_them(client, city):
    response = client.get("/items/", {"q": "食品\x00经营"})

    assert response.status_code == 200
    assert 'value="食品经营"' in response.content.decode()


def test_a_search_word_with_marks_of_an_address_stays_whole_in_the_tabs(client, city):
    page = client.get("/items/", {"q": "a&b#c"}).content.decode()

    assert "q=a%26b%23c" in page


def test_pages_of_somebody_signed_in_stay_in_no_cache(client, city):
    assert not client.get("/items/").has_header("Cache-Control")

    sign_in(client, world.person())

    assert client.get("/my/")["Cache-Control"] == "private, no-store"
