"""What comes with time: a licence grows old and is renewed, by a decision or, where none was made, by law."""

import re
from datetime import date, timedelta

import pytest

from tests.journeys import desk, public
from tests.journeys.browsing import Guests
from tests.journeys.moves import MOVES
from tests.journeys.moving import own_paper
from tests.journeys.papers import must_read
from tests.journeys.people import PHONE, leg
from tests.journeys.roles import as_somebody
from tests.journeys.test_change_and_renewal import RENEWAL, choose_licence, identifier_on, licence_of
from tests.journeys.test_demo_city import leap
from tests.journeys.test_other_ways import ENTERPRISE, does

CODES = ("T19d",)  # of the moves of a case, the one that needs years
UNCHANGED = {
    "paper_licence": "no", "applicant_name": ENTERPRISE, "conditions": "unchanged", "contact_mobile": "13000000000",
}  # fmt: skip


@pytest.fixture(scope="module")
def aging(start):
    """Return a demo city whose clock may be moved by years."""
    return start("aging", "living")


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


def number_on(citizen):
    """Return the number that the page of a licence shows."""
    return re.search(r"\w+证〔\d{4}〕\d+号", citizen.text)[0]


def held(visitors, citizen):
    """Let the citizen apply and be granted a licence; return what was filed and the licence's number."""
    filed = applied(citizen)
    decided(visitors, filed.number)
    licence_of(citizen, filed)
    return filed, number_on(citizen)


def renewal_of(citizen, number, ends):
    """Apply for the renewal of a licence: number and last day are filled in, nothing has changed."""
    chosen(citizen, number).submit()
    citizen.arrive("**/form/")
    citizen.see()
    assert (citizen.typed("licence_number"), citizen.typed("licence_valid_until")) == (number, str(ends))
    public.fill_form(citizen, **UNCHANGED)
    public.review(citizen)
    return public.submit(citizen)


def renewed_by_law(visitors, citizen, undecided, number):
    """See that a renewal which nobody decided before the licence ended is granted by law (T19d)."""
    pass_time(visitors, 拨快三十天=5)
    as_somebody(citizen, "林小满")
    law = MOVES["T19d"]
    citizen.open(law.page.replace("…", undecided.case_id)).see(law.done)
    must_read(own_paper(citizen, law.paper, undecided.number), "第五十条", number)
    desk.find_case(as_somebody(visitors("approver"), "陆正"), undecided.number).see("准予许可")


def test_a_licence_is_renewed_near_its_end_and_one_that_nobody_decided_on_is_renewed_by_law(visitors):
    citizen = visitors("citizen")
    with leg("two licences are granted; they are valid for five years"):
        _filed, forgotten = held(visitors, citizen)
        filed, number = held(visitors, citizen)
        old, ends, before = citizen.page.url, five_years_from(today_of(citizen)), identifier_on(citizen)
        citizen.see("有效", chinese(ends))

    with leg("five months before its end it is too early"):
        pass_time(visitors, 拨快一年=4, 拨快三十天=7)
        as_somebody(citizen, "林小满")
        chosen(citizen, number).submit()
        citizen.see("起可以申请延续", title=RENEWAL)

    with leg("ninety working days before its end it is time: he states that nothing has changed"):
        pass_time(visitors, 拨快三十天=1, 拨快一周=1)
        as_somebody(citizen, "林小满")
        renewal, undecided = (renewal_of(citizen, one, ends) for one in (number, forgotten))
        does(visitors, "周宁", undecided.number, "受理")

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

    with leg("the other licence has ended and nobody has decided: it is renewed by law, and its holder has a paper"):
        renewed_by_law(visitors, citizen, undecided, forgotten)
