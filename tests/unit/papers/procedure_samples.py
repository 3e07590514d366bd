"""Sample papers of hearings, reviews, tests, publicity, meetings and guidance, and what each must say."""

from datetime import date, datetime

import pytest

from oneseal.papers.typesetting import procedure_contents as papers
from oneseal.papers.typesetting.contents import Material
from oneseal.papers.typesetting.wording import SHANGHAI, Deadline

AT = datetime(2026, 12, 8, 9, 30, tzinfo=SHANGHAI)
NEEDED = Deadline(length=10, on=date(2026, 12, 4))
STANDARD = "《食品安全国家标准》（GB 31654）"

SAYS = [
    pytest.param(
        "hearing_right_notice",
        ["听证告知书", "第四十七条", "五日内", "自然日", "邻居李四", "不收取任何费用"],
        id="the-right-and-until-when",
    ),
    pytest.param("hearing_request", ["听证申请书", "邻居李四", "油烟影响生活"], id="who-asks-and-why"),
    pytest.param("hearing_waiver", ["不要求听证声明", "第四十七条", "邻居李四", "2026年11月26日以前"], id="wants-none"),
    pytest.param("review_confirmation", ["审查记录确认书", "王五", "现场与图纸一致"], id="the-second-examiner"),
    pytest.param(
        "hearing_notice",
        ["听证通知书", "2026年12月8日09时30分", "三楼听证室", "秦川", "申请回避", "10个工作日"],
        id="time-place-chair-and-recusal",
    ),
    pytest.param("hearing_announcement", ["听证公告", "2026年12月8日09时30分", "旁听"], id="to-the-public"),
    pytest.param(
        "recusal_decision", ["第四十八条第一款第（三）项", "改由李主任主持听证", "主持人是亲属"], id="recusal"
    ),
    pytest.param("hearing_minutes", ["听证笔录", "申请人张三", "签字或者盖章", "拒绝签字"], id="signed-minutes"),
    pytest.param("hearing_end_notice", ["终止听证通知书", "书面撤回", "仍可以要求听证"], id="an-end-without-a-hearing"),
    pytest.param("interested_notice", ["第三十六条", "排烟影响居住", "2026年12月1日"], id="interested-person"),
    pytest.param("statement_record", ["陈述申辩笔录", "内部文书", "不同意"], id="statement"),
    pytest.param("expert_review_notice", ["第四十五条", "专家甲、专家乙", "布局是否合理"], id="expert-review"),
    pytest.param("expert_review_record", ["通过评审", "一致同意"], id="opinion-of-experts"),
    pytest.param("test_notice", ["检测", "第五十五条第二款", "31654", "检测员甲、检测员乙"], id="two-testers"),
    pytest.param("test_report", ["不符合技术标准", "31654", "指标超标"], id="test-report"),
    pytest.param("publicity_notice", ["公示", "2026年12月1日", "异议", "第九条", "示公〔2026〕1号"], id="publicity"),
    pytest.param("publicity_result", ["收到的异议", "太吵", "不成立"], id="objections"),
    pytest.param(
        "meeting_notice", ["会商通知", "生态环境局", "法定办结期限和承诺期限照常计算"], id="a-meeting-stops-nothing"
    ),
    pytest.param("meeting_minutes", ["会商纪要", "出具排烟意见", "2026-12-10"], id="minutes-with-tasks"),
    pytest.param(
        "guidance_record", ["申请前辅导告知单", "不是受理决定", "经营布局图"], id="guidance-lists-what-is-missing"
    ),
]


def procedure_samples(case, file, paper):
    """Return one paper of each kind, from the shared facts of the sample case."""
    of_case = {**case, "accepted_on": date(2026, 11, 21)}
    record = {**paper, "seal": None, **file, "applicant": case["addressee"], "recorded_by": "审查员 王五"}
    return (
        papers.HearingRightNotice(
            **of_case,
            identifier="H01",
            matter="排烟口正对邻居。",
            until_on=date(2026, 11, 26),
            unit="自然日",
            others=("邻居李四",),
        ),
        papers.HearingRequest(
            **record,
            identifier="H02",
            requested_by="邻居李四",
            requested_on=date(2026, 11, 24),
            reason="油烟影响生活。",
            hold_by_on=date(2026, 12, 22),
        ),
        papers.HearingWaiver(
            **record,
            identifier="H21",
            waived_by="邻居李四",
            told_on=date(2026, 11, 21),
            waived_on=date(2026, 11, 24),
            until_on=date(2026, 11, 26),
        ),
        papers.ReviewConfirmation(
            **record,
            identifier="H22",
            examiner="王五",
            examined_on=date(2026, 11, 24),
            conclusion="建议准予许可",
            opinion="现场与图纸一致。",
            confirmed_on=date(2026, 11, 25),
        ),
        papers.HearingNotice(
            **of_case,
            identifier="H03",
            held_at=AT,
            place="三楼听证室",
            chair="秦川",
            openness="公开",
            ground="依申请举行",
            needed=NEEDED,
            participants=("邻居李四",),
        ),
        papers.HearingAnnouncement(
            **paper,
            identifier="H04",
            item_name=file["item_name"],
            applicant="示例公司",
            matter="排烟",
            held_at=AT,
            place="三楼听证室",
            ground="依申请举行",
        ),
        papers.RecusalDecision(
            **of_case,
            identifier="H05",
            asked_by="邻居李四",
            asked_because="主持人是亲属。",
            chair="秦川",
            outcome="秦川回避",
            reason="属实。",
            decided_by="机关负责人王五",
            new_chair="李主任",
        ),
        papers.HearingMinutes(
            **record,
            identifier="H06",
            held_on=date(2026, 12, 8),
            place="三楼听证室",
            chair="秦川",
            openness="公开",
            participants=("申请人张三", "利害关系人李四"),
            statements="双方陈述。",
            evidence="检测报告",
            unsigned="李四，拒绝签字。",
        ),
        papers.HearingEndNotice(
            **of_case,
            identifier="H07",
            reason="申请人书面撤回听证申请。",
            ended_on=date(2026, 11, 30),
            others_until=date(2026, 12, 2),
        ),
        papers.InterestedNotice(
            **of_case, identifier="H08", applicant="示例公司", interest="排烟影响居住。", reply_by_on=date(2026, 12, 1)
        ),
        papers.StatementRecord(
            **record,
            identifier="H09",
            stated_by="邻居李四",
            stated_on=date(2026, 11, 25),
            statement="不同意。",
            interest="排烟",
        ),
        papers.ExpertReviewNotice(
            **of_case,
            identifier="H10",
            experts=("专家甲", "专家乙"),
            held_on=date(2026, 12, 1),
            place="会议室",
            question="布局是否合理。",
            needed=NEEDED,
            legal_basis=("《行政许可法》第四十五条",),
        ),
        papers.ExpertReviewRecord(
            **record,
            identifier="H11",
            experts=("专家甲",),
            opened_on=date(2026, 11, 23),
            result_on=date(2026, 12, 1),
            conclusion="通过评审",
            opinion="一致同意。",
        ),
        papers.TestingNotice(
            **of_case,
            identifier="H12",
            procedure="检测",
            testers=("检测员甲", "检测员乙"),
            subject_matter="操作间",
            standard=STANDARD,
            needed=NEEDED,
            legal_basis=("《行政许可法》第五十五条",),
        ),
        papers.TestingReport(
            **record,
            identifier="H13",
            procedure="检测",
            testers=("检测员甲", "检测员乙"),
            standard=STANDARD,
            conclusion="不符合技术标准、技术规范",
            result_on=date(2026, 12, 1),
            result="指标超标。",
        ),
        papers.PublicityNotice(
            **paper,
            **file,
            identifier="H14",
            applicant="示例公司",
            matter="拟准予许可。",
            from_on=date(2026, 11, 24),
            until_on=date(2026, 12, 1),
            law="《某条例》第九条",
            document="公示决定书（示公〔2026〕1号）",
        ),
        papers.PublicityResult(
            **record,
            identifier="H15",
            from_on=date(2026, 11, 24),
            until_on=date(2026, 12, 1),
            objections=("王五：太吵。",),
            result="异议不成立。",
        ),
        papers.MeetingNotice(
            **record,
            identifier="H16",
            held_on=date(2026, 12, 1),
            place="二楼",
            units=("市场监管局", "生态环境局"),
            people=("赵六",),
            question="排烟",
        ),
        papers.MeetingMinutes(
            **record,
            identifier="H17",
            held_on=date(2026, 12, 1),
            place="二楼",
            units=("生态环境局",),
            people=("赵六",),
            result="同意。",
            tasks=(papers.TaskLine(unit="生态环境局", text="出具排烟意见", due_on="2026-12-10"),),
        ),
        papers.GuidanceRecord(
            **paper,
            identifier="H18",
            addressee="张三",
            item_name=file["item_name"],
            given_on=date(2026, 11, 21),
            questions="需要什么材料？",
            advice="先画布局图。",
            missing=(Material(name="经营布局图", note="标注面积"),),
            given_by="受理员 李四",
        ),
    )
