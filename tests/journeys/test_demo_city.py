"""A visitor of the demo city takes the tour, moves the clock, and sees lights turn and papers follow."""

import re

import pytest

from tests.journeys import desk, public
from tests.journeys.browsing import Guests
from tests.journeys.people import DESK, PHONE, leg

OPENING_DAY = "2026-04-14"


@pytest.fixture
def newcomers(start, browser):
    """Return the way to let visitors into a demo city as a newcomer starts it, with its people and its history."""
    with Guests(browser, start("newcomers", "living"), folder="demo") as people:
        yield people


def leap(visitor, words):
    """Open the clock in the strip and press one of its buttons."""
    visitor.page.locator(".demo-strip__clock summary").click()
    visitor.page.locator(".demo-strip").get_by_role("button", name=words).click()
    visitor.page.wait_for_load_state("load")
    return visitor


def go(visitor):
    """Take the tour's next step."""
    visitor.open("/demo/tour/").see(title="十步导览")
    visitor.page.locator(".demo-tour__step--current").get_by_role("button", name="去这一步").click()
    visitor.page.wait_for_load_state("load")
    return visitor


def the_city_opens(visitors):
    for size in (DESK, PHONE):
        visitor = visitors("opening", size=size)
        visitor.open("/").see("演示城市", OPENING_DAY)
        visitor.open("/demo/").see("以谁的身份进入", title="演示城市")
        visitor.open("/demo/tour/").see(title="十步导览")
    for name in ("周宁", "许衡", "陆正", "何悦"):
        visitor.open("/demo/")
        visitor.page.locator(".demo-people__one", has_text=name).first.click()
        visitor.arrive("**/workbench/").see(title="待办")
        assert visitor.page.locator("main a.row-link").count(), name


def lights_turn(visitors):
    visitor = visitors("clock")
    visitor.open("/demo/")
    visitor.page.locator(".demo-people__one", has_text="许衡").first.click()
    visitor.arrive("**/workbench/")
    late = visitor.text.count("已超")

    leap(visitor, "到下一个工作日9时").see("时钟已拨到")
    leap(visitor, "拨快一周").see("时钟已拨到")
    assert visitor.text.count("已超") > late
    assert OPENING_DAY not in visitor.page.locator(".demo-strip").inner_text()


def test_the_city_opens_on_a_spring_morning_and_its_lights_turn_when_the_clock_is_moved(newcomers):
    with leg("the city opens"):
        the_city_opens(newcomers)
    with leg("the clock is moved"):
        lights_turn(newcomers)


def test_the_tour_leads_an_application_through_the_first_desks(newcomers):
    visitor = newcomers("tour")
    with leg("find and apply"):
        go(visitor).see("您要办什么事")
        visitor.open("/demo/tour/")
        visitor.page.locator(".demo-tour__step").nth(1).get_by_role("button").click()
        visitor.arrive(re.compile(r"/items/[0-9a-f-]{36}/$")).see("食品经营许可（新办）", "导览 2/10")
        public.start(visitor, "安澜市好味餐饮有限公司")
        public.fill_form(visitor, applicant_name="安澜市好味餐饮有限公司")
        public.upload_all(visitor)
        public.review(visitor)
        public.submit(visitor)
    with leg("the intake clerk accepts; the paper bears the city's date"):
        go(visitor).arrive(re.compile(r"/workbench/cases/[0-9a-f-]{36}/$")).see("受理")
        desk.begin(visitor, "受理")
        visitor.see("2026年4月14日")
        desk.confirm(visitor)
    with leg("the next step is the reviewer's"):
        visitor.open("/demo/tour/").see()
        assert "提出审查意见" in visitor.page.locator(".demo-tour__step--current").inner_text()
