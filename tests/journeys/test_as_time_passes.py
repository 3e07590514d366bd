"""What comes with time: a period for mending passes, a licence grows old and is renewed."""

import re
from datetime import date, timedelta

import pytest

from tests.journeys import desk, public
from tests.journeys.browsing import Guests
from tests.journeys.papers import must_read
from tests.journeys.people import PHONE, leg
from tests.journeys.roles import as_somebody
from tests.journeys.test_change_and_renewal import RENEWAL, choose_licence, identifier_on, licence_of
from tests.journeys.test_correction_at_the_window import PROBLEM, WISH
from tests.journeys.test_demo_city import leap
from tests.journeys.test_other_ways import ENTERPRISE, does

UNCHANGED = {
    "paper_licence": "no", "applicant_name": ENTERPRISE, "conditions": "unchanged", "contact_mobile": "13000000000",
}  # fmt: skip


@pytest.fixture(scope="module")
def aging(start):
    """Return a demo city whose clock may be moved by years."""
    return start("aging", living=True)


@pytest.fixture
def visitors(aging, browser):
    """Return the way to let visitors into the city that grows older."""
    with Guests(browser, aging, folder="aging") as people:
        yield people


def pass_time(visitors, **times):
    """Press the buttons of the clock's page so many times each."""
    clock = visitors("clock")
    for words in (word for word, count in times.items() for _ in range(count)):
        clock.open("/demo/")
        leap(clock, words).see("时钟已拨到")


def decided(visitors, number):
    """Accept, examine and grant an application as three of the city's people do."""
    does(visitors, "周宁", number, "受理")
    does(visitors, "许衡", number, "提出审查意见", verdict="grant", text="符合法定条件，建议准予许可。")
    return does(visitors, "陆正", number, "准予许可").see("已准予许可")


def applied(citizen):
    """Apply for a food business licence as the demo's citizen for his enterprise; return what was filed."""
    as_somebody(citizen, "林小满")
    public.find_item(citizen)
    public.start(citizen, ENTERPRISE)
    public.fill_form(citizen, applicant_name=ENTERPRISE)
    public.upload_all(citizen)
    public.review(citizen)
    return public.submit(citizen)


def chinese(day):
    """Return a day as papers write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def five_years_from(day):
    """Return the last day of a term of five years that runs from a day."""
    return day.replace(year=day.year + 5) - timedelta(days=1)


def today_of(visitor):
    """Return the city's day, as the strip on top shows it."""
    return date.fromisoformat(visitor.page.locator(".demo-strip time").inner_text()[:10])


def chosen(citizen, number):
    """Choose the licence with this number among those that are held."""
    choose_licence(citizen, RENEWAL)
    choice = citizen.page.get_by_role("radio", name=re.compile(re.escape(number)))
    if choice.count():
        choice.check()
    return citizen


def test_what_is_not_mended_in_its_period_is_returned_when_the_last_day_is_over_and_not_before(visitors):
    citizen, clerk = visitors("citizen"), visitors("clerk")
    with leg("the clerk asks for what is missing, with a last day"):
        filed = applied(citizen)
        desk.find_case(as_somebody(clerk, "周宁"), filed.number)
        last = today_of(clerk) + timedelta(days=6)
        told = {
            "tick:material:rules_list": True, "problem:material:rules_list": PROBLEM,
            "wanted:material:rules_list": WISH, "reply_by": last.isoformat(),
        }  # fmt: skip
        desk.begin(clerk, "一次性告知补正", **told)
        desk.confirm(clerk).see("不计时")
        must_read(desk.paper(clerk, "补正告知书"), PROBLEM, "作退件处理", chinese(last))
        citizen.open(f"/my/cases/{filed.case_id}/").see("需要您补正", f"请在{last}以前（含当天）补正")

    with leg("the window cannot return it while the period runs"):
        desk.find_case(clerk, filed.number)
        with clerk.expecting(409):
            clerk.click("退件", exact=True, within=clerk.page.locator("main"))
            clerk.see_problem("还没有届满", str(last)).must_not_see("补正期限届满，没有补正", "确认退件")

    with leg("the last day still counts"):
        pass_time(visitors, 拨快一天=6)
        as_somebody(citizen, "林小满")
        citizen.open(f"/my/cases/{filed.case_id}/").see("需要您补正")

    with leg("the day after it is returned by itself, and its applicant reads what is missing"):
        pass_time(visitors, 拨快一天=1)
        as_somebody(citizen, "林小满")
        citizen.open(f"/my/cases/{filed.case_id}/").see("已退件", "退件通知书", "备齐后可以重新申请")
        citizen.must_not_see("去补正")
        notice = citizen.page.locator("main").get_by_role("link", name="退件通知书").first.get_attribute("href")
        must_read(citizen.fetch(notice), "退件通知书", filed.number, PROBLEM, chinese(last), "行政复议")
        phone = as_somebody(visitors("phone", size=PHONE), "林小满")
        phone.open(f"/my/cases/{filed.case_id}/").see("已退件")

    with leg("anybody who follows it with its code sees it too; the file is closed"):
        public.follow(visitors("stranger"), filed.number, filed.code).see("已退件")
        desk.find_case(as_somebody(clerk, "周宁"), filed.number).see("已退件")
        clerk.open(clerk.page.url.split("?")[0] + "?part=way").see("期限计算")


def test_a_licence_is_renewed_near_its_end_and_the_old_one_is_out_of_force(visitors):
    citizen = visitors("citizen")
    with leg("a licence is granted; it is valid for five years"):
        filed = applied(citizen)
        decided(visitors, filed.number)
        old = licence_of(citizen, filed)
        ends = five_years_from(today_of(citizen))
        citizen.see("有效", chinese(ends))
        before, number = identifier_on(citizen), re.search(r"\w+证〔\d{4}〕\d+号", citizen.text)[0]

    with leg("five months before its end it is too early"):
        pass_time(visitors, 拨快一年=4, 拨快三十天=7)
        as_somebody(citizen, "林小满")
        chosen(citizen, number).submit()
        citizen.see("起可以申请延续", title=RENEWAL)

    with leg("ninety working days before its end it is time: he states that nothing has changed"):
        pass_time(visitors, 拨快三十天=1, 拨快一周=1)
        as_somebody(citizen, "林小满")
        chosen(citizen, number).submit()
        citizen.arrive("**/form/")
        citizen.see()
        assert (citizen.typed("licence_number"), citizen.typed("licence_valid_until")) == (number, str(ends))
        public.fill_form(citizen, **UNCHANGED)
        public.review(citizen)
        renewal = public.submit(citizen)

    with leg("it is granted; the renewed licence has the old number, and runs from the day of the decision"):
        decided(visitors, renewal.number)
        licence_of(citizen, renewal)
        renewed_until = five_years_from(today_of(citizen))
        citizen.see("有效", number, chinese(renewed_until))
        assert identifier_on(citizen) != before
        download = citizen.page.locator("main").get_by_role("link", name="下载电子证照")
        must_read(citizen.fetch(download.get_attribute("href")), number, chinese(renewed_until), ENTERPRISE)

    with leg("its holder and anybody else see that the old one is out of force, and where the new one is"):
        citizen.open(old).see("这份证照已换新版", "本版不再有效").click("查看现行版本")
        citizen.see("有效", chinese(renewed_until))
        citizen.open(f"/my/cases/{filed.case_id}/").see("这份证照已换新版")
        for size in (None, PHONE):
            stranger = visitors("stranger", size=size)
            stranger.open(f"/v/{before}").see("已换新版").must_not_see("真实有效")
            stranger.page.locator("main").get_by_role("link", name=re.compile("新版|现行")).first.click()
            stranger.page.wait_for_load_state("load")
            stranger.see("有效", number)
