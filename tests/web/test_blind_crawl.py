"""Neither side of a case in blind mode finds the other on any page, in any paper, file or export it may open."""

import re

import pytest
from django.test import Client

from oneseal.cases import services
from oneseal.cases.models import Material
from oneseal.foundation.notify.models import Message as Sent
from oneseal.foundation.timekeeping import now
from oneseal.licences.selectors import licence_of_case
from oneseal.papers.models import Paper
from tests.factories import blind, joint, procedures, world
from tests.web.crawling import browser_of, crawled, every_address, leaks, words_in

pytestmark = [pytest.mark.django_db]

APPLICANTS = (
    blind.APPLICANT, blind.COMPANY, blind.MOBILE, "139****2222", blind.CONTACT, blind.MANAGER, blind.ADDRESS,
    world.USCC,
)  # fmt: skip
STAFF = (*blind.EXAMINERS[:2], blind.APPROVER, blind.CLERK)
EXAMINER_ACTS = {
    "review": {"verdict": "grant", "text": "符合条件。"},
    "procedure": {"kind": "tender", "planned_days": "5", "people": "专家组", "purpose": "招标"},
}
APPROVER_ACTS = {
    "grant": {"text": "符合法定条件。"},
    "refuse": {"text": "不符合条件。"},
    "terminate": {"ground": "object_gone", "reason": "项目取消。"},
}
HEAD_ACTS = {"extend": {"days": "5", "reason": "案情复杂。"}}


@pytest.fixture
def case(city):
    """Return a case with all that people say on its way: a correction, findings, messages, papers that are made."""
    blind.publish()
    blind.examiners()
    found = blind.submitted_case()
    clerk = world.staff("intake_clerk")
    defect = services.Defect(
        "material:rules_list", "制度目录清单", f"{blind.COMPANY}没有盖章", f"请{blind.CONTACT}重传"
    )
    world.request_correction(found, defect)
    world.attach(found, "rules_list", b"mended", file_name=f"{blind.APPLICANT}的清单.pdf")
    services.case_correct(case_id=found.id, press=world.press(found.applicant))
    blind.accept(found)
    services.message_send(
        case_id=found.id, text=f"我是{blind.CONTACT}，{blind.MOBILE}。", actor=found.applicant, now=now()
    )
    services.message_send(case_id=found.id, text="收到，请等待。", actor=clerk, now=now())
    world.deliver_events()
    return found


def known_of(case):
    """Return what fills the gaps of addresses that are about a case."""
    papers = Paper.objects.filter(subject_id=case.id).order_by("id").values_list("id", flat=True)
    files = Material.objects.filter(case_id=case.id).order_by("id").values_list("id", "key")
    licence = licence_of_case(case.id)
    return {
        "case_id": [case.id], "paper_id": list(papers), "material_id": [row[0] for row in files],
        "file_id": [row[0] for row in files], "key": sorted({row[1] for row in files}), "page": [1],
        "item_id": [world.city().item_id], "licence_id": [licence.id] if licence else [],
    }  # fmt: skip


def opened_by(actor, post, case, acts=()):
    """Return all that a member of staff reads: what he may open, where it leads, and the papers he previews."""
    client = browser_of(actor)
    starts = every_address(post, known_of(case))
    starts += ["/workbench/search/?q=许可", "/workbench/cases/export.csv", "/workbench/?scope=agency"]
    said = {}
    for act, told in dict(acts).items():
        address = f"/workbench/cases/{case.id}/{act}/"
        answer = client.post(address, {"step": "preview", **told})
        words = answer.content.decode()
        assert answer.status_code == 200, words
        assert "/workbench/previews/" in words, act
        said[f"preview of {act}"] = (200, words)
        starts += _previews(words)
    return said | crawled(client, starts)


def found_by_name(actor, case):
    """Return the searches by who applied whose answer names the case."""
    client, number = browser_of(actor), case.facts.number
    asked = [blind.COMPANY, blind.COMPANY[:2], blind.APPLICANT, world.USCC]
    pages = [f"/workbench/{page}{words}" for page in ("search/?q=", "cases/?words=", "?words=") for words in asked]
    pages += [f"/workbench/cases/export.csv?words={words}" for words in asked]
    return [page for page in pages if number in words_in(client.get(page, follow=True))]


def _previews(words):
    return re.findall(r'"(/workbench/previews/[^"]+)"', words)


def printed_by(actor, case):
    """Return what the batch print of papers says."""
    answer = browser_of(actor).post("/workbench/papers/print/", {"case": [str(case.id)]}, follow=True)
    return {"print": (answer.status_code, answer.content.decode())}


def test_who_examines_finds_the_applicant_nowhere(case):
    said = opened_by(blind.examiner_of(case), "reviewer", case, EXAMINER_ACTS)

    assert leaks(said | printed_by(blind.examiner_of(case), case), APPLICANTS) == []
    assert found_by_name(blind.examiner_of(case), case) == []
    assert said[f"/workbench/cases/{case.id}/"][0] == 200
    assert "申请人（两不见面）" in said[f"/workbench/cases/{case.id}/"][1]
    assert len(said) > 60


def test_to_whom_it_did_not_fall_finds_neither_applicant_nor_case(case):
    [other] = blind.others_than(blind.examiner_of(case))

    said = opened_by(other, "reviewer", case)

    assert leaks(said, (*APPLICANTS, case.facts.number)) == []
    status, words = said[f"/workbench/cases/{case.id}/"]
    assert (status, "没有抽到您" in words) == (403, True)


@pytest.mark.parametrize(
    ("post", "acts"),
    [pytest.param("approver", APPROVER_ACTS, id="approver"), pytest.param("agency_head", HEAD_ACTS, id="head")],
)
def test_who_decides_finds_the_applicant_nowhere_until_it_is_decided(case, post, acts):
    world.recommend(case, by=blind.examiner_of(case))
    world.deliver_events()
    actor = world.staff(post)

    said = opened_by(actor, post, case, acts)

    assert leaks(said | printed_by(actor, case), APPLICANTS) == []
    assert found_by_name(actor, case) == []
    assert said[f"/workbench/cases/{case.id}/"][0] == 200


def asked_of_the_government(reason):
    """Return a case of several bodies for which more time is asked, and the head of the government."""
    blind.publish()
    joint.government()
    joint.publish()
    blind.examiners()
    case = blind.accepted_case()
    joint.propose(case, reason=reason)
    return case, joint.head()


@pytest.mark.usefixtures("city")
def test_the_government_that_is_asked_for_more_time_finds_the_applicant_nowhere():
    case, head = asked_of_the_government(f"{blind.COMPANY}的用地要征求两个机关的意见。")

    said = opened_by(head, joint.HEAD, case)

    assert leaks(said, APPLICANTS) == []
    for act in ("", "decline/"):
        status, words = said[f"/workbench/extensions/{case.id}/{act}"]
        assert (status, "申请人（两不见面）" in words) == (200, True)


def test_the_crawl_does_find_the_applicant_where_he_may_be_found(case):
    said = opened_by(world.staff("intake_clerk"), "intake_clerk", case)

    assert {secret for _address, secret in leaks(said, APPLICANTS)} >= {blind.COMPANY, blind.CONTACT, blind.ADDRESS}
    assert found_by_name(world.staff("intake_clerk"), case)


def test_the_applicant_finds_nobody_of_the_agency(case):
    world.recommend(case, by=blind.examiner_of(case))
    services.case_send_back(case_id=case.id, reason="请补充核对。", press=world.press(world.staff("approver")))
    blind.draw_again(case)
    blind.lift(case)
    world.recommend(case, by=blind.examiner_of(case))
    services.case_grant(case_id=case.id, text="符合条件。", press=world.press(world.staff("approver")))
    world.deliver_events()
    blind.rename("issue_clerk", "公孙出件")
    world.hand_over(case, received_by=blind.CONTACT)
    world.deliver_events()

    said = crawled(browser_of(case.applicant), every_address("applicant", known_of(case)))

    assert leaks(said, (*STAFF, "公孙出件")) == []
    assert said[f"/my/cases/{case.id}/"][0] == 200
    assert not [text for text in map(str, Sent.objects.values_list("text", flat=True)) if any(n in text for n in STAFF)]
    assert {secret for _address, secret in leaks(said, (blind.COMPANY,))} == {blind.COMPANY}


def test_everybody_else_finds_neither_side(case):
    said = crawled(Client(), every_address("nobody", known_of(case)))

    assert leaks(said, (*APPLICANTS, *STAFF)) == []


def test_a_hearing_names_its_chair_whom_the_applicant_may_refuse_and_nobody_else(case):
    blind.rename("agency_head", "长孙主持")
    examiner = blind.examiner_of(case)
    told = services.HearingTold(
        held_at=procedures.at(procedures.workday(7)), place="听证室", chair_id=procedures.account("agency_head"),
        participants=("邻居李四",), matter="用地。",
    )  # fmt: skip
    services.hearing_arrange(case_id=case.id, told=told, press=world.press(examiner))
    world.deliver_events()

    said = crawled(browser_of(case.applicant), every_address("applicant", known_of(case)))

    assert {secret for _address, secret in leaks(said, (*STAFF, "长孙主持"))} == {"长孙主持"}
