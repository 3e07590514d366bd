"""A licence that was issued is lost and issued again, suspended and let count again, and at last cancelled."""

import re

from tests.journeys import course, desk
from tests.journeys.people import leg

LICENCE = re.compile(r"/(my|workbench)/licences/[0-9a-f-]{36}/$")


def licence_of(citizen, filed):
    """Wait for the licence of a granted case and open it."""
    link = citizen.page.locator('main a[href*="/my/licences/"]')
    citizen.wait_for(link, at=f"/my/cases/{filed.case_id}/")
    link.first.click()
    citizen.arrive(LICENCE)
    return citizen.see("证照经历", "颁发")


def identifier_on(citizen):
    """Return the identifier that the page of a licence shows."""
    return citizen.page.locator("main dd.case-line__number").first.inner_text().strip()


def open_licence(clerk, words):
    """Find a licence in the register and open its page."""
    clerk.open(f"/workbench/licences/?words={words}").see(title="证照")
    clerk.page.locator("main a.row-link").first.click()
    clerk.arrive(LICENCE)
    return clerk.see("证照经历")


def does(clerk, act, **told):
    """Do something with the licence whose page is open: tell, read the paper, confirm."""
    desk.begin(clerk, act, **told)
    clerk.page.locator(desk.CONFIRM).click()
    clerk.arrive(LICENCE)
    return clerk.see()


def test_a_licence_is_lost_suspended_and_cancelled(guests):
    at = course.Office(guests)
    with leg("somebody holds a licence"):
        case = course.granted(guests, at)
        citizen, stranger = case.citizen, guests("stranger")
        lost = identifier_on(licence_of(citizen, case.filed))

    with leg("he has lost it and asks to have it issued again"):
        citizen.click("申请补发")
        citizen.see(title="申请补发证照").fill(ground="lost", reason="搬家时遗失。")
        citizen.submit()
        citizen.see("持证人申请补发", "搬家时遗失。")

    with leg("the clerk checks and issues it again; the lost one is void for everybody"):
        clerk = open_licence(at("issue"), lost)
        clerk.see("持证人申请补发", "搬家时遗失。")
        does(clerk, "补发证照", checked="核对法定代表人身份证明。").see("补发，原证照作废")
        stranger.open(f"/v/{lost}").see("已补发作废", "因遗失或者损毁补发")
        found = identifier_on(licence_of(citizen, case.filed))
        assert found != lost
        stranger.open(f"/v/{found}").see("今天有效")

    with leg("a penalty suspends it, and it counts again"):
        approver = open_licence(at("approve"), found)
        does(
            approver,
            "登记暂扣",
            decided_by="示例市市场监督管理局",
            number="示市监罚〔2026〕3号",
            decided_on="2026-01-05",
        )
        stranger.open(f"/v/{found}").see("已暂扣")
        does(approver, "恢复效力", reason="暂扣期限已满。")
        stranger.open(f"/v/{found}").see("今天有效")

    with leg("he gives up his trade and asks for the cancellation; it is announced"):
        licence_of(citizen, case.filed).click("申请注销")
        citizen.see(title="申请注销许可").fill(reason="不再经营。")
        citizen.page.locator('[name="is_meant"]').check()
        citizen.click("提交注销申请")
        citizen.see("持证人申请注销")
        open_licence(approver, found).see("不再经营。")
        does(approver, "注销许可", ground="other_lawful", facts="持证人申请注销，经核对属实。")
        citizen.page.reload()
        citizen.see("已注销", "注销许可决定书")
        stranger.open(f"/v/{found}").see("已注销", "第七十条", "注销日期")
