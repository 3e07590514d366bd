"""The pages of what several bodies answer together: proposed, answered by the government, told on the case page."""

import pytest

from oneseal.foundation.readlog.models import Reading
from oneseal.portal.accounts.adapter import staff_home
from tests.apps.traces import paper_kinds
from tests.factories import joint, world
from tests.factories.procedures import workday
from tests.web.workbench.conftest import Desk, address, hidden_of, previews_in

pytestmark = pytest.mark.django_db
LIST = "/workbench/extensions/"


def said(answer):
    return answer.content.decode()


def own(case, act=""):
    return f"{LIST}{case.id}/{act}/" if act else f"{LIST}{case.id}/"


@pytest.fixture
def government(city):
    joint.government()
    return Desk(joint.HEAD)


def test_the_case_page_names_the_bodies_and_the_limits_of_the_law(desk):
    case = joint.accepted_case()

    page = said(desk("reviewer").get(address(case)))

    for words in ("联合办理", *joint.BODIES, "45", "15", "第四十二条第二款", "会商并收集各机关的意见"):
        assert words in page


def test_the_case_page_of_what_one_body_answers_names_none(desk):
    case = world.accepted_case()

    assert "第四十二条第二款" not in said(desk("reviewer").get(address(case)))


def test_the_head_proposes_on_his_page_and_the_case_page_says_so(desk):
    case = joint.accepted_case()
    head = desk("agency_head")
    assert "提请延长期限" in said(head.get(address(case)))

    answer = head.post(address(case, "propose-extension"), step="confirm", days="16", reason="来不及。")
    assert answer.status_code == 422
    assert "最多延长15日" in said(answer)
    answer = head.post(address(case, "propose-extension"), step="confirm", days="15", reason="需要会商。")

    assert answer.status_code == 302
    page = said(head.get(answer["Location"]))
    assert "已提请本级人民政府负责人批准延长" in page
    assert "等待本级人民政府负责人答复" in page
    assert case.facts.extension_asked_of_id


def test_the_government_reads_the_notice_first_and_approves(government):
    case = joint.proposed_case()
    before = case.facts.due_on
    listed = said(government.get(LIST))
    assert own(case) in listed
    assert "延长15个工作日" in listed

    seen = government.get(own(case))
    assert (len(previews_in(seen)), case.facts.extended_days) == (1, 0)
    assert said(seen).count('class="case-head"') == 1  # and not a second time in the head of the document
    for words in ("需要征求两个机关的意见。", *joint.BODIES, world.AGENCY.name):
        assert words in said(seen)
    answer = government.post(own(case), step="confirm", **hidden_of(seen))

    assert answer["Location"].startswith(LIST)
    assert "已批准延长" in said(government.get(answer["Location"]))
    assert case.facts.due_on == workday(15, before)
    assert "extension_notice" in paper_kinds(case.id)
    again = government.post(own(case), step="confirm", **hidden_of(seen))
    assert (again.status_code, case.facts.extended_days) == (302, 15)


def test_what_the_government_reads_of_a_case_is_noted(government):
    case = joint.proposed_case()

    government.get(own(case))

    row = Reading.objects.get(subject_id=case.id)
    assert (row.party_id, row.agency_id) == (case.facts.party_id, joint.government().id)


def test_the_government_declines_with_a_reason(government, desk):
    case = joint.proposed_case()

    assert government.post(own(case, "decline"), step="confirm", reason="").status_code == 422
    answer = government.post(own(case, "decline"), step="confirm", reason="理由不充分。")

    assert "已决定不批准延长" in said(government.get(answer["Location"]))
    assert case.facts.extended_days == 0
    assert "理由不充分。" in said(desk("agency_head").get(address(case)))


def test_an_approval_after_the_limit_of_the_law_is_refused_in_words(government, clock):
    case = joint.proposed_case()
    clock.stand_at(f"{workday(1, case.facts.statutory_due_on)} 10:00")

    answer = government.get(own(case))

    assert answer.status_code == 409
    assert "已经届满" in said(answer)


@pytest.mark.parametrize("path", ["", "cases/", "procedures/", "licences/"])
def test_the_government_opens_nothing_else_of_the_workbench(government, path):
    assert government.get(f"/workbench/{path}").status_code in {403, 404}


def test_the_government_does_not_open_the_case_itself(government):
    case = joint.proposed_case()

    assert government.get(address(case)).status_code in {403, 404}


@pytest.mark.parametrize("kind", ["agency_head", "reviewer", "approver"])
def test_nobody_of_the_agency_opens_the_page_of_the_government(desk, kind):
    case = joint.proposed_case()

    assert desk(kind).get(LIST).status_code in {403, 404}
    assert desk(kind).get(own(case)).status_code in {403, 404}


def test_whoever_signs_in_for_the_government_begins_at_his_list(government):
    assert staff_home(joint.head().permissions) == LIST
