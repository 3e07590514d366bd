"""The reader's own corner."""

import pytest

from oneseal.evaluation.selectors import rating_of_case
from oneseal.foundation.timekeeping import now
from oneseal.licences.models import Licence
from oneseal.licences.rules.states import RevocationGround
from oneseal.licences.selectors import licence_of_case
from oneseal.licences.services import Revocation, licence_revoke
from tests.factories import world
from tests.web.portal.conftest import said, sign_in

pytestmark = pytest.mark.django_db


def test_what_waits_for_the_applicant_comes_first(client, city):
    case = world.correction_pending_case()
    sign_in(client, case.applicant)

    text = said(client.get("/my/"))

    assert "等您处理" in text
    assert "去补正" in text


def test_the_list_asks_few_questions_however_many_cases_there_are(client, city, django_assert_max_num_queries):
    case = world.submitted_case()
    sign_in(client, case.applicant)
    client.get("/my/")

    with django_assert_max_num_queries(12):
        client.get("/my/")


@pytest.mark.parametrize("after", ["", "nonsense", "00000000-0000-7000-8000-000000000000"])
def test_any_key_of_a_page_is_survived(client, city, after):
    sign_in(client, world.person())

    assert client.get(f"/my/?after={after}").status_code == 200


def test_staff_are_sent_to_the_workbench(client, city):
    sign_in(client, world.staff("reviewer"))

    assert client.get("/my/")["Location"] == "/workbench/"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(world.submitted_case, ("等待受理", "为什么是这一天？", "最迟2026年3月11日"), id="submitted"),
        pytest.param(world.correction_pending_case, ("需要您补正", "不计时"), id="correction"),
        pytest.param(world.accepted_case, ("审查", "承诺", "法定期限是怎么算的？"), id="accepted"),
        pytest.param(world.not_accepted_case, ("不予受理", "不予受理通知书"), id="not-accepted"),
        pytest.param(world.refused_case, ("不予许可", "行政复议"), id="refused"),
        pytest.param(world.licensed_case, ("下载电子证照",), id="licensed"),
        pytest.param(world.delivered_case, ("评价这次办理",), id="delivered"),
    ],
)
def test_the_progress_says_where_a_case_stands_and_what_to_do(client, city, make, words):
    case = make()
    sign_in(client, case.applicant)

    text = said(client.get(f"/my/cases/{case.id}/"))

    assert all(word in text for word in words), text


def test_a_revoked_licence_is_no_longer_offered_as_valid(client, city):
    case = world.licensed_case()
    sign_in(client, case.applicant)
    told = Revocation(ground=RevocationGround.FRAUD_OR_BRIBERY, facts="场所证明系伪造。")
    licence_revoke(licence_id=licence_of_case(case.id).id, revocation=told, actor=world.staff("approver"), now=now())

    text = said(client.get(f"/my/cases/{case.id}/"))

    assert "这份证照已被撤销" in text
    assert "下载电子证照" not in text


def test_the_timeline_names_posts_and_no_persons(client, city):
    case = world.granted_case()
    sign_in(client, case.applicant)

    text = said(client.get(f"/my/cases/{case.id}/"))

    assert world.staff("reviewer").post_title in text
    assert "审查意见" not in text


def test_a_draft_opens_its_form(client, city):
    case = world.started_case()
    sign_in(client, case.applicant)

    assert client.get(f"/my/cases/{case.id}/")["Location"] == f"/applications/{case.id}/form/"


def test_somebody_elses_case_and_licence_do_not_exist(stranger):
    case = world.delivered_case()

    assert stranger.get(f"/my/cases/{case.id}/").status_code == 404
    assert stranger.post(f"/my/cases/{case.id}/rate/", {"grade": "1"}).status_code == 404
    assert stranger.get(f"/my/licences/{licence_of_case(case.id).id}/").status_code == 404


def test_a_delivered_case_is_rated_once(client, city):
    case = world.delivered_case()
    sign_in(client, case.applicant)
    told = {"grade": "2", "text": "很快"}

    first = client.post(f"/my/cases/{case.id}/rate/", told)
    second = client.post(f"/my/cases/{case.id}/rate/", told)

    assert first.status_code == 302
    assert second.status_code == 409
    assert rating_of_case(case.id).grade == 2
    assert "您已经评价过" in said(client.get(f"/my/cases/{case.id}/"))


@pytest.mark.parametrize(
    ("make", "grade", "status"),
    [
        pytest.param(world.delivered_case, "", 422, id="no-grade"),
        pytest.param(world.delivered_case, "9", 422, id="unknown-grade"),
        pytest.param(world.accepted_case, "1", 409, id="not-yet-delivered"),
    ],
)
def test_a_rating_is_refused_and_its_words_are_kept(client, city, make, grade, status):
    case = make()
    sign_in(client, case.applicant)

    response = client.post(f"/my/cases/{case.id}/rate/", {"grade": grade, "text": "写了很多"})

    assert response.status_code == status
    assert rating_of_case(case.id) is None


def test_a_licence_that_was_replaced_says_so_to_its_holder(client, city):
    case = world.delivered_case()
    sign_in(client, case.applicant)
    licence = licence_of_case(case.id)
    Licence.objects.filter(pk=licence.id).update(state="superseded", superseded_at=now())

    for path in (f"/my/licences/{licence.id}/", f"/my/cases/{case.id}/"):
        assert "本版不再有效，请使用新版" in said(client.get(path))


def test_a_licence_shows_its_face_and_its_standing(client, city):
    case = world.delivered_case()
    sign_in(client, case.applicant)

    text = said(client.get(f"/my/licences/{licence_of_case(case.id).id}/"))

    assert "有效" in text
    assert "演示餐饮有限公司" in text


def test_a_granted_case_says_by_when_it_is_delivered_and_why_and_no_more_once_it_was(client, city):
    case = world.issuing_case()
    sign_in(client, case.applicant)

    text = said(client.get(f"/my/cases/{case.id}/"))

    due, kept = case.facts.due_on, case.facts.decision_due_on
    assert f"最迟{due.year}年{due.month}月{due.day}日送达。" in text
    assert "送达期限是怎么算的？" in text
    assert "您在申请表中填的是：到窗口领取。" in text
    assert f"承诺{kept.year}年{kept.month}月{kept.day}日前" in text

    world.hand_over(case)

    assert "最迟" not in said(client.get(f"/my/cases/{case.id}/"))
