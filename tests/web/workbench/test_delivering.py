"""The page of delivery: papers that nobody made yet are made there, and the choice of the applicant is seen."""

import pytest

from oneseal.cases.services import results_of
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


def test_many_are_looked_at_whose_papers_nobody_made_yet(desk):
    case = unmade(world.issuing_case())

    told = {"case": str(case.id), "act": "deliver", "step": "preview", "way": "electronic"}
    page = desk("issue_clerk").post("/workbench/bulk/", **told).content.decode()

    assert "正在制作" not in page
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
