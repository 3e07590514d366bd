"""Rating without a login, the published figures, and the screen at a window."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from oneseal.evaluation.models import Pad, Rating, RatingLink, RatingMark, WindowVisit
from oneseal.evaluation.selectors.parameters import RatingRules
from oneseal.evaluation.services import link_make, pad_bind, rating_rules_choose
from oneseal.foundation.timekeeping import now
from oneseal.identity.models import Post
from oneseal.identity.selectors import halls_of_agency
from oneseal.identity.services.places import HallTold, WindowTold, ZoneTold, place_keep
from tests.factories import world
from tests.web.portal.conftest import said, sign_in

pytestmark = pytest.mark.django_db


def delivered():
    case = world.not_accepted_case()
    world.deliver_events()
    world.hand_over(case)
    return case


def code_of(case):
    return link_make(case.id, now=now())[0]


def test_the_grade_comes_first_and_then_its_tags(client, city):
    code = code_of(delivered())

    first, second = said(client.get(f"/rate/{code}/")), said(client.get(f"/rate/{code}/?grade=4"))

    assert "请先选择一个等级" in first
    assert "等候太久" in second
    assert "服务热情" not in second


def test_a_code_rates_once_without_a_login(client, city):
    case = delivered()
    code = code_of(case)
    told = {"grade": "5", "tags": ["态度差"], "text": "不好", "name": "王五", "contact": "13900000000"}

    answer = client.post(f"/rate/{code}/?grade=5", told)
    again = client.post(f"/rate/{code}/?grade=5", told)

    row = Rating.objects.get(case_id=case.id)
    assert (answer.status_code, answer["Location"], again.status_code) == (302, "/ratings/", 404)
    assert (row.grade, row.tags, row.channel, row.is_named) == (5, ["态度差"], "sms", True)
    assert "王五".encode() not in bytes(row.rater_name) + bytes(row.rater_contact)
    assert len(bytes(row.address_index)) == 32


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        pytest.param({"expires_at": "past"}, "", id="over"),
        pytest.param({"used_at": "past"}, "", id="used"),
        pytest.param({}, "x", id="not-the-code"),
    ],
)
def test_a_code_that_opens_nothing_says_what_to_do(client, city, changes, address):
    code = code_of(delivered())
    RatingLink.objects.update(**dict.fromkeys(changes, now() - timedelta(minutes=1)))

    answer = client.get(f"/rate/{code}{address}/")

    assert answer.status_code == 404
    assert "我的办件" in said(answer)


def test_a_tag_of_another_grade_is_not_taken(client, city):
    code = code_of(delivered())

    assert client.post(f"/rate/{code}/?grade=1", {"grade": "1", "tags": ["态度差"]}).status_code == 422
    assert not Rating.objects.exists()


def test_who_is_signed_in_rates_without_a_name(client, city):
    case = delivered()
    sign_in(client, case.applicant)

    client.post(
        f"/my/cases/{case.id}/rate/?with_tags=1&grade=4", {"grade": "4", "tags": ["等候太久"], "is_anonymous": "on"}
    )

    row = Rating.objects.get(case_id=case.id)
    assert (row.is_named, row.rater_name, row.tags) == (False, None, ["等候太久"])
    assert "差评已经收到" in said(client.get(f"/my/cases/{case.id}/"))


def test_the_figures_are_public_and_name_nobody(client, city):
    case = delivered()
    empty = said(client.get("/ratings/"))
    client.post(f"/rate/{code_of(case)}/?grade=5", {"grade": "5", "text": "秘密的话", "name": "王五", "contact": "1"})

    text, sheet = said(client.get("/ratings/")), client.get("/ratings/?format=csv").content.decode()

    assert "无数据" in empty
    assert "评价不足5件，不公布" in text
    for hidden in ("王五", "秘密的话", case.facts.number):
        assert hidden not in text + sheet
    assert "city,,1,0,0,0,0,1,0.0,0,0.0" in sheet


@pytest.mark.parametrize("query", ["from=nonsense", "from=2030-01-01&until=2020-01-01", "from=0001-01-01"])
def test_any_period_is_survived(client, city, query):
    assert client.get(f"/ratings/?{query}").status_code == 200


def at_window(kind="issue_clerk"):
    """Return the address of a screen at the window of somebody's post."""
    administrator = world.staff("system_administrator")
    agency = administrator.own_agency
    if not halls_of_agency(agency):
        hall = place_keep(told=HallTold("政务大厅"), actor=administrator, now=now())
        zone = place_keep(told=ZoneTold(hall, "一区"), actor=administrator, now=now())
        place_keep(told=WindowTold(zone, "3", "出件窗口", agency), actor=administrator, now=now())
    window = halls_of_agency(agency)[0].zones.all()[0].windows.all()[0]
    Post.objects.filter(kind=kind, agency_id=agency).update(window=window)
    return f"/pad/{pad_bind(window_id=window.id, actor=administrator, now=now())}/"


def test_the_screen_asks_when_the_step_is_over_and_thanks_and_greets_again(client, city, clock):
    address = at_window()
    greeting = said(client.get(address))
    case = delivered()
    world.deliver_events()
    asking = client.get(address)
    visit = WindowVisit.objects.get(case_id=case.id)

    client.post(address, {"visit": str(visit.id), "grade": "2"})
    client.post(address, {"visit": str(visit.id), "grade": "5"})
    thanks = said(client.get(address))
    clock.move(minutes=1)

    assert "您好" in greeting
    assert "请评价刚才的办理" in said(asking)
    assert case.facts.party_name not in said(asking)
    assert "谢谢您的评价" in thanks
    assert "您好" in said(client.get(address))
    row = Rating.objects.get(case_id=case.id)
    assert (row.grade, row.channel, row.session_id) == (2, "pad", visit.id)
    assert row.clerk_id == world.staff("issue_clerk").account_id


def test_a_visit_and_its_case_are_rated_each_for_itself(client, city):
    address = at_window()
    case = delivered()
    world.deliver_events()
    client.post(address, {"visit": str(WindowVisit.objects.get().id), "grade": "1"})
    client.post(f"/rate/{code_of(case)}/?grade=2", {"grade": "2"})

    assert sorted(Rating.objects.values_list("grade", flat=True)) == [1, 2]


def test_the_code_on_the_screen_is_that_of_the_visit(client, city):
    address = at_window()
    delivered()
    world.deliver_events()
    client.get(address)
    visit = WindowVisit.objects.get()

    assert RatingLink.objects.filter(visit=visit, channel="qr").count() == 1


def test_a_visit_that_is_over_cannot_be_rated(client, city, clock):
    address = at_window()
    delivered()
    world.deliver_events()
    visit = WindowVisit.objects.get()
    clock.move(minutes=11)

    client.post(address, {"visit": str(visit.id), "grade": "1"})

    assert "您好" in said(client.get(address))
    assert not Rating.objects.exists()


def test_the_screen_is_asked_again_by_its_tag(client, city):
    address = at_window()
    tag = client.get(address)["ETag"]

    same = client.get(address, headers={"If-None-Match": tag})
    delivered()
    world.deliver_events()
    other = client.get(address, headers={"If-None-Match": tag})

    assert (same.status_code, other.status_code) == (304, 200)


def test_an_address_that_was_replaced_shows_nothing(client, city):
    old = at_window()
    at_window()

    assert client.get(old).status_code == 404
    assert Pad.objects.count() == 2


def test_nothing_is_asked_after_a_posted_result(client, city):
    at_window()
    case = world.not_accepted_case()
    world.deliver_events()
    world.hand_over(case, way="express", waybill="EX123456789CN", handed_over_at=now())
    world.deliver_events()

    assert not WindowVisit.objects.exists()


def test_many_ratings_from_one_address_are_marked(client, city):
    administrator = world.staff("system_administrator")
    rating_rules_choose(rules=RatingRules(burst_minutes=60), reason="", actor=administrator, now=now())
    for _ in range(5):
        client.post(f"/rate/{code_of(delivered())}/?grade=1", {"grade": "1"})
    world.deliver_events()

    assert set(RatingMark.objects.values_list("sign", flat=True)) == {"burst"}
    assert RatingMark.objects.count() == 5


def test_a_device_keeps_its_random_cookie(city):
    browser = Client()
    code = code_of(delivered())
    browser.get(f"/rate/{code}/")
    cookie = browser.cookies["oneseal_rating"]

    browser.post(f"/rate/{code}/?grade=1", {"grade": "1"})

    assert cookie["httponly"]
    assert re.fullmatch(r"[\w-]{20,}", cookie.value)
    assert cookie.value.encode() not in bytes(Rating.objects.get().device_index)
