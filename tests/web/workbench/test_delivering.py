"""The page of delivery: papers that nobody made yet are made there, and the choice of the applicant is seen."""

from datetime import date, time

import pytest

from oneseal.cases.services import results_of
from oneseal.foundation.timekeeping import beijing_instant
from oneseal.papers.models import Paper
from tests.factories import centre, world
from tests.web.workbench.conftest import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def unmade(case):
    """Leave the papers of a case as a simulated history does: written down, and their bytes made by nobody."""
    ids = [paper.id for paper in results_of(case.id)]
    Paper.objects.filter(pk__in=ids).update(sha256=None, size=None, rendered_at=None)
    return case


@pytest.mark.parametrize("make", [world.issuing_case, world.refused_case], ids=["granted", "refused"])
def test_papers_that_nobody_made_yet_are_made_on_the_page_that_hands_them_over(desk, make):
    case = unmade(make())

    page = desk("issue_clerk").get(f"/workbench/cases/{case.id}/deliver/").content.decode()

    assert "制作中" not in page
    assert all(paper.sha256 for paper in results_of(case.id))


def test_the_ground_of_a_refusal_is_not_that_of_a_grant(desk):
    granted, refused = world.issuing_case(), world.refused_case()
    issuer = desk("issue_clerk")

    assert "第四十四条" in issuer.get(f"/workbench/cases/{granted.id}/deliver/").content.decode()
    page = issuer.get(f"/workbench/cases/{refused.id}/deliver/").content.decode()
    assert "第四十四条" not in page
    assert "没有规定送达的天数" in page


def test_somebody_elses_case_makes_no_paper(desk):
    case = unmade(world.issuing_case())
    centre.clerk()  # hands out too, for another agency

    assert Desk("centre_window").get(f"/workbench/cases/{case.id}/deliver/").status_code == 404
    assert not any(paper.sha256 for paper in results_of(case.id))


def test_what_the_application_form_says_is_told_where_nothing_was_chosen(desk):
    case = world.issuing_case()

    page = desk("issue_clerk").get(f"/workbench/cases/{case.id}/deliver/").content.decode()

    assert "申请表中填的送达方式，申请人还没有确认" in page


SIGNED = {"waybill": "EX000000001CN", "signed_on": "2026-03-05", "signed_time": "15:20"}


def test_a_parcel_that_was_sent_by_hand_is_delivered_when_it_was_signed_for(desk, clock):
    case = world.issuing_case()
    clock.stand_at("2026-03-06 09:00")

    desk("issue_clerk").act(f"/workbench/cases/{case.id}/deliver/", way="express", received_by="张三", **SIGNED)

    assert case.facts.delivered_at == beijing_instant(date(2026, 3, 5), time(15, 20))


@pytest.mark.parametrize(
    ("left_out", "says"),
    [
        pytest.param("waybill", "请填写邮件号", id="no-waybill"),
        pytest.param("signed_on", "请填写签收日期和签收时间", id="no-day"),
        pytest.param("signed_time", "请填写签收日期和签收时间", id="no-time"),
    ],
)
def test_a_parcel_without_waybill_or_signature_gets_a_sentence_and_is_not_delivered(desk, left_out, says):
    case = world.issuing_case()
    told = {"way": "express", "received_by": "张三", **SIGNED, left_out: ""}

    answer = desk("issue_clerk").post(f"/workbench/cases/{case.id}/deliver/", step="preview", **told)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert case.facts.state.value == "issuing"


def test_a_clerk_is_not_offered_to_say_that_somebody_looked(desk):
    case, issuer = world.issuing_case(), desk("issue_clerk")
    told = {"way": "electronic", "received_by": "张三"}

    assert 'value="electronic"' not in issuer.get(f"/workbench/cases/{case.id}/deliver/").content.decode()
    assert issuer.post(f"/workbench/cases/{case.id}/deliver/", step="preview", **told).status_code == 422
    assert case.facts.state.value == "issuing"
