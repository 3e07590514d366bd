import csv
import io
import re

import pytest

from oneseal.cases import services
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.timekeeping import now
from oneseal.foundation.views_kept.models import KeptView
from tests.factories import world

TAB = re.compile(r'<a class="tab" href="([^"]+)"[^>]*>([^<]+)<span class="tab__count">(\d+)')
FIGURE = re.compile(r'figure__value">(\d+)</p>\s*<p class="figure__label"><a href="([^"]+)"')
ROW = re.compile(r'class="row-link"')
pytestmark = pytest.mark.django_db


def page_of(desk, address):
    return desk.client.get(address.replace("&amp;", "&")).content.decode()


def test_every_tab_and_figure_opens_a_list_of_exactly_its_length(desk, clock):
    world.submitted_case()
    clock.move(days=20)
    for make in (world.submitted_case, world.correction_pending_case, world.reviewed_case, world.refused_case):
        make()
    approver = desk("approver")
    page = page_of(approver, "/workbench/")

    found = [(url, int(count)) for url, _label, count in TAB.findall(page)]
    found += [(url, int(count)) for count, url in FIGURE.findall(page)]

    assert len(found) == 10
    assert [len(ROW.findall(page_of(approver, url))) for url, _count in found] == [count for _url, count in found]
    assert sum(count > 0 for _url, count in found) > 5


def test_a_view_that_somebody_keeps_becomes_a_tab_of_his_own_and_can_be_let_go(desk):
    case, other = world.correction_pending_case(), world.submitted_case()
    clerk = desk("intake_clerk")

    kept = clerk.post("/workbench/views/", name="等补正的", query="scope=agency&step=correction&order=due")
    page = page_of(clerk, kept["Location"])

    assert str(case.id) in page
    assert str(other.id) not in page
    assert "等补正的" in page_of(clerk, "/workbench/")
    assert "等补正的" not in page_of(desk("reviewer"), "/workbench/")
    clerk.post("/workbench/views/", drop=str(KeptView.objects.get().id), query="")
    assert not KeptView.objects.exists()


def test_a_view_of_another_person_cannot_be_deleted(desk):
    desk("intake_clerk").post("/workbench/views/", name="我的", query="light=red")

    desk("reviewer").post("/workbench/views/", drop=str(KeptView.objects.get().id), query="")

    assert KeptView.objects.count() == 1


def test_a_view_needs_a_name(desk):
    answer = desk("intake_clerk").client.post("/workbench/views/", {"name": " ", "query": "light=red"}, follow=True)

    assert "请给视图起一个名字" in answer.content.decode()
    assert not KeptView.objects.exists()


def test_the_file_holds_exactly_the_rows_of_the_list_and_is_recorded(desk):
    for make in (world.submitted_case, world.correction_pending_case, world.correction_pending_case):
        make()
    clerk = desk("intake_clerk")

    answer = clerk.get("/workbench/cases/export.csv", step="correction")
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))

    assert len(rows) == len(ROW.findall(page_of(clerk, "/workbench/cases/?step=correction"))) == 2
    assert {row["环节"] for row in rows} == {"补正"}
    record = Entry.objects.filter(verb="cases.export_list").get()
    assert (record.after["rows"], record.after["filter"]) == (2, {"query": "scope=agency&step=correction&order=new"})


def test_a_name_that_looks_like_a_formula_is_harmless_in_the_file(desk):
    case = world.submitted_case()
    type(case.facts)  # the facts are frozen; the row is changed below
    from oneseal.cases.models import Case

    Case.objects.filter(pk=case.id).update(party_name="=1+1")

    answer = desk("intake_clerk").get("/workbench/cases/export.csv")

    assert "'=1+1" in b"".join(answer.streaming_content).decode("utf-8-sig")


@pytest.mark.parametrize(
    "query", ["light=purple", "step=x&due=y", "order=sideways&after=nonsense", "item_name=%00", "received=' or 1=1"]
)
def test_a_list_shrugs_at_what_it_does_not_know(desk, query):
    case = world.submitted_case()

    assert str(case.id) in page_of(desk("intake_clerk"), f"/workbench/cases/?{query}")


def test_a_message_shows_in_the_list_and_is_answered_on_the_case_page(desk):
    case = world.submitted_case()
    services.message_send(case_id=case.id, text="请问还缺什么？", actor=case.applicant, now=now())
    clerk = desk("intake_clerk")

    listed = page_of(clerk, "/workbench/")
    talk = page_of(clerk, f"/workbench/cases/{case.id}/?part=talk")
    clerk.post(f"/workbench/cases/{case.id}/message/", text="不缺，请等通知。")

    assert "1条新消息" in listed
    assert "请问还缺什么？" in talk
    assert "1条新消息" not in page_of(clerk, "/workbench/")
    assert "不缺，请等通知。" in page_of(clerk, f"/workbench/cases/{case.id}/?part=talk")


def test_what_is_noted_beside_a_material_fills_the_correction_notice(desk):
    case = world.submitted_case()
    clerk = desk("intake_clerk")

    clerk.post(f"/workbench/cases/{case.id}/materials/rules_list/verdict/", verdict="fails", problem="第三页没有盖章")
    page = page_of(clerk, f"/workbench/cases/{case.id}/correction/")

    assert "第三页没有盖章" in page
    assert re.search(r'name="tick:material:rules_list"[^>]*checked', page)
    assert "不符合" in page_of(clerk, f"/workbench/cases/{case.id}/?part=materials")
