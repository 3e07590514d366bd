from uuid import uuid4

import pytest

from oneseal.cases.models import Case
from oneseal.cases.selectors import corrections_of, delivery_of, opinions_of
from oneseal.papers.selectors import papers_of
from tests.factories import world
from tests.web.workbench.conftest import address, hidden_of, previews_in

pytestmark = pytest.mark.django_db

RULES = {
    "tick:material:rules_list": "on",
    "problem:material:rules_list": "没有盖章",
    "wanted:material:rules_list": "盖章后重新上传",
}
NOT_ACCEPT = {"ground": "licence_not_needed", "reason": "该活动不需要许可。", "right_agency": ""}
REVIEW = {"verdict": "grant", "text": "符合法定条件。", "second": ""}
ACTS = [
    pytest.param(world.submitted_case, "intake_clerk", "accept", {}, "under_review", "acceptance_notice", id="accept"),
    pytest.param(
        world.submitted_case,
        "intake_clerk",
        "correction",
        RULES,
        "correction_pending",
        "correction_notice",
        id="correction",
    ),
    pytest.param(
        world.submitted_case,
        "intake_clerk",
        "not-accept",
        NOT_ACCEPT,
        "not_accepted",
        "non_acceptance_notice",
        id="not-accept",
    ),
    pytest.param(world.accepted_case, "reviewer", "review", REVIEW, "decision_pending", "review_opinion", id="review"),
    pytest.param(world.reviewed_case, "approver", "grant", {"text": ""}, "granted", "grant_decision", id="grant"),
    pytest.param(
        world.reviewed_case,
        "approver",
        "refuse",
        {"text": "布局不符合要求。"},
        "refused",
        "refusal_decision",
        id="refuse",
    ),
    pytest.param(
        world.issuing_case,
        "issue_clerk",
        "deliver",
        {"way": "window", "received_by": "张三"},
        "delivered",
        "delivery_receipt",
        id="deliver",
    ),
    pytest.param(world.delivered_case, "archivist", "archive", {}, "archived", "archive_catalogue", id="archive"),
]


def kinds(case):
    return [row.kind for row in papers_of(case.id, for_public=False)]


@pytest.mark.parametrize(("make", "kind", "act", "told", "state", "paper"), ACTS)
def test_an_act_shows_its_paper_first_and_changes_nothing_yet(desk, make, kind, act, told, state, paper):
    case = make()
    before, papers = case.facts, kinds(case)
    clerk = desk(kind)

    page = clerk.post(address(case, act), step="preview", **told) if told else clerk.get(address(case, act))

    assert page.status_code == 200
    (shown,) = previews_in(page)
    assert clerk.get(shown).content.startswith(b"%PDF")
    assert case.facts == before
    assert kinds(case) == papers


@pytest.mark.parametrize(("make", "kind", "act", "told", "state", "paper"), ACTS)
def test_a_confirmed_act_moves_the_case_and_issues_its_paper(desk, make, kind, act, told, state, paper):
    case = make()
    clerk = desk(kind)

    done = clerk.act(address(case, act), **told) if told else clerk.confirm(address(case, act))

    assert done.status_code == 302
    assert case.facts.state == state
    assert kinds(case).count(paper) == 1
    page = clerk.client.get(done["Location"]).content.decode()
    assert "回到待办" in page
    assert next(row.number for row in papers_of(case.id, for_public=False) if row.kind == paper) in page


@pytest.mark.parametrize(("make", "kind", "act", "told", "state", "paper"), ACTS)
def test_a_second_press_of_the_same_button_does_nothing_more(desk, make, kind, act, told, state, paper):
    case = make()
    clerk = desk(kind)
    page = clerk.post(address(case, act), step="preview", **told) if told else clerk.get(address(case, act))
    press = hidden_of(page)

    first, second = (clerk.post(address(case, act), step="confirm", **told, **press) for _ in range(2))

    assert first.status_code == second.status_code == 302
    assert kinds(case).count(paper) == 1


@pytest.mark.parametrize(("make", "kind", "act", "told", "state", "paper"), ACTS)
def test_a_post_without_the_permission_finds_no_such_page(desk, make, kind, act, told, state, paper):
    case = make()

    assert desk("supervisor").get(address(case, act)).status_code == 404
    assert desk("supervisor").post(address(case, act), step="confirm", **told).status_code == 404
    assert kinds(case).count(paper) == 0


def test_numbers_are_not_consumed_by_previews(desk):
    first, second = world.submitted_case(), world.submitted_case()
    clerk = desk("intake_clerk")
    for _ in range(3):
        clerk.get(address(first, "accept"))

    clerk.confirm(address(first, "accept"))
    clerk.confirm(address(second, "accept"))

    numbers = [papers_of(case.id, for_public=False)[-1].number for case in (first, second)]
    assert [number[-2:] for number in numbers] == ["1号", "2号"]


def test_a_preview_belongs_to_the_one_who_asked(desk, second_clerk):
    case = world.submitted_case()

    (shown,) = previews_in(desk("intake_clerk").get(address(case, "accept")))

    assert second_clerk.get(shown).status_code == 404


def test_words_changed_after_the_preview_are_shown_again_before_they_count(desk):
    case = world.reviewed_case()
    approver = desk("approver")
    seen = approver.post(address(case, "refuse"), step="preview", text="布局不符合要求。")

    changed = approver.post(address(case, "refuse"), step="confirm", text="另一个理由。", **hidden_of(seen))

    assert changed.status_code == 200
    assert "内容有改动，请再核对一次文书" in changed.content.decode()
    assert case.facts.state == "decision_pending"


@pytest.mark.parametrize(
    ("make", "kind", "act", "told", "says"),
    [
        pytest.param(world.submitted_case, "intake_clerk", "accept", {}, "自受理之日起计时", id="acceptance-starts-it"),
        pytest.param(world.submitted_case, "intake_clerk", "correction", RULES, "补正后重新计算", id="correction"),
        pytest.param(world.accepted_case, "reviewer", "review", REVIEW, "计时，还剩", id="review-lets-it-run"),
        pytest.param(world.reviewed_case, "approver", "grant", {"text": ""}, "送达开始计时，共5个工作日", id="a-grant"),
        pytest.param(world.reviewed_case, "approver", "refuse", {"text": "不符合。"}, "停止计时", id="a-refusal"),
        pytest.param(world.delivered_case, "archivist", "archive", {}, "不受影响", id="archiving-leaves-it"),
    ],
)
def test_the_effect_on_the_clock_is_told_before_confirming(desk, make, kind, act, told, says):
    case = make()
    clerk = desk(kind)

    page = clerk.post(address(case, act), step="preview", **told) if told else clerk.get(address(case, act))

    assert says in page.content.decode()


def test_accepting_shows_both_due_dates(desk):
    case = world.submitted_case()

    page = desk("intake_clerk").get(address(case, "accept")).content.decode()
    desk("intake_clerk").confirm(address(case, "accept"))

    assert case.facts.due_on.isoformat() in page
    assert case.facts.statutory_due_on.isoformat() in page


@pytest.mark.parametrize(
    ("make", "kind", "act", "told", "kept", "says"),
    [
        pytest.param(
            world.submitted_case,
            "intake_clerk",
            "not-accept",
            {"ground": "other_agency", "reason": "不归本局管", "right_agency": ""},
            "不归本局管",
            "请写明申请人应当向哪个机关申请",
            id="right-agency-missing",
        ),
        pytest.param(
            world.submitted_case,
            "intake_clerk",
            "not-accept",
            {"ground": "", "reason": "写好的理由"},
            "写好的理由",
            "请选择不予受理的情形",
            id="ground-missing",
        ),
        pytest.param(
            world.submitted_case,
            "intake_clerk",
            "correction",
            {"tick:material:rules_list": "on", "wanted:material:rules_list": "盖章"},
            "盖章",
            "请写明存在的问题",
            id="problem-missing",
        ),
        pytest.param(
            world.corrected_case,
            "intake_clerk",
            "correction",
            RULES | {"problem:material:rules_list": "没有编号"},
            "没有编号",
            "请选择为什么再次告知",
            id="why-again-missing",
        ),
        pytest.param(
            world.corrected_case,
            "intake_clerk",
            "correction",
            RULES | {"arose:material:rules_list": "newly_caused", "because:material:rules_list": ""},
            "没有盖章",
            "请写明由补正的什么内容引起",
            id="cause-missing",
        ),
        pytest.param(
            world.submitted_case,
            "intake_clerk",
            "correction",
            {"problem:field:contact_name": "写错了"},
            "写错了",
            "写了内容但没有勾选",
            id="tick-missing",
        ),
        pytest.param(
            world.accepted_case,
            "reviewer",
            "review",
            {"verdict": "", "text": "写了半天的意见"},
            "写了半天的意见",
            "请选择审查结论",
            id="verdict-missing",
        ),
        pytest.param(
            world.reviewed_case, "approver", "refuse", {"text": "   "}, "", "请写明不予许可的理由", id="reason-blank"
        ),
        pytest.param(
            world.issuing_case,
            "issue_clerk",
            "deliver",
            {"way": "express", "received_by": ""},
            'value="express"',
            "请填写签收人姓名",
            id="recipient-missing",
        ),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(desk, make, kind, act, told, kept, says):
    case = make()
    state = case.facts.state

    answer = desk(kind).post(address(case, act), step="preview", **told)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert kept in page
    assert case.facts.state == state


def test_a_second_press_is_silent_with_the_same_words_and_says_that_it_kept_no_others(desk):
    case, approver, key = world.reviewed_case(), desk("approver"), str(uuid4())
    told = {"step": "confirm", "press": key}

    first = approver.post(address(case, "send-back"), reason="请补充核查。", **told)
    again = approver.post(address(case, "send-back"), reason="请补充核查。", **told)
    other = approver.post(address(case, "send-back"), reason="请另行核查。", **told)

    assert (first.status_code, again.status_code, other.status_code) == (302, 302, 409)
    page = other.content.decode()
    assert "这次填写的没有保存" in page
    assert "请另行核查。" in page


def test_the_second_of_two_clerks_reads_what_happened_and_keeps_his_words(desk, second_clerk):
    case = world.submitted_case()
    seen = second_clerk.post(address(case, "not-accept"), step="preview", **NOT_ACCEPT)
    desk("intake_clerk").confirm(address(case, "accept"))

    answer = second_clerk.post(address(case, "not-accept"), step="confirm", **NOT_ACCEPT, **hidden_of(seen))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "这件办件的状态已经变化" in page
    assert "审查中" in page
    assert NOT_ACCEPT["reason"] in page
    assert "确认不予受理" not in page
    assert case.facts.state == "under_review"


def test_an_act_that_is_not_open_leads_back_to_the_case(desk):
    case = world.accepted_case()

    answer = desk("intake_clerk").get(address(case, "accept"))

    assert answer.status_code == 302
    assert answer["Location"] == address(case)


def test_a_second_notice_offers_only_what_the_first_named(desk):
    case = world.corrected_case()

    page = desk("intake_clerk").get(address(case, "correction")).content.decode()

    assert 'name="tick:material:rules_list"' in page
    assert 'name="tick:material:legal_status"' not in page
    assert 'name="tick:field:contact_name"' not in page
    assert "这是再次告知" in page


def test_a_second_notice_keeps_why_it_lists_a_defect_again(desk):
    case = world.corrected_case()
    told = {"arose:material:rules_list": "newly_caused", "because:material:rules_list": "重传的清单缺第二页"}

    desk("intake_clerk").act(address(case, "correction"), **RULES, **told)
    page = desk("intake_clerk").get(f"{address(case)}?part=way").content.decode()

    assert corrections_of(case.facts)[-1].defects[0]["arose"] == "newly_caused"
    assert "补正后新产生：重传的清单缺第二页" in page


def test_a_clerk_sees_what_was_told_beside_each_target(desk):
    case = world.submitted_case()

    page = desk("intake_clerk").get(address(case, "correction")).content.decode()

    assert "rules_list.pdf" in page
    assert "演示路1号一层商铺" in page
    assert world.MOBILE not in page


def test_a_notice_lists_every_ticked_target(desk):
    case = world.submitted_case()
    told = RULES | {
        "tick:field:contact_name": "on",
        "problem:field:contact_name": "不是全名",
        "wanted:field:contact_name": "",
    }

    desk("intake_clerk").act(address(case, "correction"), **told)

    (notice,) = corrections_of(case.facts)
    assert [defect["target"] for defect in notice.defects] == ["material:rules_list", "field:contact_name"]
    assert notice.defects[1]["name"] == "联系人：联系人姓名"


def test_who_accepted_is_refused_as_examiner_and_keeps_his_words(desk):
    case = world.accepted_case()
    Case.objects.filter(pk=case.id).update(acceptor_id=world.staff("reviewer").account_id)

    answer = desk("reviewer").post(address(case, "review"), step="preview", **REVIEW)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "您已经办理过本件的“受理”" in page
    assert REVIEW["text"] in page


def test_sending_back_needs_only_its_reason(desk):
    case = world.reviewed_case()
    approver = desk("approver")
    press = hidden_of(approver.get(address(case, "send-back")))

    done = approver.post(address(case, "send-back"), step="confirm", reason="请补充核对布局图。", **press)

    assert done.status_code == 302
    assert case.facts.state == "under_review"
    assert "请补充核对布局图。" in desk("reviewer").get(address(case, "review")).content.decode()


def test_the_approver_reads_the_examiners_opinion_where_he_decides(desk):
    case = world.reviewed_case()

    assert opinions_of(case.facts)[0].text in desk("approver").get(address(case, "grant")).content.decode()


def test_remedies_that_are_unknown_are_shown_as_unknown(desk):
    case = world.reviewed_case()

    assert "尚未公布" in desk("approver").get(address(case, "refuse")).content.decode()


def test_a_licence_still_being_made_cannot_be_handed_over(desk):
    case = world.granted_case()

    answer = desk("issue_clerk").post(address(case, "deliver"), step="preview", way="window", received_by="张三")

    assert answer.status_code == 409
    assert "正在制作" in answer.content.decode()
    assert delivery_of(case.facts) is None


@pytest.mark.parametrize("press", [pytest.param("garbage", id="garbage"), pytest.param("", id="none")])
def test_a_press_without_a_proper_key_still_works_once(desk, press):
    case = world.submitted_case()
    page = desk("intake_clerk").get(address(case, "accept"))

    done = desk("intake_clerk").post(address(case, "accept"), step="confirm", press=press, seen=hidden_of(page)["seen"])

    assert done.status_code == 302
    assert case.facts.state == "under_review"


def test_no_case_no_page(desk):
    assert desk("intake_clerk").get(f"/workbench/cases/{uuid4()}/accept/").status_code == 404
