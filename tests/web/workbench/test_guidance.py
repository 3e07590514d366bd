"""Guidance before an application: recorded with its paper, shown in the application that follows."""

import pytest

from oneseal.cases.models import Guidance
from oneseal.foundation.readlog.models import Reading
from oneseal.papers.selectors import papers_of
from tests.apps.traces import verbs
from tests.factories import world
from tests.web.workbench.conftest import address, previews_in

pytestmark = pytest.mark.django_db
LIST = "/workbench/guidance/"
KEY = "11111111-1111-4111-8111-111111111111"
TOLD = {
    "key": KEY, "name": "演示餐饮有限公司", "number": "", "questions": "开店要什么材料？", "advice": "先画布局图。",
    "missing": ["rules_list"],
}  # fmt: skip


def give(clerk, **changed):
    return clerk.post(f"{LIST}{world.city().item_id}/", **{**TOLD, **changed})


def test_guidance_is_previewed_recorded_and_listed_with_its_paper(desk):
    clerk = desk("intake_clerk")
    assert "还没有辅导记录" in clerk.get(LIST).content.decode()
    assert clerk.get(f"{LIST}{world.city().item_id}/").status_code == 200

    seen = give(clerk, step="preview")
    assert seen.status_code == 200
    assert previews_in(seen)
    assert not Guidance.objects.exists()
    assert give(clerk, step="confirm").status_code == 302
    assert give(clerk, step="confirm").status_code == 302

    row = Guidance.objects.get()
    assert row.missing != []
    assert "布局图".encode() not in bytes(row.advice)
    assert [paper.kind for paper in papers_of(row.id, for_public=False)] == ["guidance_record"]
    assert verbs(row.id) == ["cases.give_guidance"]
    page = clerk.get(LIST).content.decode()
    assert "演示餐饮有限公司" in page
    assert clerk.get(f"/workbench/papers/{row.paper_id}/").status_code == 200
    assert [look.party_id for look in Reading.objects.filter(subject_id=row.paper_id)] == [row.id]


def test_the_application_that_follows_shows_it_and_another_does_not(desk):
    clerk = desk("intake_clerk")
    give(clerk, step="confirm", number=world.USCC.lower())
    case = world.submitted_case()
    assert "开店要什么材料？" in clerk.get(address(case), part="way").content.decode()

    Guidance.objects.update(number_index=bytes(32))

    assert "开店要什么材料？" not in clerk.get(address(case), part="way").content.decode()


@pytest.mark.parametrize("field", ["name", "questions", "advice"])
def test_guidance_has_a_person_a_question_and_an_answer(desk, field):
    answer = give(desk("intake_clerk"), step="preview", **{field: " "})

    assert answer.status_code == 422
    assert not Guidance.objects.exists()


def test_guidance_belongs_to_the_window(desk):
    assert desk("approver").get(LIST).status_code == 404
