"""What leaves nothing to decide is terminated: the approver says why, the applicant reads it and can apply again."""

from tests.journeys import course, desk, public
from tests.journeys.numbers import new_applicant
from tests.journeys.office import AGENCY
from tests.journeys.papers import must_read
from tests.journeys.people import PHONE, leg

GONE = "经营场所已经拆除，申请人已签字确认。"
GROUND = "申请办理的事项已经不复存在"


def test_an_application_that_leaves_nothing_to_decide_is_terminated_by_the_approver(guests):
    at, applicant = course.Office(guests), new_applicant()
    citizen = guests("citizen")
    with leg("an application is handed in and accepted"):
        filed = public.apply(citizen, applicant)
        at.does("intake", filed.number, "受理")

    with leg("neither the window nor the examiner can end it"):
        for username in ("intake", "review"):
            desk.find_case(at(username), filed.number)
            assert at(username).status_of(f"/workbench/cases/{filed.case_id}/terminate/") == 404

    with leg("the approver must say why; what he typed stays"):
        approver = desk.find_case(at("approve"), filed.number)
        approver.click("终止办理", exact=True, within=approver.page.locator("main"))
        approver.see("没有可以决定的了，才终止办理", title="终止办理")
        approver.page.locator("main").get_by_label(GROUND).check()
        with approver.expecting(422):
            approver.submit()
            approver.see_problem("事实")
        assert approver.page.locator("main").get_by_label(GROUND).is_checked()
        approver.put("reason", GONE)
        desk.preview(approver)
        must_read(desk.previewed_paper(approver), "终止办理通知书", GROUND, GONE)
        desk.confirm(approver).see("已终止办理")
        paper = desk.paper(approver, "终止办理通知书")
        must_read(paper, GROUND, GONE, filed.number, applicant.enterprise, "行政复议", AGENCY["court"], AGENCY["name"])

    with leg("its applicant and whoever has the code read that it is over"):
        for size in (None, PHONE):
            if size:
                citizen.page.set_viewport_size(size)
            citizen.open(f"/my/cases/{filed.case_id}/").see("已终止办理", "终止办理通知书")
            citizen.must_not_see("撤回申请", "前作出决定", "选择送达方式")
        notice = citizen.page.locator("main").get_by_role("link", name="终止办理通知书").first.get_attribute("href")
        assert citizen.fetch(notice) == paper
        public.follow(guests("stranger"), filed.number, filed.code).see("已终止办理").must_not_see("前作出决定")

    with leg("the file is closed"):
        at.does("archive", filed.number, "归档").see("案卷已归档")
        must_read(desk.paper(at("archive"), "案卷目录"), "终止办理通知书")
