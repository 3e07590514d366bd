import re

import pytest

from oneseal.identity.models import Account
from tests.factories import world

ROW = re.compile(r'class="row-link" href="/workbench/cases/([0-9a-f-]+)/"')
NEXT = re.compile(r'href="(\?after=[^"]+)"')
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        pytest.param(world.submitted_case, "intake_clerk", id="received-waits-for-intake"),
        pytest.param(world.accepted_case, "reviewer", id="accepted-waits-for-review"),
        pytest.param(world.reviewed_case, "approver", id="examined-waits-for-decision"),
        pytest.param(world.issuing_case, "issue_clerk", id="made-waits-for-delivery"),
        pytest.param(world.delivered_case, "archivist", id="delivered-waits-for-archive"),
    ],
)
def test_the_inbox_shows_what_waits_for_the_post(desk, make, kind):
    case = make()

    page = desk(kind).get("/workbench/").content.decode()

    assert f"/workbench/cases/{case.id}/" in page
    assert case.facts.number in page


def test_the_inbox_of_another_post_says_that_nothing_waits(desk):
    case = world.submitted_case()

    page = desk("reviewer").get("/workbench/").content.decode()

    assert str(case.id) not in page
    assert "没有待办" in page


def test_a_post_that_reads_no_cases_finds_no_workbench(desk):
    assert desk("item_administrator").get("/workbench/").status_code == 404


def test_an_applicant_finds_no_workbench(client, city):
    case = world.submitted_case()
    client.force_login(
        Account.objects.get(pk=case.applicant.account_id), backend="django.contrib.auth.backends.ModelBackend"
    )

    assert client.get("/workbench/").status_code == 404
    assert client.get(f"/workbench/cases/{case.id}/").status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, city):
    answer = client.get("/workbench/")

    assert answer.status_code == 302
    assert "next=/workbench/" in answer["Location"]


def test_the_filter_keeps_what_is_over_its_day(desk, clock):
    late = world.submitted_case()
    clock.move(days=20)
    fresh = world.submitted_case()

    page = desk("intake_clerk").get("/workbench/", due="over").content.decode()

    assert str(late.id) in page
    assert str(fresh.id) not in page


@pytest.mark.parametrize("path", ["/workbench/", "/workbench/cases/"])
def test_pages_follow_each_other_without_gap_or_repetition(desk, monkeypatch, path):
    monkeypatch.setattr("oneseal.cases.selectors.lists.PAGE", 1)
    ids = {str(world.submitted_case().id) for _ in range(3)}
    clerk, seen, query = desk("intake_clerk"), [], ""

    for _ in range(3):
        page = clerk.client.get(path + query).content.decode()
        seen += ROW.findall(page)
        query = next(iter(NEXT.findall(page)), "")

    assert sorted(seen) == sorted(ids)
    assert query == ""


@pytest.mark.parametrize(
    "after",
    [
        pytest.param("nonsense", id="no-key"),
        pytest.param("2026-03-04_' or 1=1", id="hostile"),
        pytest.param("2026-03-04", id="half-a-key"),
    ],
)
def test_a_key_that_is_none_shows_the_first_page(desk, after):
    case = world.submitted_case()

    assert str(case.id) in desk("intake_clerk").get("/workbench/", after=after).content.decode()
    assert desk("intake_clerk").get("/workbench/cases/", after=after).status_code == 200


def test_search_finds_a_case_by_the_end_of_its_number(desk):
    one, other = world.submitted_case(), world.submitted_case()

    page = desk("supervisor").get("/workbench/cases/", q=one.facts.number[-4:]).content.decode()

    assert str(one.id) in page
    assert str(other.id) not in page


def test_a_draft_is_not_the_agencys_business(desk):
    draft = world.filled_case()

    assert str(draft.id) not in desk("intake_clerk").get("/workbench/cases/").content.decode()
    assert desk("intake_clerk").get(f"/workbench/cases/{draft.id}/").status_code == 404


def test_the_length_of_the_inbox_does_not_add_queries(desk, django_assert_max_num_queries):
    for _ in range(4):
        world.submitted_case()
    clerk = desk("intake_clerk")
    clerk.get("/workbench/")  # how lights are chosen is asked once, until it changes

    # One for the page, one for every figure and tab together and one for what due dates leave in doubt, one each for
    # views kept, unread messages and items.
    with django_assert_max_num_queries(11):
        clerk.get("/workbench/")


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/workbench/?after=2026-99-99_00000000-0000-0000-0000-000000000000", id="a-day-that-is-none"),
        pytest.param(
            "/workbench/?after=١١١١-١١-١١_00000000-0000-0000-0000-000000000000", id="digits-of-another-script"
        ),
        pytest.param("/workbench/cases/?q=%00", id="a-sign-no-text-holds"),
        pytest.param("/workbench/licences/?words=a%00b", id="the-same-among-licences"),
    ],
)
def test_an_address_that_was_tampered_with_asks_for_the_first_page(desk, address):
    assert desk("approver").get(address).status_code == 200
