"""Agency, seals, staff, calendar and status."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from oneseal.identity.selectors import agency_by_id, posts_of_agency, posts_vacant, staff_of_agency
from oneseal.papers.selectors import seals_of_agency
from oneseal.workflow.selectors import calendar_years
from tests.factories import world

AGENCY = {"document_word": "濮审", "city_name": "濮阳市", "exercise_level": "4"}


# --- agency ------------------------------------------------------------------------------------


def test_the_agency_is_described_and_what_is_left_empty_stays_unknown(admin, city):
    response = admin.post("/office/agency/", {**AGENCY, "court": "示例市人民法院"})

    agency = agency_by_id(city.agency_id)
    assert response.status_code == 302
    assert (agency.court, agency.telephone, agency.uscc) == ("示例市人民法院", "", "11100000MB03271699")


def test_an_agency_without_its_document_word_is_refused_and_the_rest_kept(admin):
    response = admin.post("/office/agency/", {**AGENCY, "document_word": "", "address": "演示路1号"})

    assert response.status_code == 422
    assert 'value="演示路1号"' in response.content.decode()


# --- seals -------------------------------------------------------------------------------------


def test_a_new_seal_seals_the_one_before_up(admin):
    response = admin.post("/office/seals/new/", {"name": "行政审批专用章", "code": "9999000012345", "reason": "换章"})

    register = list(seals_of_agency(world.staff(world.ADMINISTRATOR)))
    page = admin.get("/office/seals/").content.decode()
    assert response.status_code == 302
    assert [seal.sealed_up_at is None for seal in register] == [True, False]
    assert "9999000012345" in page
    assert "证书由本系统自行签发" in page


def test_a_preview_enables_nothing_and_draws_the_seal(admin):
    before = seals_of_agency(world.staff(world.ADMINISTRATOR)).count()

    page = admin.post("/office/seals/new/", {"name": "审批专用章", "code": "", "preview": "1"})
    picture = admin.get("/office/seals/drawing.svg", {"name": "审批专用章", "code": ""})

    assert page.status_code == 200
    assert 'value="审批专用章"' in page.content.decode()
    assert picture.content.startswith(b"<svg")
    assert seals_of_agency(world.staff(world.ADMINISTRATOR)).count() == before


def test_a_seal_code_of_the_wrong_length_is_refused_with_a_sentence(admin):
    response = admin.post("/office/seals/new/", {"name": "行政审批专用章", "code": "123", "reason": "换章"})

    assert response.status_code == 422
    assert "印章编码是13位或者14位数字" in response.content.decode()


def test_the_log_of_uses_names_the_system_where_no_post_sealed(admin):
    world.accepted_case()

    page = admin.get("/office/seals/").content.decode()

    assert "受理通知书" in page
    assert "系统自动用印" in page


def test_the_register_asks_the_database_the_same_however_long_the_log(admin, django_assert_max_num_queries):
    world.accepted_case()

    with django_assert_max_num_queries(10):
        admin.get("/office/seals/")


# --- staff -------------------------------------------------------------------------------------


def person(post_kind="reviewer", **changed):
    post = posts_of_agency(world.city().agency_id).get(kind=post_kind)
    return {
        "post": str(post.id), "display_name": "许衡", "username": "xuheng", "password1": "long-password-1",
        "password2": "long-password-1", **changed,
    }  # fmt: skip


def test_somebody_is_appointed_to_a_post(admin):
    response = admin.post("/office/staff/new/", person(), follow=True)

    assert "已任命许衡" in response.content.decode()
    assert world.actor_named("xuheng").post_title == "审查员"


def test_a_login_name_that_is_taken_is_refused_at_its_field(admin):
    response = admin.post("/office/staff/new/", person(username="reviewer"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "登录名“reviewer”已被使用" in page
    assert 'value="许衡"' in page


def test_a_holding_ends_and_the_post_is_vacant(admin):
    actor = world.staff(world.ADMINISTRATOR)
    holding = staff_of_agency(actor).get(account__username="archivist")

    response = admin.post(f"/office/staff/{holding.id}/end/", follow=True)

    assert "任职今天结束" in response.content.decode()
    reviewers = {"department_reviewer", "legal_reviewer"}  # needed once the city wants their reviews
    assert {post.kind for post in posts_vacant(actor)} - reviewers == {"archivist"}
    assert "档案员还没有人任职" in admin.get("/office/staff/").content.decode()


def test_the_last_administrator_stays(admin):
    actor = world.staff(world.ADMINISTRATOR)
    holding = staff_of_agency(actor).get(account__username=world.ADMINISTRATOR)

    response = admin.post(f"/office/staff/{holding.id}/end/")

    assert response.status_code == 409
    assert "最后一位系统管理员" in response.content.decode()
    assert staff_of_agency(actor).filter(pk=holding.id).exists()


# --- calendar ----------------------------------------------------------------------------------

NOTICE = {
    "year": 2027,
    "notice": {"title": "关于2027年部分节假日安排的通知（测试）", "check": "unknown"},
    "off": [{"name": "元旦", "from": "2027-01-01", "to": "2027-01-03"}],
    "work": ["2027-01-09"],
}


def upload(content, name="2027.json"):
    return {"file": SimpleUploadedFile(name, content.encode(), content_type="application/json")}


def test_the_calendar_warns_of_the_next_year(admin):
    assert "缺少2027年的放假通知" in admin.get("/office/calendar/").content.decode()


def test_a_notice_is_previewed_day_by_day_before_it_is_loaded(admin):
    page = admin.post("/office/calendar/", upload(json.dumps(NOTICE)), follow=True).content.decode()

    assert "2027-01-01 改为休息（元旦）" in page
    assert "2027-01-09 改为上班（调休）" in page
    assert 2027 not in calendar_years()


def test_a_confirmed_notice_is_loaded(admin):
    preview = admin.post("/office/calendar/", upload(json.dumps(NOTICE)))
    response = admin.post(f"{preview.url}confirm/", follow=True)

    assert "日历已更新" in response.content.decode()
    assert "没有变化" in admin.post("/office/calendar/", upload(json.dumps(NOTICE)), follow=True).content.decode()
    assert 2027 in calendar_years()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param("no json", "这不是JSON文件", id="not-json"),
        pytest.param('{"year": 2027}', "文件的格式不对", id="parts-missing"),
        pytest.param("[1]", "文件的格式不对", id="not-an-object"),
        pytest.param("[" * 9000, "这不是JSON文件", id="nested-too-deep"),
    ],
)
def test_a_file_that_is_no_notice_is_refused(admin, content, sentence):
    response = admin.post("/office/calendar/", upload(content))

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_no_file_is_refused_with_a_sentence(admin):
    assert "还没有选择文件" in admin.post("/office/calendar/", {}).content.decode()


# --- status ------------------------------------------------------------------------------------


def test_the_status_page_names_each_fault_and_its_mend(admin):
    page = admin.get("/office/status/").content.decode()

    assert "后台任务" in page
    assert "请运行 ./oneseal worker" in page
    assert "的轨迹与记录、链头一致" in page
