"""What else can become of an application: refused at the door, sent back, refused; each with its paper."""

from tests.journeys import desk, office, public
from tests.journeys.numbers import new_applicant
from tests.journeys.papers import must_read
from tests.journeys.people import leg

ELSEWHERE = "示例市卫生健康委员会"
NOT_OURS = "申请的事项由卫生健康部门办理。"
LOOK_AGAIN = "请补充核对操作流程与布局图是否一致。"
UNFIT = "经现场核查，未设置餐用具清洗消毒设施。"
REMEDIES = ("六十日", "行政复议", office.AGENCY["reconsideration_body"], "六个月", office.AGENCY["court"])


def staff(guests, username):
    """Let a member of staff in, at his desk."""
    return office.sign_in(guests(username), username)


def test_an_application_for_another_agency_is_refused_at_the_door_with_the_right_agency_named(guests):
    applicant = new_applicant()
    citizen = guests("citizen")
    with leg("the application is handed in"):
        filed = public.apply(citizen, applicant)

    with leg("the clerk must name the right agency"):
        clerk = desk.find_case(staff(guests, "intake"), filed.number)
        clerk.click("不予受理", exact=True)
        clerk.see(title="不予受理").fill(ground="other_agency", reason=NOT_OURS)
        with clerk.expecting(422):
            clerk.submit()
            clerk.see_problem("应当向哪个机关申请")
        assert clerk.typed("reason") == NOT_OURS
        clerk.put("right_agency", ELSEWHERE)
        desk.preview(clerk)
        desk.confirm(clerk).see("已决定不予受理")
        notice = desk.paper(clerk, "不予受理通知书")
        must_read(notice, NOT_OURS, ELSEWHERE, "不属于本机关职权范围", "示审不", filed.number, *REMEDIES)

    with leg("the applicant sees it"):
        citizen.open(f"/my/cases/{filed.case_id}/").see("不予受理")

    deliver_and_archive(guests, filed, applicant, outcome="不予受理")


def test_an_application_is_sent_back_once_and_then_refused_with_reasons_and_remedies(guests):
    applicant = new_applicant()
    citizen = guests("citizen")
    with leg("the application is handed in and accepted"):
        filed = public.apply(citizen, applicant)
        clerk = desk.find_case(staff(guests, "intake"), filed.number)
        desk.begin(clerk, "受理")
        desk.confirm(clerk)

    with leg("the approver sends it back to its examiner"):
        reviewer = desk.find_case(staff(guests, "review"), filed.number)
        desk.begin(reviewer, "提出审查意见", verdict="grant", text="建议准予许可。")
        desk.confirm(reviewer)
        approver = desk.find_case(staff(guests, "approve"), filed.number)
        desk.begin(approver, "退回审查", reason=LOOK_AGAIN)
        desk.confirm(approver).see("已退回审查")

    with leg("the examiner reads why, and now advises against it"):
        desk.find_case(reviewer, filed.number)
        reviewer.click("提出审查意见", exact=True)
        reviewer.see(LOOK_AGAIN).fill(verdict="refuse", text=UNFIT)
        desk.preview(reviewer)
        desk.confirm(reviewer)

    with leg("the approver refuses"):
        desk.find_case(approver, filed.number)
        desk.begin(approver, "不予许可", text=UNFIT)
        desk.confirm(approver).see("已决定不予许可")
        decision = desk.paper(approver, "不予许可决定书")
        must_read(decision, UNFIT, "不予许可", "第三十八条第二款", filed.number, *REMEDIES)

    with leg("the applicant sees it"):
        citizen.open(f"/my/cases/{filed.case_id}/").see("不予许可")

    deliver_and_archive(guests, filed, applicant, outcome="不予许可")
    applied_again(citizen, clerk, filed)


def applied_again(citizen, clerk, filed):
    """Apply again from the file of what was refused."""
    with leg("the applicant applies again: what was told and uploaded comes along, the promise is given anew"):
        citizen.open(f"/my/cases/{filed.case_id}/").click("重新申请", exact=True)
        citizen.arrive("**/again/").see("带到新的申请里", "rules_list.pdf", filed.number)
        citizen.click("开始重新申请", exact=True)
        citizen.arrive("**/form/").see("已建立新的申请")
        assert citizen.typed("premises_address") == public.ANSWERS["premises_address"]
        public.fill_exactly(citizen, truth_commitment=True).see("rules_list.pdf")
        newer = public.submit(public.review(citizen))
        assert newer.number != filed.number
        citizen.open(f"/my/cases/{newer.case_id}/").see("等待受理").click("原来的办件", exact=True)
        citizen.see("不予许可", filed.number)

    with leg("the clerk sees what it is applied for again"):
        desk.find_case(clerk, newer.number).see("原来的办件", filed.number)


def deliver_and_archive(guests, filed, applicant, *, outcome):
    """Hand the paper over, close the file, and let the applicant see the end."""
    with leg("the paper is handed over"):
        issuer = desk.find_case(staff(guests, "issue"), filed.number)
        desk.begin(issuer, "送达", way="window", received_by=applicant.name)
        desk.confirm(issuer).see("已送达")
        must_read(desk.paper(issuer, "送达回证"), applicant.name, outcome, "窗口领取")
    with leg("the file is closed"):
        archivist = desk.find_case(staff(guests, "archive"), filed.number)
        desk.begin(archivist, "归档")
        desk.confirm(archivist).see("案卷已归档")
        must_read(desk.paper(archivist, "案卷目录"), "收件凭证", outcome, "送达回证")
