"""A hearing from the notice to the decision: as the applicant, the examiner, the head and the approver see it."""

import pytest

from tests.journeys import desk
from tests.journeys.browsing import Guests
from tests.journeys.legal_days import working_days_after
from tests.journeys.papers import must_read
from tests.journeys.people import PHONE, leg
from tests.journeys.roles import as_somebody
from tests.journeys.test_as_time_passes import applied, pass_time, today_of
from tests.journeys.test_other_ways import does

MATTER = "厨房的排烟口正对邻居的卧室窗户。"
WHY = "要求当面说明排烟改造的情况。"
PLACE = "政务服务大厅三楼听证室"
SAID = "审查员出示了现场照片，申请人说明排烟管已改到屋顶，邻居不再反对。"
FOLLOWS = "听证查明排烟管已改到屋顶，不再影响邻居。"


@pytest.fixture(scope="module")
def courtroom(start):
    """Return a demo city whose clock may be moved by days."""
    return start("hearing", living=True)


@pytest.fixture
def visitors(courtroom, browser):
    """Return the way to let visitors into the city."""
    with Guests(browser, courtroom, folder="hearing") as people:
        yield people


def begin_procedure(clerk, act, **told):
    """Open the procedures of the case, begin an act and look at its paper."""
    clerk.click("程序和会商", exact=True, within=clerk.page.locator("main"))
    clerk.see(title="程序和会商")
    desk.begin(clerk, act, **told)
    return clerk


def tell_right(visitors):
    """Accept an application and tell the right to a hearing; return what was filed."""
    with leg("an application is accepted, and the examiner tells the right to a hearing"):
        filed = applied(visitors("citizen"))
        does(visitors, "周宁", filed.number, "受理")
        reviewer = desk.find_case(as_somebody(visitors("reviewer"), "许衡"), filed.number)
        begin_procedure(reviewer, "告知听证权利", matter=MATTER, others="邻居李四")
        desk.confirm(reviewer).see("听证权利已告知")
        must_read(desk.paper(reviewer, "听证告知书"), MATTER, "第四十七条", "五日内", "不收取任何费用")
    return filed


def ask_on_the_phone(visitors, filed):
    """Ask for the hearing as its applicant."""
    with leg("the applicant asks for it on the phone"):
        phone = as_somebody(visitors("phone", size=PHONE), "林小满")
        phone.open(f"/my/cases/{filed.case_id}/").see("您有权要求听证")
        phone.click("要求听证", exact=True)
        phone.see(title="要求听证")
        with phone.expecting(422):
            phone.submit()
            phone.see_problem("请写明要求听证的理由")
        phone.put("reason", WHY)
        phone.submit()
        phone.arrive(f"**/my/cases/{filed.case_id}/")
        phone.see("听证申请已提交", "已要求听证，等待安排")


def arrange(visitors, filed):
    """Fix time, place and chair; return on how many days the clock is to be moved."""
    reviewer = as_somebody(visitors("reviewer"), "许衡")
    with leg("too soon a day is refused with the first that can be; then time, place and chair are fixed"):
        desk.find_case(reviewer, filed.number)
        today = today_of(reviewer)
        held_on = working_days_after(today, 7).on
        told = {"held_on": today.isoformat(), "held_time": "09:30", "place": PLACE, "chair": "秦川"}
        reviewer.click("程序和会商", exact=True, within=reviewer.page.locator("main"))
        reviewer.see("已要求听证，待安排", WHY)
        reviewer.click("安排听证", exact=True, within=reviewer.page.locator("main"))
        reviewer.see(title="安排听证").fill(**told)
        with reviewer.expecting(422):
            reviewer.submit()
            reviewer.see_problem("七日前", held_on.isoformat())
        reviewer.put("held_on", held_on.isoformat())
        desk.preview(reviewer)
        desk.confirm(reviewer).see("听证已安排")
        must_read(desk.paper(reviewer, "听证通知书"), PLACE, "秦川", "申请回避", "第四十五条")
    return (held_on - today).days


def announce(visitors, filed):
    """Read the announcement as anybody, and the list as the department."""
    reviewer = as_somebody(visitors("reviewer"), "许衡")
    with leg("everybody reads the announcement; the department sees it by its target; nothing can be decided"):
        stranger = visitors("stranger")
        stranger.open("/notices/").see("听证").click("听证 · 食品经营许可")
        stranger.see(PLACE)
        reviewer.open("/workbench/procedures/").see(filed.number[-12:], "已安排，待举行")


def refuse_the_chair(visitors, filed):
    """Ask the chair to step back, and decide that he stays."""
    citizen = as_somebody(visitors("citizen"), "林小满")
    with leg("the applicant asks the chair to step back, and the head decides"):
        citizen.open(f"/my/cases/{filed.case_id}/").see("将举行听证", PLACE)
        citizen.click("申请主持人回避", exact=True)
        citizen.see(title="申请主持人回避").put("reason", "主持人是邻居的亲属。")
        citizen.submit()
        citizen.arrive(f"**/my/cases/{filed.case_id}/")
        head = desk.find_case(as_somebody(visitors("head"), "章正清"), filed.number)
        begin_procedure(head, "决定主持人回避", new_chair="", reason="经查没有亲属关系。")
        desk.confirm(head).see("已决定主持人是否回避")


def hold(visitors, filed, *, days):
    """Let the day come and keep the minutes."""
    reviewer = as_somebody(visitors("reviewer"), "许衡")
    with leg("on the day the minutes are kept and the clocks run again"):
        pass_time(visitors, 拨快一天=days)
        as_somebody(reviewer, "许衡")
        desk.find_case(reviewer, filed.number)
        minutes = {
            "on": today_of(reviewer).isoformat(), "participants": "申请人 林小满\n利害关系人 李四", "statements": SAID,
            "is_signed": True,
        }  # fmt: skip
        begin_procedure(reviewer, "记录听证", **minutes)
        desk.confirm(reviewer).see("听证笔录已制作")
        must_read(desk.paper(reviewer, "听证笔录"), SAID, "签字或者盖章")


def decide(visitors, filed):
    """Decide by the minutes."""
    with leg("the decision follows the minutes, or is refused"):
        does(visitors, "许衡", filed.number, "提出审查意见", verdict="grant", text="符合条件。")
        approver = desk.find_case(as_somebody(visitors("陆正"), "陆正"), filed.number)
        approver.click("准予许可", exact=True, within=approver.page.locator("main"))
        with approver.expecting(422):
            approver.see(title="准予许可").submit()
            approver.see_problem("应当根据听证笔录作出决定")
        approver.put("text", FOLLOWS)
        desk.preview(approver)
        desk.confirm(approver).see("已准予许可")
        must_read(desk.paper(approver, "准予许可决定书"), "听证笔录", FOLLOWS, "第四十八条第二款")


def test_a_hearing_is_told_asked_for_held_and_followed_by_the_decision(visitors):
    filed = tell_right(visitors)
    ask_on_the_phone(visitors, filed)
    days = arrange(visitors, filed)
    announce(visitors, filed)
    refuse_the_chair(visitors, filed)
    hold(visitors, filed, days=days)
    decide(visitors, filed)

    with leg("the applicant reads it all"):
        citizen = as_somebody(visitors("citizen"), "林小满")
        citizen.open(f"/my/cases/{filed.case_id}/").see("听证告知书", "听证通知书", "听证笔录", "准予许可决定书")
