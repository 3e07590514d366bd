"""The pages of procedures: each act's form and paper, the page of a case, the list of the department."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from oneseal.cases import selectors as cases
from oneseal.cases.models import InterestedParty, MeetingTask
from oneseal.foundation.timekeeping import now, today
from oneseal.papers.selectors import papers_of
from oneseal.workflow.services import timers_fire
from tests.factories import aside, world
from tests.factories import procedures as make
from tests.web.workbench.conftest import address, hidden_of, previews_in

pytestmark = pytest.mark.django_db
LIST = "/workbench/procedures/"


def named_case():
    make.name_in_item(make.REVIEW, make.TESTING)
    return world.accepted_case()


def opened(begin):
    def made():
        case = named_case()
        begin(case)
        return case

    return made


def hearing(**changed):
    return {
        "held_on": make.workday(7).isoformat(), "held_time": "09:30", "place": "三楼听证室",
        "chair": str(make.account("agency_head")), "closed_because": "", "matter": "排烟", "participants": "邻居李四",
        **changed,
    }  # fmt: skip


def of(case, kind, **told):
    return {"procedure": str(make.procedure_of(case, kind).id), **told}


DAY = {"on": "today"}
ACTS = [
    pytest.param(named_case, "hearing-right", lambda _case: {"matter": "排烟口正对邻居。", "others": "邻居李四"},
                 "hearing_right_notice", id="hearing-right"),
    pytest.param(make.told_case, "hearing-request",
                 lambda _case: {"who": "邻居李四", "on": today().isoformat(), "reason": "油烟。"}, "hearing_request",
                 id="hearing-request"),
    pytest.param(make.told_case, "hearing-waiver", lambda _case: {"who": "邻居李四", "on": today().isoformat()},
                 "hearing_waiver", id="hearing-waiver"),
    pytest.param(make.asked_case, "hearing", lambda _case: hearing(), "hearing_notice", id="hearing-asked-for"),
    pytest.param(named_case, "hearing", lambda _case: hearing(ground="by_law", closed_because="privacy"),
                 "hearing_notice", id="hearing-on-own-motion"),
    pytest.param(make.arranged_case, "hearing-end", lambda _case: {"reason": "撤回听证申请。", "is_taken_back": "on"},
                 "hearing_end_notice", id="hearing-end"),
    pytest.param(named_case, "interested",
                 lambda _case: {"name": "李四", "interest": "排烟",
                                "reply_by_on": (today() + timedelta(5)).isoformat()},
                 "interested_notice", id="interested"),
    pytest.param(opened(make.notify), "statement",
                 lambda _case: {"party": str(InterestedParty.objects.get().id), "on": today().isoformat(),
                                "text": "不同意。"},
                 "statement_record", id="statement"),
    pytest.param(named_case, "review",
                 lambda _case: {"experts": "专家甲\n专家乙", "held_on": make.workday(5).isoformat(), "place": "",
                                "question": "布局"},
                 "expert_review_notice", id="review"),
    pytest.param(opened(make.arrange_review), "review-result",
                 lambda case: of(case, "expert_review", verdict="agreed", on=today().isoformat(), text="同意。"),
                 "expert_review_record", id="review-result"),
    pytest.param(named_case, "testing",
                 lambda _case: {"kind": "testing", "testers": [str(one) for one in make.two_testers()],
                                "subject_matter": "操作间", "standard": make.STANDARD, "planned_days": "5",
                                "late_because": ""},
                 "test_notice", id="testing"),
    pytest.param(opened(make.assign_testing), "testing-result",
                 lambda case: of(case, "testing", verdict="failed", on=today().isoformat(), text="超标。", standard=""),
                 "test_report", id="testing-result"),
    pytest.param(named_case, "publicity",
                 lambda _case: {"matter": "拟准予。", "until_on": (today() + timedelta(7)).isoformat(), "law": "",
                                "document": ""},
                 "publicity_notice", id="publicity"),
    pytest.param(named_case, "meeting",
                 lambda _case: {"held_on": make.workday(2).isoformat(), "place": "二楼", "units": "市场监管局",
                                "people": "赵六", "question": "排烟"},
                 "meeting_notice", id="meeting"),
    pytest.param(opened(make.plan_meeting), "meeting-minutes",
                 lambda case: of(case, "joint_meeting", on=today().isoformat(), text="同意。", unit_1="环保局",
                                 task_1="出意见", due_1=make.workday(3).isoformat()),
                 "meeting_minutes", id="meeting-minutes"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "act", "told", "paper"), ACTS)
def test_each_act_has_its_form_its_preview_and_its_paper(desk, made, act, told, paper):
    case = made()
    where, words, before = address(case, f"procedures/{act}"), told(case), case.facts.version
    assert desk("reviewer").get(where).status_code == 200

    seen = desk("reviewer").post(where, step="preview", **words)
    assert seen.status_code == 200, seen.content.decode()
    assert previews_in(seen)
    assert case.facts.version == before
    answer = desk("reviewer").act(where, **words)

    assert answer.status_code == 302, answer.content.decode()
    assert paper in [row.kind for row in papers_of(case.id, for_public=False)]
    assert desk("reviewer").client.get(answer["Location"]).status_code == 200
    assert desk("archivist").get(where).status_code == 404


def test_the_minutes_are_recorded_on_the_day_and_the_case_says_so(desk, clock):
    case = make.arranged_case()
    clock.stand_at(f"{make.workday(7)} 17:00")
    told = {
        "on": today().isoformat(), "participants": "申请人 张三", "statements": "双方陈述。", "evidence": "",
        "is_signed": "on", "unsigned": "",
    }  # fmt: skip

    answer = desk("reviewer").act(address(case, "procedures/hearing-minutes"), **told)

    assert answer.status_code == 302, answer.content.decode()
    page = desk("reviewer").get(address(case, "procedures")).content.decode()
    assert "双方陈述。" in page
    assert "已举行" in page


def test_unsigned_minutes_are_refused_at_their_field(desk, clock):
    case = make.arranged_case()
    clock.stand_at(f"{make.workday(7)} 17:00")
    told = {"on": today().isoformat(), "participants": "张三", "statements": "陈述。", "evidence": "", "unsigned": ""}

    answer = desk("reviewer").post(address(case, "procedures/hearing-minutes"), step="preview", **told)

    assert answer.status_code == 422
    assert "签字或者盖章" in answer.content.decode()


@pytest.mark.parametrize(
    ("law", "document", "status", "words"),
    [
        pytest.param("", "", 200, "承诺期限停止计算，法定期限照常计算", id="the-promise-alone"),
        pytest.param("《某条例》第九条", "示公〔2026〕1号", 200, "特别程序期间停止计时", id="both-by-law-and-document"),
        pytest.param("经领导同意", "", 422, "法定期限只有依据法律和相应的文书才能停止", id="no-document-no-stop"),
    ],
)
def test_publicity_says_beforehand_which_limits_stop(desk, law, document, status, words):
    case = named_case()
    told = {"matter": "拟准予。", "until_on": (today() + timedelta(7)).isoformat(), "law": law, "document": document}

    answer = desk("reviewer").post(address(case, "procedures/publicity"), step="preview", **told)

    assert answer.status_code == status
    assert words in answer.content.decode()


def test_a_hearing_too_soon_is_refused_with_the_first_day_that_can_be(desk):
    case = make.asked_case()
    told = hearing(held_on=make.workday(3).isoformat())

    answer = desk("reviewer").post(address(case, "procedures/hearing"), step="preview", **told)

    assert answer.status_code == 422
    assert "七日前" in answer.content.decode()


def test_the_head_decides_on_the_chair(desk):
    case = make.arranged_case()
    told = {
        "new_chair": str(make.account("approver")), "reason": "属实。", "asked_by": "邻居李四",
        "asked_because": "是亲属。",
    }  # fmt: skip

    answer = desk("agency_head").act(address(case, "procedures/recusal"), **told)

    assert answer.status_code == 302, answer.content.decode()
    assert make.hearing_of(case).chair_id == make.account("approver")
    assert desk("reviewer").get(address(case, "procedures/recusal")).status_code == 404


def test_an_objection_and_a_task_need_no_paper(desk, clock):
    case = named_case()
    make.publicise(case)
    told = of(case, "publicity", name="王五", on=today().isoformat(), text="太吵。")
    assert desk("reviewer").post(address(case, "procedures/objection"), step="confirm", **told).status_code == 302
    assert "太吵。" in desk("reviewer").get(address(case, "procedures")).content.decode()

    clock.move(days=8)
    ended = of(case, "publicity", text="不成立。")
    assert desk("reviewer").act(address(case, "procedures/publicity-end"), **ended).status_code == 302


def test_a_task_of_a_meeting_is_listed_and_finished(desk):
    case = world.accepted_case()
    make.plan_meeting(case)
    make.record_meeting(case, tasks=(make.services.TaskTold("环保局", "出具意见", make.workday(3)),))
    task = MeetingTask.objects.get()

    assert "出具意见" in desk("reviewer").get(address(case, "procedures")).content.decode()
    told = {"task": str(task.id), "note": "已出具。"}
    assert desk("reviewer").post(address(case, "procedures/meeting-task"), step="confirm", **told).status_code == 302
    assert "已完成" in desk("reviewer").get(address(case, "procedures")).content.decode()


def test_half_a_task_is_asked_for_whole(desk):
    case = world.accepted_case()
    make.plan_meeting(case)
    told = of(case, "joint_meeting", on=today().isoformat(), text="同意。", unit_1="环保局", task_1="", due_1="")

    answer = desk("reviewer").post(address(case, "procedures/meeting-minutes"), step="preview", **told)

    assert answer.status_code == 422
    assert "填写完整" in answer.content.decode()


def test_nothing_unknown_is_an_act(desk):
    assert desk("reviewer").get(address(world.accepted_case(), "procedures/dance")).status_code == 404


# --- the list of the department ----------------------------------------------------------------


def test_the_list_is_empty_in_words_and_then_sorted_by_target(desk):
    assert "没有进行中的程序" in desk("approver").get(LIST).content.decode()
    later, sooner = world.accepted_case(), world.accepted_case()
    make.plan_meeting(later, held_on=make.workday(9))
    make.plan_meeting(sooner, held_on=make.workday(4))

    page = desk("approver").get(LIST).content.decode()

    assert page.index(sooner.facts.number[-12:]) < page.index(later.facts.number[-12:])


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        pytest.param({"kind": "joint_meeting"}, True, id="its-kind"),
        pytest.param({"kind": "hearing"}, False, id="another-kind"),
        pytest.param({"kind": "nonsense", "target": "x", "page": "y"}, True, id="nonsense-asks-for-all"),
        pytest.param({"target": "later"}, True, id="later"),
        pytest.param({"target": "over"}, False, id="not-over"),
        pytest.param({"target": "soon"}, False, id="not-soon"),
        pytest.param({"own": "1"}, False, id="not-the-approvers-own"),
        pytest.param({"page": "2"}, False, id="no-second-page"),
    ],
)
def test_the_list_is_narrowed_by_kind_target_and_owner(desk, query, is_there):
    case = world.accepted_case()
    make.plan_meeting(case, held_on=make.workday(5))

    page = desk("approver").get(LIST, **query).content.decode()

    assert (case.facts.number[-12:] in page) == is_there


def test_the_list_shows_no_other_agency_and_nothing_decided(desk):
    case, decided = world.accepted_case(), world.accepted_case()
    make.plan_meeting(case)
    make.plan_meeting(decided)
    make.recommend_and_grant(decided)

    page = desk("reviewer").get(LIST).content.decode()

    assert case.facts.number[-12:] in page
    assert decided.facts.number[-12:] not in page
    assert desk("item_administrator").get(LIST).status_code == 404


def test_the_length_of_the_list_adds_no_queries(desk, django_assert_max_num_queries):
    for _number in range(3):
        make.plan_meeting(world.accepted_case())
    desk("reviewer").get(LIST)  # the item's version is kept from now on

    reviewer = desk("reviewer")
    with django_assert_max_num_queries(8):
        reviewer.get(LIST)


def test_whoever_answers_for_it_sees_at_his_inbox_what_is_due(desk, clock):
    case = world.accepted_case()
    make.plan_meeting(case, held_on=make.workday(5))
    assert "own=1" not in desk("reviewer").get("/workbench/").content.decode()
    clock.stand_at(f"{make.workday(4)} 09:00")
    timers_fire(now=now())

    assert "own=1" in desk("reviewer").get("/workbench/").content.decode()
    assert "own=1" not in desk("approver").get("/workbench/").content.decode()


def test_signed_minutes_are_attached_on_their_page_and_shown_with_their_hash(desk, clock):
    case = make.heard_case(clock)
    where, reviewer = address(case, "procedures/signed-minutes"), desk("reviewer")
    assert "附听证笔录签字件" in reviewer.get(address(case, "procedures")).content.decode()
    key = hidden_of(reviewer.get(where))

    assert reviewer.post(where, **key).status_code == 422
    bad = SimpleUploadedFile("minutes.pdf", b"MZ not a scan", content_type="application/pdf")
    assert reviewer.post(where, file=bad, **key).status_code in {400, 415, 422}
    good = SimpleUploadedFile("签字件.pdf", world.PDF, content_type="text/html")
    answer = reviewer.post(where, file=good, **key)

    assert answer.status_code == 302
    (scan,) = cases.minutes_scans_of(case.facts)
    page = reviewer.get(answer["Location"]).content.decode()
    assert "签字件.pdf" in page
    assert scan.sha256[:16] in page
    served = reviewer.get(f"/workbench/minutes/{scan.id}/")
    assert (b"".join(served.streaming_content), served["Content-Type"]) == (world.PDF, "application/pdf")


def test_what_ended_with_its_case_says_so(desk):
    case = world.accepted_case()
    make.plan_meeting(case)
    aside.withdraw(case)

    assert "随办件结束" in desk("reviewer").get(address(case, "procedures")).content.decode()
