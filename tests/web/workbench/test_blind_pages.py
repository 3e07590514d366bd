"""Blind mode at the desk: the lots of a month and of a case, drawing again, looking under the cover."""

from urllib.parse import quote

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.models import Drawing
from oneseal.cases.services.deciding import OpinionTold
from oneseal.identity.models import Account
from tests.factories import blind, procedures, world
from tests.web.workbench.conftest import address, hidden_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(city):
    blind.publish()
    blind.examiners()
    return blind.accepted_case()


@pytest.mark.parametrize("post", ["supervisor", "agency_head"])
def test_who_supervises_or_leads_sees_how_a_lot_came_out_and_how_a_month_fell(desk, case, post):
    row = Drawing.objects.get()

    month = desk(post).get("/workbench/drawings/").content.decode()
    lot = desk(post).get(address(case, "drawings")).content.decode()

    assert "机会均等时应抽中" in month
    assert case.facts.number in month
    assert all(name in lot for name in (row.seed, *blind.EXAMINERS[:2], "结果一致"))
    assert "0.5" in month


def test_a_record_that_was_tampered_with_is_named(desk, case):
    row = Drawing.objects.get()
    other = next(one for one in row.candidates if one["account"] != str(row.drawn_id))
    lot = Drawing(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})
    lot.id, lot.drawn_id = case.applicant.account_id, other["account"]
    lot.save(force_insert=True)

    assert "结果不一致" in desk("supervisor").get(address(case, "drawings")).content.decode()


@pytest.mark.parametrize("post", ["reviewer", "approver", "intake_clerk"])
def test_lots_are_for_nobody_else(desk, case, post):
    assert desk(post).get("/workbench/drawings/").status_code == 404
    assert desk(post).get(address(case, "draw-again")).status_code == 404
    assert desk(post).get(address(case, "lift-cover")).status_code == 404


def test_the_head_has_another_drawn_and_learns_why_a_reason_is_needed(desk, case):
    head, before = desk("agency_head"), case.facts.assignee_id
    told = hidden_of(head.get(address(case, "draw-again")))

    refused = head.post(address(case, "draw-again"), step="confirm", ground="absent", reason="", **told)
    assert "请写明重新抽取的理由。" in refused.content.decode()

    answer = head.client.post(
        address(case, "draw-again"), {"step": "confirm", "ground": "absent", "reason": "请病假。", **told}, follow=True
    )

    assert "已由系统重新抽取审查人员。" in answer.content.decode()
    assert case.facts.assignee_id != before


def test_the_head_sees_the_applicant_only_after_he_said_why(desk, case):
    head = desk("agency_head")
    assert blind.COMPANY not in head.get(address(case)).content.decode()

    told = hidden_of(head.get(address(case, "lift-cover")))
    answer = head.client.post(
        address(case, "lift-cover"), {"step": "confirm", "reason": "核实用地面积。", **told}, follow=True
    )

    page = answer.content.decode()
    assert "您现在可以看到本件的申请人信息" in page
    assert blind.COMPANY in page
    assert "核实用地面积。" in desk("supervisor").get("/workbench/readings/").content.decode()


def test_the_examiner_is_told_what_is_hidden_and_what_cannot_be(desk, case):
    page = desk(examiner_name(case)).get(address(case), part="talk").content.decode()

    assert "本件实行两不见面审批" in page
    assert "扫描件中可能写有姓名" in page
    assert "沟通只在申请人和窗口之间进行" in page


def examiner_name(case):
    return Account.objects.get(pk=case.facts.assignee_id).username


def test_a_case_that_fell_to_nobody_waits_on_the_page_of_lots(desk, city):
    blind.publish()
    Account.objects.filter(username="reviewer").update(is_active=False)
    case = blind.submitted_case()
    blind.accept(case)

    page = desk("supervisor").get("/workbench/drawings/").content.decode()

    assert "有办件还没有抽到审查人员" in page
    assert case.facts.number in page


def test_what_examiners_say_of_the_applicant_is_hidden_from_whoever_decides(desk, case):
    mine = blind.examiner_of(case)
    [second] = blind.others_than(mine)
    told = OpinionTold("grant", f"{blind.COMPANY}符合条件。", second.account_id)
    services.case_recommend(case_id=case.id, told=told, press=world.press(mine))
    services.review_confirm(case_id=case.id, note=f"{blind.CONTACT}在场。", press=world.press(second))
    approver = desk("approver")

    one = approver.get(address(case, "grant")).content.decode()
    many = approver.post("/workbench/bulk/", act="grant", case=[str(case.id)]).content.decode()

    assert "在场。" in one
    assert "符合条件。（" in many
    assert not [name for name in (blind.COMPANY, blind.CONTACT) if name in one + many]


def test_a_scan_of_minutes_is_called_by_its_place(desk, city, clock):
    blind.publish()
    case = blind.accepted_case()
    procedures.arrange(case)
    clock.stand_at(f"{procedures.workday(7)} 15:00")
    procedures.hold(case)
    press = world.press(world.staff("reviewer"))
    services.minutes_attach(case_id=case.id, file_name=f"{blind.COMPANY}.pdf", chunks=[world.PDF], press=press)
    (scan,) = cases.minutes_scans_of(case.facts)
    approver = desk("approver")

    page = approver.get(address(case, "procedures")).content.decode()
    served = approver.get(f"/workbench/minutes/{scan.id}/")

    assert b"".join(served.streaming_content) == world.PDF
    assert scan.file_name == f"{blind.COMPANY}.pdf"
    assert "材料文件1.pdf" in page
    assert blind.COMPANY not in page
    assert quote("材料文件1.pdf") in served["Content-Disposition"]
