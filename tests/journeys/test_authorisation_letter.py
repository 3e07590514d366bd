"""A department demands letters: nothing is accepted without one, and everything is with it."""

import re
from contextlib import contextmanager

from tests.journeys import course, desk, office, public
from tests.journeys.numbers import new_applicant
from tests.journeys.papers import small_pdf, upload
from tests.journeys.people import PHONE, leg

NUMBER = "示审授〔2026〕7号"


@contextmanager
def demanded(admin):
    """Demand letters, and cease to at the end: the town is not this journey's alone."""
    switch(admin, "要求授权书", "已要求授权书。")
    try:
        yield
    finally:
        switch(admin, "不再要求", "已不再要求授权书。")


def switch(admin, word, said):
    admin.open("/office/letters/").see(title="授权书").click(word, exact=True)
    admin.arrive("**/office/letters/demand/")
    admin.see().page.locator("main form button").first.click()
    admin.arrive("**/office/letters/")
    admin.see(said)


def write(admin):
    """Fill in a letter, look at what it will authorise, and enter it with its scan."""
    admin.open("/office/letters/new/").see(title="登记授权书")
    admin.fill(number=NUMBER, signed_by="示例市某局局长（演示）", from_on="2026-01-01", until_on="2099-12-31")
    for act in ("受理", "审查"):
        admin.page.get_by_role("checkbox", name=act, exact=True).check()
    admin.page.get_by_role("checkbox", name=public.ITEM, exact=True).check()
    admin.click("预览", exact=True)
    admin.page.wait_for_load_state("load")
    admin.see("预览：登记以后", "决定、发证、组织勘验和评审")
    admin.page.locator('main input[name="scan"]').set_input_files(upload("letter.pdf", small_pdf("letter")))
    admin.page.locator("main form button").first.click()
    admin.arrive(re.compile(r"/office/letters/[0-9a-f-]{36}/$"))
    return admin.see("授权书已登记。", NUMBER, "查看扫描件")


def test_a_clerk_accepts_only_under_a_letter_of_authorisation(guests):
    at, citizen = course.Office(guests), guests("citizen")
    admin = office.sign_in(guests("admin"), "admin", home="**/office/**")
    with leg("somebody applies"):
        filed = public.apply(citizen, new_applicant())

    with demanded(admin):
        with leg("the clerk is told that no letter authorises him"):
            clerk = desk.find_case(at("intake"), filed.number).see("没有授权书授权窗口对")
            assert not clerk.page.locator('main a[href$="/accept/"]').count()

        with leg("the administrator enters the letter, on a phone it reads as well"):
            letter = write(admin).path
            office.sign_in(guests("phone", size=PHONE), "admin", home="**/office/**").open(letter).see(NUMBER)

        with leg("the clerk accepts under it; what it does not authorise stays closed"):
            at.does("intake", filed.number, "受理")
            at.does("review", filed.number, "提出审查意见", verdict="grant", text="符合法定条件，建议准予许可。")
            desk.find_case(at("approve"), filed.number).see("没有授权书授权窗口对", "决定")

        with leg("the letter is revoked, and says so"):
            admin.open(letter).click("撤销授权书", exact=True)
            admin.arrive("**/revoke/")
            admin.see().fill(reason="职责调整")
            admin.submit()
            admin.arrive("**/office/letters/")
            admin.see("已撤销")


def test_a_division_that_is_over_is_found_by_its_old_name(guests):
    for size in (None, PHONE):
        admin = office.sign_in(guests("admin", size=size), "admin", home="**/office/**")
        admin.open("/office/divisions/?words=莱芜").see("已停用", "2021-12版起不再列出")
        admin.open("/office/divisions/?words=清浦").see("已停用")
        admin.open("/office/divisions/371200/").see("自2021-12版起不再列出。")
        admin.open("/office/letters/").see(title="授权书")
