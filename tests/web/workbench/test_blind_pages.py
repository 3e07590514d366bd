"""Blind mode at the desk: the lots of a month and of a case, drawing again, looking under the cover."""

import pytest

from oneseal.cases.models import Drawing
from oneseal.identity.models import Account
from tests.factories import blind
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
