"""More time, an application taken back, a complaint: as the people in them see it."""

from tests.journeys import desk, office, public
from tests.journeys.numbers import new_applicant
from tests.journeys.papers import must_read
from tests.journeys.people import leg
from tests.journeys.test_other_outcomes import staff

REASON = "需要专家论证经营场所的布局。"
WRONG = "窗口工作人员让我跑了三趟。"
MENDED = "已核实，向您致歉，并改正了一次性告知的做法。"


def accepted(guests):
    """Let somebody apply, and his application be accepted; return citizen, applicant and what was filed."""
    applicant = new_applicant()
    citizen = guests("citizen")
    filed = public.apply(citizen, applicant)
    clerk = desk.find_case(staff(guests, "intake"), filed.number)
    desk.begin(clerk, "受理")
    desk.confirm(clerk)
    return citizen, applicant, filed


def test_a_case_is_extended_and_the_applicant_sees_why(guests):
    with leg("an application is accepted"):
        citizen, _applicant, filed = accepted(guests)

    with leg("the head of the agency extends the limit, and no more than the law allows"):
        head = desk.find_case(staff(guests, "head"), filed.number)
        head.click("延长办理期限", exact=True)
        head.see(title="延长办理期限").fill(days="9", reason=REASON)
        with head.expecting(422):
            head.submit()
            head.see_problem("最多延长5日")
        assert head.typed("reason") == REASON
        head.put("days", "5")
        desk.preview(head)
        desk.confirm(head).see("办理期限已延长")
        must_read(desk.paper(head, "延长办理期限通知书"), REASON, "秦川", "5个工作日", filed.number)

    with leg("the case goes on, and the applicant reads the notice"):
        reviewer = desk.find_case(staff(guests, "review"), filed.number)
        desk.begin(reviewer, "提出审查意见", verdict="grant", text="符合条件。")
        desk.confirm(reviewer)
        approver = desk.find_case(staff(guests, "approve"), filed.number)
        desk.begin(approver, "准予许可")
        desk.confirm(approver).see("已准予许可")
        citizen.open(f"/my/cases/{filed.case_id}/").see("延长办理期限通知书")


def test_an_applicant_takes_his_application_back(guests):
    with leg("an application is accepted"):
        citizen, applicant, filed = accepted(guests)

    with leg("he says why and confirms"):
        citizen.open(f"/my/cases/{filed.case_id}/")
        citizen.click("撤回申请", exact=True)
        citizen.see(title="撤回申请")
        with citizen.expecting(422):
            citizen.click("确认撤回申请")
            citizen.see_problem("请写明撤回的理由")
        citizen.fill(reason="选址变了。", is_meant=True)
        citizen.click("确认撤回申请")
        citizen.arrive(f"**/my/cases/{filed.case_id}/")
        citizen.see("申请已撤回", "撤回申请书", "同意撤回申请通知书")

    with leg("the file is closed"):
        archivist = desk.find_case(staff(guests, "archive"), filed.number)
        must_read(desk.paper(archivist, "撤回申请书"), "选址变了", applicant.enterprise)
        desk.find_case(archivist, filed.number)
        desk.begin(archivist, "归档")
        desk.confirm(archivist).see("案卷已归档")


def test_anybody_complains_and_reads_the_answer_without_an_account(guests):
    with leg("somebody complains"):
        visitor = guests("visitor")
        visitor.open("/complain/").see(title="投诉")
        with visitor.expecting(422):
            visitor.submit()
            visitor.see_problem("请写明发生了什么")
        visitor.put("text", WRONG)
        visitor.submit()
        visitor.arrive("**/complain/receipt/")
        visitor.see("投诉已收到")
        number, code = visitor.page.locator("main .case-line__number").all_inner_texts()

    with leg("a supervisor answers"):
        watch = office.sign_in(guests("watch"), "watch")
        watch.open("/workbench/complaints/").see(number.strip())
        watch.click(number.strip())
        watch.see(WRONG).put("text", MENDED)
        watch.submit()
        watch.arrive("**/workbench/complaints/")
        watch.see("答复已送达投诉人")

    with leg("the answer is read with number and code"):
        visitor.open("/complain/answer/").fill(number=number.strip(), code=code.strip())
        visitor.submit()
        visitor.see(MENDED)
