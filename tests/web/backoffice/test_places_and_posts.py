"""Agencies, places, posts, substitutes, divisions, passwords and requests, as the administrator keeps them."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from oneseal.foundation.timekeeping import now
from oneseal.identity.models import Absence, PostHolding
from oneseal.identity.selectors import (
    address_ranges_of,
    agencies_all,
    data_requests_to,
    halls_of_agency,
    posts_of_agency,
    second_factor_kinds,
    sections_of_agency,
)
from oneseal.identity.services import (
    Edition,
    Succession,
    data_request_make,
    divisions_load,
    divisions_past_load,
    divisions_succession_load,
)
from oneseal.identity.services.own_data import RequestTold
from tests.factories import world
from tests.unit.identity.test_division_codes import NAMES

LOGIN = {
    "display_name": "钱一", "username": "tobacco_admin", "password1": "long-password-1", "password2": "long-password-1",
}  # fmt: skip
TOBACCO = {
    "name": "演示烟草专卖局", "uscc": "11999900MB0A1B2C6U", "division_code": "410900", "kind": "stationed_department",
    "document_word": "演烟", "city_name": "濮阳市", "exercise_level": "4", **LOGIN,
}  # fmt: skip


def admin_actor():
    return world.staff(world.ADMINISTRATOR)


# --- agencies ----------------------------------------------------------------------------------


def test_an_agency_is_founded_changed_and_closed(admin, city):
    page = admin.post("/office/agencies/new/", TOBACCO, follow=True).content.decode()
    assert "已设立“演示烟草专卖局”" in page
    agency = agencies_all().get(name="演示烟草专卖局")

    admin.post(f"/office/agencies/{agency.id}/", {"kind": agency.kind, "upper": str(city.agency_id), "origin": "无"})
    assert agencies_all().get(pk=agency.id).upper_id == city.agency_id

    assert "从今天起撤销" in admin.get(f"/office/agencies/{agency.id}/close/").content.decode()
    admin.post(f"/office/agencies/{agency.id}/close/")
    assert not agencies_all().filter(pk=agency.id).exists()
    assert "已撤销" in admin.get("/office/agencies/").content.decode()


def test_an_agency_that_is_known_is_refused_with_what_was_typed(admin):
    response = admin.post("/office/agencies/new/", {**TOBACCO, "name": world.AGENCY.name})

    assert response.status_code == 422
    assert "已由" in response.content.decode()
    assert 'value="11999900MB0A1B2C6U"' in response.content.decode()


def test_a_founded_agency_s_administrator_finds_no_list_of_agencies(admin):
    admin.post("/office/agencies/new/", TOBACCO)
    theirs = Client()
    theirs.login(username="tobacco_admin", password="long-password-1")

    assert theirs.get("/office/staff/").status_code == 200
    assert theirs.get("/office/agencies/").status_code == 404
    assert theirs.get("/office/security/").status_code == 404


# --- places ------------------------------------------------------------------------------------


def test_a_hall_with_zone_and_window_is_made_and_seen(admin, city):
    assert "还没有大厅" in admin.get("/office/places/").content.decode()
    admin.post("/office/places/section/new/", {"name": "市场准入科", "origin": ""})
    admin.post("/office/places/hall/new/", {"name": "政务服务大厅", "address": "演示路1号", "opening_hours": ""})
    hall = halls_of_agency(city.agency_id).get()
    admin.post("/office/places/zone/new/", {"hall": str(hall.id), "name": "市场准入区", "floor": "一楼"})
    zone = halls_of_agency(city.agency_id).get().zones.all()[0]
    told = {"zone": str(zone.id), "number": "A01", "name": "综合窗口", "agency": "", "item_ids": [str(city.item_id)]}
    admin.post("/office/places/window/new/", told)
    admin.post("/office/places/range/new/", {"network": "10.1.0.0/16", "note": "中心"})

    page = admin.get("/office/places/").content.decode()
    for word in ("市场准入科", "政务服务大厅", "市场准入区", "A01", "1 项", "10.1.0.0/16"):
        assert word in page
    window = halls_of_agency(city.agency_id).get().zones.all()[0].windows.all()[0]
    form = admin.get(f"/office/places/window/{window.id}/").content.decode()
    assert 'value="A01"' in form
    assert re.search(rf'value="{city.item_id}"[^>]*checked', form)


def test_a_place_in_use_is_not_closed_and_says_so(admin, city):
    admin.post("/office/places/hall/new/", {"name": "政务服务大厅"})
    hall = halls_of_agency(city.agency_id).get()
    admin.post("/office/places/zone/new/", {"hall": str(hall.id), "name": "市场准入区"})

    response = admin.post(f"/office/places/hall/{hall.id}/close/")

    assert response.status_code == 409
    assert "里面还有在用的场所" in response.content.decode()
    assert halls_of_agency(city.agency_id).exists()


def test_a_range_that_is_none_is_refused(admin):
    response = admin.post("/office/places/range/new/", {"network": "中心"})

    assert response.status_code == 422
    assert "不是网络地址范围" in response.content.decode()
    assert not address_ranges_of(admin_actor()).exists()


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/office/places/castle/new/", id="no-such-kind"),
        pytest.param(f"/office/places/hall/{world.uuid4()}/", id="no-such-hall"),
        pytest.param(f"/office/places/hall/{world.uuid4()}/close/", id="nothing-to-close"),
        pytest.param(f"/office/posts/{world.uuid4()}/", id="no-such-post"),
        pytest.param(f"/office/staff/{world.uuid4()}/password/", id="no-such-holding"),
        pytest.param(f"/office/data-requests/{world.uuid4()}/", id="no-such-request"),
        pytest.param("/office/divisions/nothing/", id="no-such-division"),
    ],
)
def test_what_is_not_there_is_not_found(admin, address):
    assert admin.get(address).status_code == 404


# --- posts -------------------------------------------------------------------------------------


def test_a_post_is_added_placed_and_closed(admin, city):
    admin.post("/office/places/section/new/", {"name": "市场准入科"})
    section = sections_of_agency(city.agency_id).get()
    told = {"title": "初审岗", "section": str(section.id), "window": "", "permissions": ["cases.read", "cases.review"]}

    admin.post("/office/posts/new/", told)

    post = posts_of_agency(city.agency_id).get(title="初审岗")
    page = admin.get("/office/posts/").content.decode()
    assert "初审岗" in page
    assert "市场准入科" in page
    admin.post(f"/office/posts/{post.id}/", {**told, "title": "复审岗"})
    assert posts_of_agency(city.agency_id).get(pk=post.id).title == "复审岗"
    admin.post(f"/office/posts/{post.id}/close/")
    assert not posts_of_agency(city.agency_id).filter(pk=post.id).exists()


def test_a_post_that_may_nothing_is_refused(admin):
    assert admin.post("/office/posts/new/", {"title": "闲岗"}).status_code == 422


# --- A and B -----------------------------------------------------------------------------------


def holding_of(kind):
    return PostHolding.objects.get(account__username=kind, until_on=None, stands_in_for=None)


def test_b_is_set_a_leaves_and_b_chooses_at_his_sign_in(admin, clock, sign_in):
    a, b = holding_of("approver"), holding_of("reviewer")
    page = admin.post(f"/office/staff/{a.id}/substitute/", {"colleague": str(b.account_id)}, follow=True)
    assert "B岗已设定" in page.content.decode()
    first, last = clock.today, clock.today + timedelta(days=2)
    admin.post(f"/office/staff/{a.id}/absence/", {"from_on": first, "to_on": last, "reason": "年休假"})
    assert "年休假" in admin.get("/office/staff/").content.decode()

    desk = Client()
    answer = desk.post("/accounts/login/", {"login": "reviewer", "password": "staff-password-1"})
    assert answer.url == "/accounts/self/"
    choice = desk.get("/accounts/self/").content.decode()
    assert "离岗期间代为办理" in choice
    taken = PostHolding.objects.get(stands_in_for=a)
    answer = desk.post(f"/accounts/self/posts/{taken.id}/", follow=True)
    assert "现在您在“首席审批员”岗位上办理" in answer.content.decode()
    assert "首席审批员（B岗）" in desk.get("/workbench/").content.decode()

    absence = Absence.objects.get()
    admin.post(f"/office/staff/absences/{absence.id}/end/")
    admin.post(f"/office/staff/substitutes/{taken.id}/end/")
    assert "没有人离岗" in admin.get("/office/staff/").content.decode()
    assert "首席审批员（B岗）" not in desk.get("/workbench/").content.decode()


def test_who_has_one_post_goes_straight_to_his_desk(city):
    answer = Client().post("/accounts/login/", {"login": "reviewer", "password": "staff-password-1"})

    assert answer.url == "/workbench/"


def test_an_absence_in_the_wrong_order_is_refused(admin, clock):
    told = {"from_on": clock.today, "to_on": clock.today - timedelta(days=1), "reason": "病假"}

    response = admin.post(f"/office/staff/{holding_of('approver').id}/absence/", told)

    assert response.status_code == 422
    assert "不能早于第一天" in response.content.decode()


# --- divisions ---------------------------------------------------------------------------------


def test_divisions_are_searched_entered_and_what_is_unknown_says_so(admin):
    divisions_load(names=NAMES, source="edition 1")

    found = admin.get("/office/divisions/", {"words": "华龙"}).content.decode()
    below = admin.get("/office/divisions/", {"under": "410900"}).content.decode()

    assert "河南省 · 濮阳市" in found
    assert "尚未查明" in found
    assert "华龙区" in below
    assert "没有找到" in admin.get("/office/divisions/", {"words": "无此地"}).content.decode()
    told = {"valid_from": "", "valid_until": "2026-01-31", "successor": "410900"}
    assert admin.post("/office/divisions/410902/", told).status_code == 302
    assert "2026-01-31" in admin.get("/office/divisions/", {"under": "410900"}).content.decode()
    admin.post("/office/divisions/new/", {"code": "410903", "name": "新区"})
    assert "新区" in admin.get("/office/divisions/", {"under": "410900"}).content.decode()


def test_a_division_that_is_over_is_found_by_its_old_name_and_refused_for_a_new_agency(admin):
    divisions_load(names=NAMES, source="edition 1")
    revisions = {"198612": {"410902": "市区", "410904": "郊区"}, "200212": {"410902": "市区"}}
    divisions_past_load(revisions=revisions, edition=Edition("202112", {"410902": "华龙区"}), source="revisions 1")

    found = admin.get("/office/divisions/", {"words": "市区"}).content.decode()
    gone = admin.get("/office/divisions/", {"words": "410904"}).content.decode()
    page = admin.get("/office/divisions/410902/").content.decode()
    refused = admin.post("/office/agencies/new/", {**TOBACCO, "division_code": "410904"})

    assert "华龙区" in found
    assert "曾用名：市区" in found
    assert "已停用" in gone
    assert "2002-12版起不再列出" in gone
    assert "1986-12至2002-12各版中这个代码的名称是“市区”。" in page
    assert refused.status_code == 422
    assert "“郊区”的区划代码已经停用" in refused.content.decode()


def test_a_division_that_is_over_names_what_followed_it_and_by_which_notice(admin):
    divisions_load(names=NAMES, source="edition 1")
    revisions = {"200212": {"410904": "郊区"}, "201904": {"410902": "市区"}}
    divisions_past_load(revisions=revisions, edition=Edition("202112", {"410902": "华龙区"}), source="revisions 1")
    divisions_succession_load(told=[Succession("410904", ("410902", "410900"), 2018, "国函〔2018〕1号")])

    found = admin.get("/office/divisions/", {"words": "410904"}).content.decode()
    page = admin.get("/office/divisions/410904/").content.decode()
    refused = admin.post("/office/agencies/new/", {**TOBACCO, "division_code": "410904"}).content.decode()

    assert "尚未查明" not in found.split("继任区划")[-1]
    assert "按民政部2018年区划变更情况（国函〔2018〕1号），由410900 濮阳市、410902 华龙区继任。" in page
    assert "继任区划是410900 濮阳市、410902 华龙区" in refused


# --- passwords and second factor ---------------------------------------------------------------


def test_a_link_sets_a_password_once(admin):
    holding = holding_of("reviewer")
    page = admin.post(f"/office/staff/{holding.id}/password/").content.decode()
    link = re.search(r'href="http://testserver(/accounts/new-password/[^"]+)"', page).group(1)
    told = {"password": "another-password-9", "again": "another-password-9"}
    stranger = Client()

    assert stranger.get(link).status_code == 200
    assert stranger.post(link, told).status_code == 302
    assert stranger.post(link, told).status_code == 409
    assert stranger.login(username="reviewer", password="another-password-9")
    assert not Client().login(username="reviewer", password="staff-password-1")


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"password": "12345", "again": "12345"}, id="too-weak"),
        pytest.param({"password": "another-password-9", "again": "another-password-8"}, id="not-the-same"),
    ],
)
def test_a_password_that_is_not_good_is_refused_and_the_link_stays(admin, told):
    page = admin.post(f"/office/staff/{holding_of('reviewer').id}/password/").content.decode()
    link = re.search(r'href="http://testserver(/accounts/new-password/[^"]+)"', page).group(1)

    assert Client().post(link, told).status_code == 422
    assert Client().login(username="reviewer", password="staff-password-1")


def test_a_link_of_one_person_opens_no_other_login(admin):
    page = admin.post(f"/office/staff/{holding_of('reviewer').id}/password/").content.decode()
    token = re.search(r"/accounts/new-password/[^/]+/([^/]+)/", page).group(1)
    other = holding_of("approver").account_id

    told = {"password": "another-password-9", "again": "another-password-9"}
    assert Client().post(f"/accounts/new-password/{other}/{token}/", told).status_code == 409


def test_a_post_that_demands_a_second_factor_opens_nothing_before_it_is_set_up(admin, sign_in):
    reviewer = sign_in("reviewer")
    assert reviewer.get("/workbench/").status_code == 200

    admin.post("/office/security/", {"post_kinds": ["reviewer"]})

    assert second_factor_kinds() == {"reviewer"}
    answer = reviewer.get("/workbench/")
    assert (answer.status_code, answer.url) == (302, "/accounts/mfa/")
    assert "您的岗位要求两步验证" in reviewer.get("/accounts/mfa/").content.decode()
    assert sign_in("approver").get("/workbench/").status_code == 200
    admin.post("/office/security/", {})
    assert reviewer.get("/workbench/").status_code == 200


# --- requests about personal data --------------------------------------------------------------


def test_a_request_is_answered_with_reasons(admin, city):
    someone = world.person(name="王五")
    assert "没有请求" in admin.get("/office/data-requests/").content.decode()
    told = RequestTold(city.agency_id, "correct", "联系地址", "已搬家")
    request_id = data_request_make(told=told, actor=someone, now=now())

    assert "联系地址" in admin.get("/office/data-requests/").content.decode()
    assert admin.post(f"/office/data-requests/{request_id}/", {"decision": "granted", "answer": ""}).status_code == 422
    admin.post(f"/office/data-requests/{request_id}/", {"decision": "granted", "answer": "已更正"})

    assert [row.decision for row in data_requests_to(admin_actor())] == ["granted"]
    assert admin.get(f"/office/data-requests/{request_id}/").status_code == 404
