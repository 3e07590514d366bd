"""What several bodies answer together: the government gives it more time; two examine it, each by his own login."""

from tests.journeys import desk
from tests.journeys.papers import must_read
from tests.journeys.people import leg
from tests.journeys.roles import as_somebody
from tests.journeys.test_other_ways import STAFFING, STAFFING_PAPERS, applied, does

GOVERNMENT = "安澜市人民政府办公室"
REASON = "需要征求公安、市场监管两个机关的意见。"


def test_two_examine_by_their_own_logins_and_the_government_gives_more_time(visitors):
    citizen = visitors("citizen")
    with leg("an application that several bodies answer together is handed in and accepted"):
        filed = applied(citizen, "人力资源服务", "人力资源服务许可", STAFFING, STAFFING_PAPERS)
        does(visitors, "周宁", filed.number, "受理")

    with leg("the head of the agency proposes more time; the case page names the bodies"):
        head = desk.find_case(as_somebody(visitors("章正清"), "章正清"), filed.number)
        head.see("统一办理", "安澜市市场监督管理局", "安澜市公安局").must_not_see("延长办理期限")
        head.click("提请延长期限", exact=True)
        head.fill(days="15", reason=REASON)
        desk.confirm(head).see("已提请本级人民政府负责人批准延长")

    with leg("the head of the government reads why, sees the notice, and approves"):
        mayor = as_somebody(visitors("江一舟"), "江一舟")
        mayor.see(title="延长期限").click(f"…{filed.number[-12:]}", exact=True)
        mayor.see(REASON, "安澜市公安局")
        desk.confirm(mayor).see("已批准延长", "已批准")

    with leg("the applicant reads who approved it, and by which article"):
        citizen.open(f"/my/cases/{filed.case_id}/").see("经本级人民政府负责人批准，延长办理期限")
        notice = citizen.page.locator("main").get_by_role("link", name="延长办理期限通知书").first
        must_read(citizen.fetch(notice.get_attribute("href")), GOVERNMENT, "第四十二条第二款", REASON)

    with leg("the examiner names a second, who finds the record in his inbox and confirms it himself"):
        reviewer = desk.find_case(as_somebody(visitors("许衡"), "许衡"), filed.number)
        reviewer.click("提出审查意见", exact=True)
        reviewer.fill(verdict="grant", text="已到服务场所核实，符合条件。", is_substantive=True)
        reviewer.page.locator('main select[name="second"]').select_option(label="秦川")
        desk.preview(reviewer)
        desk.confirm(reviewer).see("先由他确认")
        second = as_somebody(visitors("秦川"), "秦川").open("/workbench/").see("第二名审查人员确认")
        desk.begin(desk.find_case(second, filed.number), "确认审查记录")
        desk.confirm(second).see("审查记录已确认")
        must_read(desk.paper(second, "审查记录确认书"), "许衡", "秦川", "已到服务场所核实")

    with leg("only then a third person decides"):
        does(visitors, "陆正", filed.number, "准予许可")
