"""Bad ratings at the desk: the list, one with its moves, the rater behind a press, marks, and the telephone."""

import pytest

from oneseal.evaluation.models import Rating, RatingMark, Rectification
from oneseal.evaluation.services import RatingTold, case_rate
from oneseal.foundation.readlog.models import Reading
from oneseal.foundation.timekeeping import now
from tests.factories import world
from tests.web.portal.conftest import said, sign_in

pytestmark = pytest.mark.django_db


def rated(grade=5, **told):
    case = world.not_accepted_case()
    world.deliver_events()
    world.hand_over(case)
    case_rate(facts=case.facts, told=RatingTold(grade, "等了很久", **told), actor=case.applicant, now=now())
    return case


def test_the_list_shows_light_and_limit(client, city):
    case = rated()
    sign_in(client, world.staff("agency_head"))

    text = said(client.get("/workbench/ratings/"))

    for words in (case.facts.number, "非常不满意", "等待回访核实", "还剩1个工作日", "2026-03-05"):
        assert words in text


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        pytest.param("light=yellow", True, id="its-light"),
        pytest.param("light=red", False, id="another-light"),
        pytest.param("state=opened", True, id="its-state"),
        pytest.param("state=closed", False, id="another-state"),
        pytest.param("state=nonsense&agency=nonsense", True, id="what-nobody-understands"),
    ],
)
def test_the_list_is_narrowed(client, city, query, is_there):
    case = rated()
    sign_in(client, world.staff("supervisor"))

    assert (case.facts.number in said(client.get(f"/workbench/ratings/?{query}"))) is is_there


def test_a_step_is_recorded_and_a_refusal_keeps_the_words(client, city):
    rated()
    task = Rectification.objects.get()
    sign_in(client, world.staff("agency_head"))
    address = f"/workbench/ratings/{task.id}/"

    early = client.post(address, {"action": "verify", "text": "先核实一下"})
    done = client.post(address, {"action": "contact", "text": "电话回访，希望加开窗口。"})

    assert early.status_code == 409
    assert "先核实一下" in said(early)
    assert done.status_code == 302
    assert "回访了评价人" in said(client.get(address))


def test_the_rater_is_masked_until_a_press_that_is_logged(client, city):
    rated()
    task = Rectification.objects.get()
    sign_in(client, world.staff("agency_head"))

    before = said(client.get(f"/workbench/ratings/{task.id}/"))
    answer = client.post(f"/workbench/ratings/{task.id}/rater/")

    assert "张**" in before
    assert "张三" not in before
    assert "张三" in said(answer)
    assert "no-store" in answer["Cache-Control"]
    assert Reading.objects.filter(kind="rating").count() == 1


def test_who_was_rated_is_told_that_there_is_nothing(client, city):
    rated()
    task = Rectification.objects.get()
    chief = world.staff("chief_window")
    Rating.objects.update(clerk_id=chief.account_id)
    sign_in(client, chief)

    assert "没有要整改的差评" in said(client.get("/workbench/ratings/"))
    assert client.get(f"/workbench/ratings/{task.id}/").status_code == 404


def test_a_supervisor_reads_and_makes_no_step_of_the_handlers(client, city):
    rated()
    task = Rectification.objects.get()
    sign_in(client, world.staff("supervisor"))
    address = f"/workbench/ratings/{task.id}/"

    page = said(client.get(address))

    assert "现在不由您办理" in page
    assert "查看联系方式" not in page
    assert client.post(address, {"action": "contact", "text": "x"}).status_code == 403
    assert client.post(f"{address}rater/").status_code == 404


def test_a_marked_rating_is_judged_with_a_reason(client, city):
    rated(1)
    row = Rating.objects.get()
    RatingMark.objects.create(id=world.uuid4(), rating=row, sign="burst", count=6, within=10, marked_at=now())
    sign_in(client, world.staff("supervisor"))

    waiting = said(client.get("/workbench/ratings/marks/"))
    without = client.post(f"/workbench/ratings/marks/{row.id}/", {"counts": "no", "reason": ""})
    done = client.post(f"/workbench/ratings/marks/{row.id}/", {"counts": "no", "reason": "同一台手机连续评价。"})
    again = client.post(f"/workbench/ratings/marks/{row.id}/", {"counts": "yes", "reason": "改主意了。"})

    row.refresh_from_db()
    assert "10分钟内评价了6次" in waiting
    assert (without.status_code, done.status_code, again.status_code) == (422, 302, 409)
    assert (row.counts, row.judged_reason, row.grade) == (False, "同一台手机连续评价。", 1)


def test_a_rating_is_taken_by_telephone_by_who_did_not_work_on_the_case(client, city):
    case = world.not_accepted_case()
    world.deliver_events()
    world.hand_over(case)
    sign_in(client, world.staff("agency_head"))

    unknown = client.post("/workbench/ratings/phone/", {"number": "nothing", "grade": "2"})
    done = client.post("/workbench/ratings/phone/", {"number": case.facts.number, "grade": "2", "text": "还可以"})

    row = Rating.objects.get()
    assert (unknown.status_code, done.status_code) == (404, 302)
    assert (row.channel, row.grade, row.is_named) == ("phone", 2, True)


@pytest.mark.parametrize("address", ["", "marks/", "phone/"])
def test_a_clerk_at_the_window_finds_no_room_of_ratings(client, city, address):
    sign_in(client, world.staff("intake_clerk"))

    assert client.get(f"/workbench/ratings/{address}").status_code == 404
