import pytest

from oneseal.licences.selectors import licence_of_case
from oneseal.papers.selectors import papers_of
from tests.factories import world
from tests.web.workbench.conftest import hidden_of, previews_in

pytestmark = pytest.mark.django_db

TOLD = {"ground": "fraud_or_bribery", "facts": "提交的营业执照是伪造的。", "at_request_of": ""}


@pytest.fixture
def licence(city):
    return licence_of_case(world.issuing_case().id)


def page_of(licence, act=""):
    return f"/workbench/licences/{licence.id}/{act}"


def test_licences_are_listed_and_found_by_holder(desk, licence):
    approver = desk("approver")

    assert page_of(licence) in approver.get("/workbench/licences/").content.decode()
    assert page_of(licence) in approver.get("/workbench/licences/", words="演示餐饮").content.decode()
    assert "没有找到" in approver.get("/workbench/licences/", words="别人").content.decode()


def test_the_page_shows_face_paper_and_standing(desk, licence):
    page = desk("reviewer").get(page_of(licence)).content.decode()

    assert licence.identifier in page
    assert f"/workbench/papers/{licence.paper_id}/" in page
    assert "撤销许可" not in page


def test_revoking_shows_the_decision_first_and_changes_nothing_yet(desk, licence):
    approver = desk("approver")

    seen = approver.post(page_of(licence, "revoke/"), step="preview", **TOLD)

    (shown,) = previews_in(seen)
    assert approver.get(shown).content.startswith(b"%PDF")
    licence.refresh_from_db()
    assert licence.state == "valid"
    assert papers_of(licence.id, for_public=False) == []


def test_a_confirmed_revocation_is_done_once_however_often_pressed(desk, licence):
    approver = desk("approver")
    seen = hidden_of(approver.post(page_of(licence, "revoke/"), step="preview", **TOLD))

    answers = [approver.post(page_of(licence, "revoke/"), step="confirm", **TOLD, **seen) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    licence.refresh_from_db()
    assert licence.state == "revoked"
    (paper,) = papers_of(licence.id, for_public=False)
    page = approver.get(page_of(licence)).content.decode()
    assert "这份证照已撤销" in page
    assert approver.get(f"/workbench/papers/{paper.id}/").content.startswith(b"%PDF")


def test_a_revocation_without_ground_loses_nothing(desk, licence):
    answer = desk("approver").post(page_of(licence, "revoke/"), step="preview", ground="", facts=TOLD["facts"])

    assert answer.status_code == 422
    assert "请选择撤销的法定情形" in answer.content.decode()
    assert TOLD["facts"] in answer.content.decode()


def test_the_second_of_two_approvers_reads_that_it_is_revoked(desk, licence):
    approver = desk("approver")
    told = TOLD | {"facts": "另一位审批员写的事实。"}
    mine = hidden_of(approver.post(page_of(licence, "revoke/"), step="preview", **TOLD))
    other = hidden_of(approver.post(page_of(licence, "revoke/"), step="preview", **told))
    approver.post(page_of(licence, "revoke/"), step="confirm", **told, **other)

    answer = approver.post(page_of(licence, "revoke/"), step="confirm", **TOLD, **mine)

    assert answer.status_code == 409
    assert "已经不是有效状态" in answer.content.decode()
    assert TOLD["facts"] in answer.content.decode()


@pytest.mark.parametrize("kind", ["reviewer", "supervisor", "intake_clerk"])
def test_only_a_post_that_revokes_finds_the_page(desk, licence, kind):
    assert desk(kind).get(page_of(licence, "revoke/")).status_code == 404
    assert desk(kind).post(page_of(licence, "revoke/"), step="confirm", **TOLD).status_code == 404


def test_the_list_costs_few_queries(desk, licence, django_assert_max_num_queries):
    approver = desk("approver")

    with django_assert_max_num_queries(8):
        approver.get("/workbench/licences/")
