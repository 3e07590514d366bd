"""A licence that is held is changed by its holder and at the window, and renewed when its time has come."""

import re
from dataclasses import replace

import pytest

from tests.journeys import course, desk, office, public
from tests.journeys.browsing import Guests
from tests.journeys.numbers import new_applicant
from tests.journeys.people import leg
from tests.journeys.test_window import meet, receive

CHANGE, RENEWAL = "食品经营许可（变更）", "食品经营许可（延续）"
NEW_ADDRESS = "演示路9号一层3号铺"
WHAT_CHANGES = {
    "paper_licence": "no", "changed_matters": ["premises_wording"], "changed_on": "2026-01-05",
    "premises_address": NEW_ADDRESS, "conditions": "unchanged",
}  # fmt: skip


@pytest.fixture(scope="module")
def wider_town(town, browser):
    """Return the furnished city once it also changes and renews licences."""
    with Guests(browser, town, folder="town") as guests:
        editor = office.sign_in(guests("items"), "items", home="**/office/")
        office.open_item(editor, "food-business-licence-change", CHANGE, basic_code="990131001001")
        office.open_item(editor, "food-business-licence-renewal", RENEWAL, basic_code="990131001002")
    return town


def licence_of(citizen, filed):
    """Wait for the licence of a granted case and open it; return its address."""
    link = citizen.page.locator('main a[href*="/my/licences/"]')
    citizen.wait_for(link, at=f"/my/cases/{filed.case_id}/")
    link.first.click()
    citizen.arrive(re.compile(r"/my/licences/[0-9a-f-]{36}/$"))
    return citizen.see().page.url


def identifier_on(citizen):
    """Return the identifier that the page of a licence shows."""
    return citizen.page.locator("main dd.case-line__number").first.inner_text().strip()


def choose_licence(citizen, item):
    """Go from the search to the choice of the licence that the application starts from."""
    public.find_item(citizen, "食品经营许可", item)
    citizen.click("开始申请")
    citizen.arrive("**/apply/")
    return citizen.see("从哪一份证照开始")


def test_a_holder_changes_his_licence_and_is_told_when_he_may_renew_it(wider_town, guests):
    at = course.Office(guests)
    with leg("somebody holds a licence"):
        case = course.granted(guests, at)
        citizen = case.citizen
        old = licence_of(citizen, case.filed)
        before = identifier_on(citizen)
        number = re.search(r"示审证〔\d{4}〕\d+号", citizen.text)[0]

    with leg("it is too early to renew it, and he is told from which day he may"):
        choose_licence(citizen, RENEWAL).submit()
        citizen.see("起可以申请延续", title=RENEWAL)

    with leg("he changes the address; number and last day of the licence are filled in"):
        choose_licence(citizen, CHANGE).submit()
        citizen.arrive("**/form/")
        citizen.see()
        assert citizen.typed("licence_number") == number
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", citizen.typed("licence_valid_until"))
        public.fill_form(citizen, **WHAT_CHANGES)
        public.review(citizen)
        filed = public.submit(citizen)

    with leg("it is granted; the licence has a new version of the same number"):
        course.grant(at, filed.number)
        licence_of(citizen, filed)
        citizen.see("有效", NEW_ADDRESS, number)
        after = identifier_on(citizen)
        assert after != before
        citizen.open(old).see("已换新版")

    with leg("anybody sees that the first version is out of force"):
        stranger = guests("stranger")
        stranger.open(f"/v/{after}").see("有效")
        stranger.open(f"/v/{before}").see("已换新版")


def test_a_clerk_starts_a_change_for_somebody_who_stands_at_the_window(wider_town, guests):
    at, applicant = course.Office(guests), new_applicant()
    clerk = at("intake")
    with leg("without a licence there is nothing to change"), clerk.expecting(422):
        meet(clerk, applicant, CHANGE)
        clerk.see_problem("没有可以延续或变更的有效证照")

    with leg("the licence is granted at the window"):
        course.grant(at, receive(clerk, applicant))
        desk.find_licence(at("approve"), applicant.enterprise)

    with leg("the change starts from it, with its number filled in"):
        number = receive(clerk, applicant, CHANGE, materials=(), **WHAT_CHANGES)
        course.grant(at, number)
        desk.find_case(at("review"), number).see(NEW_ADDRESS, "示审证")


def test_a_clerk_finds_at_the_window_the_licence_that_was_obtained_from_home(wider_town, guests):
    at = course.Office(guests)
    clerk = at("intake")
    with leg("somebody obtained a licence from home"):
        case = course.granted(guests, at)
        citizen = case.citizen
        old = licence_of(citizen, case.filed)
        number = re.search(r"\w+证〔\d{4}〕\d+号", citizen.text)[0]

    with leg("another enterprise has nothing to change"), clerk.expecting(422):
        meet(clerk, new_applicant(), CHANGE)
        clerk.see_problem("没有可以延续或变更的有效证照")

    with leg("he changes it at the window, where it is found by the credit code of the original papers"):
        changed = receive(clerk, case.applicant, CHANGE, materials=(), **WHAT_CHANGES)
        desk.find_case(clerk, changed).see(number, NEW_ADDRESS, case.filed.number[-12:])

    with leg("he follows it at home, and finds the new version there once it is granted"):
        citizen.open("/my/").see(CHANGE)
        course.grant(at, changed)
        citizen.wait_for(citizen.page.locator("main").get_by_text("已换新版"), at=old)
        citizen.open("/my/").click(CHANGE)
        citizen.arrive(re.compile(r"/my/cases/[0-9a-f-]{36}/$"))
        citizen.see("电子证照已制作", changed[-12:])
        citizen.click("查看证照")
        citizen.see("有效", number, NEW_ADDRESS)

    with leg("who merely says at home that he acts for this enterprise sees nothing of it"):
        somebody = new_applicant()
        stranger = guests("stranger")
        public.register(stranger, somebody)
        public.add_enterprise(stranger, replace(case.applicant, name=somebody.name))
        stranger.open("/my/").must_not_see(CHANGE, number)
        choose = public.find_item(stranger, "食品经营许可", CHANGE)
        choose.click("开始申请")
        choose.see().must_not_see(number)
