"""A way of a city with several agencies: examined by two and decided by a third."""

import re

from tests.journeys import desk, public
from tests.journeys.papers import must_read
from tests.journeys.people import leg
from tests.journeys.roles import as_somebody

ENTERPRISE = "安澜市好味餐饮有限公司"
COMMON = {
    "contact_name": "林小满", "contact_mobile": "13000000000", "handled_by": "self", "delivery_way": "window",
}  # fmt: skip
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
