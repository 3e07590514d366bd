"""Two ways of a city with several agencies: examined here and decided above; examined by two and decided by a third."""

import re

from tests.journeys import desk, public
from tests.journeys.papers import must_read
from tests.journeys.people import leg
from tests.journeys.roles import as_somebody

ENTERPRISE = "安澜市好味餐饮有限公司"
PROVINCE = "安江省公安厅"
FIRST_OPINION = "材料齐全，注册资本和技术人员符合条件，建议准予许可。"
COMMON = {
    "contact_name": "林小满", "contact_mobile": "13000000000", "handled_by": "self", "delivery_way": "window",
}  # fmt: skip
SECURITY = {
    "applicant_kind": "organisation", "company_name": "安澜市守望保安服务有限公司",
    "company_address": "安澜市清源区长堤路18号二层", "capital": "120", "services": ["gate", "patrol"],
    "armed_escort": "no", "legal_representative": "林小满", "legal_representative_number": "11010519491231002X",
    "managers": "林小满，经理", "technician_count": "3", **COMMON,
}  # fmt: skip
SECURITY_PAPERS = ("capital_proof", "managers", "technicians", "premises", "rules")
STAFFING = {
    "legal_representative": "林小满", "apply_way": "ordinary", "activities": ["recommend", "introduce"],
    "premises": "安澜市清源区长堤路18号三层", "capital": "50", "staff_count": "4", **COMMON,
}  # fmt: skip
STAFFING_PAPERS = ("charter", "premises_proof", "staff_list")


def applied(citizen, words, item, answers, papers):
    """Apply as the demo's citizen for his enterprise; return what was filed."""
    as_somebody(citizen, "林小满")
    citizen.open(f"/items/?q={words}").see(item)
    citizen.page.locator("main").get_by_role("link", name=re.compile(re.escape(item))).first.click()
    citizen.arrive(re.compile(r"/items/[0-9a-f-]{36}/$")).see(item)
    public.start(citizen, ENTERPRISE)
    public.fill_exactly(citizen, **answers)
    public.upload_all(citizen, papers)
    public.review(citizen)
    return public.submit(citizen)


def does(visitors, name, number, act, **told):
    """Let somebody of the city do one act on a case."""
    somebody = desk.find_case(as_somebody(visitors(name), name), number)
    desk.begin(somebody, act, **told)
    return desk.confirm(somebody)


def test_a_case_is_examined_in_the_city_decided_by_the_province_and_its_applicant_sees_both(visitors):
    citizen = visitors("citizen")
    with leg("an application that the province decides is handed in and accepted in the city"):
        filed = applied(citizen, "保安服务公司", "保安服务公司设立（初审上报）", SECURITY, SECURITY_PAPERS)
        does(visitors, "周宁", filed.number, "受理")
        does(visitors, "许衡", filed.number, "提出审查意见", verdict="grant", text="符合法定条件。")

    with leg("the city cannot grant it; it forwards opinion and materials"):
        approver = desk.find_case(as_somebody(visitors("陆正"), "陆正"), filed.number)
        approver.see().must_not_see("准予许可的理由")
        assert approver.status_of(f"/workbench/cases/{filed.case_id}/grant/") in {302, 404}
        desk.begin(approver, "报送上级机关", verdict="grant", text=FIRST_OPINION)
        approver.see(PROVINCE)
        desk.confirm(approver).see("已报送上级机关")
        opinion = desk.paper(approver, "初审意见")
        must_read(opinion, FIRST_OPINION, PROVINCE, "建议准予许可", filed.number)

    with leg("the applicant sees that it went up, and finds the case of the province"):
        citizen.open(f"/my/cases/{filed.case_id}/").see("已报送上级机关")
        citizen.click("上级机关的办件", exact=True)
        citizen.arrive(re.compile(r"/my/cases/(?!" + filed.case_id + r")[0-9a-f-]{36}/$"))
        citizen.see("等待受理")
        above = re.search(r"[0-9A-Z]{30,}", citizen.text)[0]
        above_id = re.search(r"[0-9a-f-]{36}", citizen.page.url).group()

    with leg("the province sees the very materials and the opinion, and decides"):
        does(visitors, "文渊", above, "受理")
        does(visitors, "校雠", above, "提出审查意见", verdict="grant", text="同意初审意见。")
        province = desk.find_case(as_somebody(visitors("定稿"), "定稿"), above)
        province.open(province.page.url.split("?")[0] + "?part=way").see(FIRST_OPINION)
        province.open(province.page.url.split("?")[0])
        desk.begin(province, "准予许可")
        desk.confirm(province).see("已准予许可")
        must_read(desk.paper(province, "准予许可决定书"), PROVINCE, ENTERPRISE)

    with leg("the applicant reads the decision of the province"):
        citizen.open(f"/my/cases/{above_id}/").see("准予许可", "准予许可决定书")


def test_an_item_of_two_steps_is_examined_by_two_and_decided_by_another_person(visitors):
    citizen = visitors("citizen")
    with leg("an application is handed in and accepted"):
        filed = applied(citizen, "人力资源服务", "人力资源服务许可", STAFFING, STAFFING_PAPERS)
        does(visitors, "周宁", filed.number, "受理")

    with leg("who examined the substance names a second examiner, or is refused"):
        reviewer = desk.find_case(as_somebody(visitors("许衡"), "许衡"), filed.number).see("一审一核")
        reviewer.click("提出审查意见", exact=True)
        reviewer.see(title="提出审查意见")
        reviewer.fill(verdict="grant", text="已到服务场所核实，符合条件。", is_substantive=True)
        with reviewer.expecting(409, 422):
            reviewer.submit()
            reviewer.see_problem("两名以上工作人员")
        reviewer.page.locator('main select[name="second"]').select_option(label="秦川")
        desk.preview(reviewer)
        desk.confirm(reviewer).see("先由他确认")
        must_read(desk.paper(reviewer, "审查意见"), "许衡", "秦川", "已到服务场所核实")
        assert reviewer.status_of(f"/workbench/cases/{filed.case_id}/grant/") == 404

    with leg("the second examiner confirms the record himself"):
        does(visitors, "秦川", filed.number, "确认审查记录").see("审查记录已确认")

    with leg("a third person approves"):
        approver = desk.find_case(as_somebody(visitors("陆正"), "陆正"), filed.number).see("您是核准人")
        desk.begin(approver, "准予许可")
        desk.confirm(approver).see("已准予许可")
        citizen.open(f"/my/cases/{filed.case_id}/").see("准予许可")
