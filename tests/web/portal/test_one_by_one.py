"""With large letters the form asks one question a page, and nothing typed is lost."""

import pytest

from oneseal.cases.selectors import answers_of, case_facts
from oneseal.ui.preferences import ELDER_COOKIE
from tests.factories import world
from tests.web.portal.conftest import hidden, said, sign_in


@pytest.fixture
def draft(client, city):
    """Return a draft whose owner is signed in at the browser and reads large letters."""
    case = world.started_case()
    sign_in(client, case.applicant)
    client.cookies[ELDER_COOKIE] = "1"
    return case


def address(case, key=""):
    return f"/applications/{case.id}/form/" + (f"{key}/" if key else "")


def answer(client, case, key, value, **more):
    asked = client.get(address(case, key))
    told = {key: value, "shown": key, "revision": hidden(asked, "revision"), **more}
    return client.post(address(case, key), told)


def kept(case):
    return answers_of(case_facts(case.id)).values


def first_two(client, case):
    """Return the keys of the first question and of the one after it."""
    first = client.get(address(case) + "?whole=1")
    keys = hidden(first, "shown").split()
    return keys[0], keys[1]


def test_the_form_leads_to_the_first_open_question(client, draft):
    answer_ = client.get(address(draft))

    assert answer_.status_code == 302
    assert answer_["Location"].startswith(address(draft))
    assert "题，共" in said(client.get(answer_["Location"]))


def test_the_whole_form_can_still_be_read(client, draft):
    page = client.get(address(draft) + "?whole=1")

    assert page.status_code == 200
    assert len(hidden(page, "shown").split()) > 5


def test_without_large_letters_the_form_is_one_page(client, draft):
    del client.cookies[ELDER_COOKIE]

    assert client.get(address(draft)).status_code == 200


def test_an_answer_is_saved_and_the_next_question_asked(client, draft):
    first, second = first_two(client, draft)
    before = kept(draft).get(first)

    went = answer(client, draft, first, "安澜市好味餐饮有限公司")

    assert went["Location"] == address(draft, second)
    assert kept(draft)[first] == "安澜市好味餐饮有限公司" != before


def test_a_faulty_answer_is_asked_again_with_its_sentence_and_kept(client, draft):
    asked = answer(client, draft, "contact_mobile", "123")

    assert asked.status_code == 422
    assert 'value="123"' in asked.content.decode()
    assert kept(draft)["contact_mobile"] == "123"


def test_the_way_back_is_open_even_from_a_faulty_answer(client, draft):
    first, second = first_two(client, draft)

    went = answer(client, draft, second, "", go="back")

    assert went["Location"] == address(draft, first)


def test_a_question_that_is_not_asked_leads_back_to_the_form(client, draft):
    assert client.get(address(draft, "no_such_question"))["Location"] == address(draft)


def test_two_people_on_one_question_see_what_differs(client, draft):
    first, _ = first_two(client, draft)
    page = client.get(address(draft, first))
    answer(client, draft, first, "甲公司")

    late = client.post(address(draft, first), {first: "乙公司", "shown": first, "revision": hidden(page, "revision")})

    assert late.status_code == 409
    assert "甲公司" in said(late)
    assert 'value="乙公司"' in late.content.decode()
    assert kept(draft)[first] == "甲公司"


def test_nobody_else_is_asked(stranger, city):
    case = world.started_case()

    assert stranger.get(address(case, "contact_name")).status_code == 404


def test_pages_with_large_letters_can_be_read_aloud(client, draft):
    assert "data-read-aloud" in client.get("/my/").content.decode()
    del client.cookies[ELDER_COOKIE]
    assert "data-read-aloud" not in client.get("/my/").content.decode()
