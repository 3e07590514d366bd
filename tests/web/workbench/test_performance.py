"""Pages of figures and of the index: who sees what, each number down to its cases, from draft to publication."""

import re

import pytest

from oneseal.foundation.timekeeping import now
from oneseal.identity.models import Agency, Post
from oneseal.identity.rules.posts import FOUNDING
from oneseal.performance.models import Appeal, IndexMonth
from oneseal.performance.services import facts_refresh
from tests.apps.performance.test_facts import some_of_each

pytestmark = pytest.mark.django_db
MONTH = "/workbench/index/2026-03/"


@pytest.fixture
def april(city, clock):
    """Let a month of cases pass."""
    some_of_each(clock)
    clock.stand_at("2026-04-01 09:00")
    facts_refresh(now=now())
    return city


def text(answer):
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_the_figures_tell_numerator_and_denominator_and_lead_to_the_cases(april, desk):
    browser = desk("supervisor")
    page = text(browser.get("/workbench/figures/", **{"from": "2026-03-01", "to": "2026-03-31"}))
    assert "无数据" in page  # nobody rated
    assert "25.0 %" in page  # one closed of four accepted

    own = text(browser.get("/workbench/figures/", **{"from": "2026-03-01", "to": "2026-03-31",
                                                     "department": str(april.agency_id)}))  # fmt: skip
    link = re.search(r'href="(/workbench/figures/cases/accepted/[^"]+)"', own).group(1).replace("&amp;", "&")
    assert len(re.findall(r'href="/workbench/cases/', text(browser.client.get(link)))) >= 4


def test_the_rates_go_out_as_a_table(april, desk):
    answer = desk("supervisor").get("/workbench/figures/", **{"from": "2026-03-01", "to": "2026-03-31", "file": "csv"})

    assert answer["Content-Type"].startswith("text/csv")
    assert "办结率" in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("told", [{"from": "x", "to": "9999-12-31"}, {"department": "x"}, {"from": "0001-01-01"}])
def test_an_address_typed_by_hand_shows_this_month(april, desk, told):
    assert desk("supervisor").get("/workbench/figures/", **told).status_code == 200


def test_a_month_goes_from_draft_to_publication_on_its_pages(april, desk, clock, client):
    browser = desk("supervisor")
    assert "还没有公布过" in text(client.get("/efficiency/"))
    assert browser.post("/workbench/index/draft/", month="2026-03").status_code == 302
    line = f"{MONTH}{april.agency_id}/"
    assert "尚无数据" in text(browser.get(line))
    assert browser.post(f"{line}adjust/", points="2", basis="本市通报", reason="表扬。").status_code == 302
    assert browser.post(f"{MONTH}act/", act="open").status_code == 302
    assert browser.post(f"{line}appeal/", words="两件已补齐。").status_code == 302
    appeal = Appeal.objects.get()
    told = {"is_upheld": "no", "answer": "与记录一致。"}
    assert browser.post(f"/workbench/index/appeals/{appeal.id}/", **told).status_code == 409
    assert desk("agency_head").post(f"/workbench/index/appeals/{appeal.id}/", **told).status_code == 302
    assert browser.post(f"{MONTH}act/", act="publish").status_code == 409
    clock.move(days=20)
    assert browser.post(f"{MONTH}act/", act="publish").status_code == 302

    public = text(client.get("/efficiency/"))
    assert IndexMonth.objects.get().sha256 in public
    assert client.get("/efficiency/?month=2026-03&file=json").json()["month"] == "2026-03"
    assert "D1" in client.get("/efficiency/?file=csv").content.decode("utf-8-sig")
    assert client.get("/efficiency/?month=2025-01").status_code == 404
    assert "与记录一致。" in text(browser.get(MONTH))


def test_a_refused_form_says_why_and_keeps_what_was_typed(april, desk):
    browser = desk("supervisor")

    early = browser.post("/workbench/index/draft/", month="2026-04")
    assert (early.status_code, "还没有结束" in early.content.decode()) == (409, True)
    assert browser.post("/workbench/index/draft/", month="x").status_code == 422
    browser.post("/workbench/index/draft/", month="2026-03")
    assert browser.post(f"{MONTH}{april.agency_id}/adjust/", points="2").status_code == 422
    assert browser.post(f"{MONTH}{april.agency_id}/appeal/", words="早了。").status_code == 404


def test_weights_are_previewed_before_they_are_adopted(april, desk):
    browser = desk("supervisor")
    page = text(browser.get("/workbench/index/weights/"))
    told = dict(re.findall(r'name="(D\d|fewest_cases|appeal_days)"[^>]*value="([\d.]+)"', page))
    swapped = re.findall(r'value="([\d.]+)"[^>]*name="(D\d|fewest_cases|appeal_days)"', page)
    told |= {name: value for value, name in swapped}
    assert len(told) == 11
    told |= {"from_month": "2026-05", "basis": "本市办法", "reason": "试行。"}

    assert "不能预览" in text(browser.post("/workbench/index/weights/", preview="1", **told))
    wrong = browser.post("/workbench/index/weights/", **{**told, "D1": "11"})
    assert (wrong.status_code, "合计应当是100" in wrong.content.decode()) == (422, True)
    assert browser.post("/workbench/index/weights/", **told).status_code == 302
    assert "第1版" in text(browser.get("/workbench/index/weights/"))


def test_a_panel_scores_a_year(april, desk):
    browser = desk("supervisor")
    told = {**{f"C{number}": "90" for number in range(1, 6)}, "agency": str(april.agency_id), "reason": "材料和现场。"}

    assert browser.post("/workbench/index/years/2026/", **{**told, "C1": "101"}).status_code == 422
    assert browser.post("/workbench/index/years/2026/", **told).status_code == 302
    assert "90.00" in text(browser.get("/workbench/index/years/2026/"))


def test_a_stationed_department_sees_itself_alone(april, desk):
    desk("supervisor").post("/workbench/index/draft/", month="2026-03")
    other = Agency.objects.exclude(pk=april.agency_id).values_list("id", flat=True).first() or april.agency_id
    Agency.objects.filter(pk=april.agency_id).update(kind="stationed_department")
    for post in Post.objects.filter(agency_id=april.agency_id, permissions__contains=[FOUNDING]):
        post.permissions = [told for told in post.permissions if told != FOUNDING]  # another agency founded this one
        post.save()
    browser = desk("agency_head")

    assert browser.get(MONTH).status_code == 404  # a draft
    own = text(browser.get("/workbench/figures/", department=str(other)))
    assert f"department={april.agency_id}" in own
    assert browser.post("/workbench/index/draft/", month="2026-03").status_code in {403, 409}
    assert browser.post("/workbench/index/years/2026/").status_code == 404
