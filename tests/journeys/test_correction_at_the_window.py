"""What a notice asks for is brought to the window: the clerk takes it in, and the answer's clock starts anew."""

import re

from tests.journeys import course, desk, public
from tests.journeys.numbers import new_applicant
from tests.journeys.papers import must_read, small_pdf, upload
from tests.journeys.people import leg
from tests.journeys.test_window import receive

PROBLEM, WISH = "没有加盖单位公章", "加盖公章后交到窗口"
ADDRESS_PROBLEM, FULL_ADDRESS = "没有写到门牌号", "演示路1号一层101室"


def asked_to_mend(at, number):
    """Send the one notice, for a material and a field."""
    told = {
        "tick:material:rules_list": True,
        "problem:material:rules_list": PROBLEM,
        "wanted:material:rules_list": WISH,
        "tick:field:premises_address": True,
        "problem:field:premises_address": ADDRESS_PROBLEM,
    }
    return at.does("intake", number, "一次性告知补正", **told).see("不计时")


def mended_at_window(clerk, number):
    """Take in exactly what the notice names, once the papers of who brought it were compared."""
    desk.find_case(clerk, number)
    clerk.click("代交补正材料", exact=True, within=clerk.page.locator("main"))
    clerk.arrive("**/correct/")
    clerk.see(PROBLEM, WISH, ADDRESS_PROBLEM, title="代交补正材料").must_not_see("操作流程文件")
    public.upload_material(clerk, "rules_list", upload("stamped.pdf", small_pdf("stamped")))
    clerk.put("premises_address", FULL_ADDRESS)
    with clerk.expecting(422):
        clerk.submit()
        clerk.see_problem("请核对来人的身份证件原件")
    assert clerk.typed("premises_address") == FULL_ADDRESS
    clerk.put("checked", ["id_card", "licence"])
    clerk.submit()
    clerk.arrive(re.compile(r"/workbench/cases/[0-9a-f-]{36}/\?done=correct"))
    clerk.see("补正已提交", FULL_ADDRESS)
    must_read(desk.paper(clerk, "补正收件凭证"), number)


def test_a_clerk_takes_in_what_was_mended_for_a_case_of_the_window_and_for_one_from_the_net(guests):
    at = course.Office(guests)
    clerk = at("intake")
    with leg("filed at the window, asked to mend, mended at the window, accepted"):
        number = receive(clerk, new_applicant())
        asked_to_mend(at, number)
        mended_at_window(clerk, number)
        at.does("intake", number, "受理").see("已受理")

    with leg("filed from home, mended at the window; the applicant sees it at home"):
        citizen = guests("citizen")
        filed = public.apply(citizen, new_applicant())
        asked_to_mend(at, filed.number)
        citizen.open(f"/my/cases/{filed.case_id}/").see("等待您补正")
        mended_at_window(clerk, filed.number)
        citizen.open(f"/my/cases/{filed.case_id}/").see("提交补正", "补正收件凭证", "等待受理")
