"""The public legs with JavaScript off: everything a person needs works as plain pages and forms."""

import pytest

from tests.journeys import desk, office, public
from tests.journeys.browsing import SIZES
from tests.journeys.numbers import new_applicant
from tests.journeys.papers import small_pdf, upload
from tests.journeys.people import leg
from tests.journeys.test_first_case import check_file

PROBLEM = "没有加盖单位公章"


@pytest.mark.parametrize("size", SIZES)
def test_a_person_without_javascript_applies_mends_follows_and_verifies(guests, size):
    applicant = new_applicant()
    citizen = guests("plain", scripts=False, size=size)
    with leg("register, find, fill, upload, review, submit"):
        filed = public.apply(citizen, applicant)
        citizen.see(filed.number, filed.code)

    with leg("the clerk asks for a correction"):
        clerk = desk.find_case(office.sign_in(guests("intake"), "intake"), filed.number)
        told = {"tick:material:rules_list": True, "problem:material:rules_list": PROBLEM}
        desk.begin(clerk, "一次性告知补正", **told)
        desk.confirm(clerk)

    with leg("the correction"):
        citizen.open(f"/applications/{filed.case_id}/correct/").see(PROBLEM)
        public.upload_material(citizen, "rules_list", upload("stamped.pdf", small_pdf("stamped")))
        public.hand_in_correction(citizen, filed)

    with leg("following and the derivation of the day"):
        stranger = guests("plain-stranger", scripts=False, size=size)
        public.follow(stranger, filed.number, filed.code).arrive("**/track/result/")
        stranger.see("等待受理", "提交补正")
        stranger.page.locator("main summary").first.click()
        stranger.see("不计入")

    with leg("verifying an identifier and a file"):
        stranger.open("/verify/").see()
        stranger.put("identifier", "1.2.156.3005.2.NOBODY")
        stranger.page.locator('main form:has([name="identifier"]) button[type="submit"]').click()
        stranger.see("查无此证")
        check_file(stranger, "other.pdf", small_pdf("other")).see("查无此证")


def test_a_person_without_javascript_is_told_what_is_wrong_and_keeps_what_was_typed(guests):
    applicant = new_applicant()
    citizen = guests("plain", scripts=False)
    public.register(citizen, applicant)
    public.add_enterprise(citizen, applicant)
    public.find_item(citizen)
    public.start(citizen, applicant.enterprise)

    with leg("an incomplete form names each question and keeps the answers"):
        citizen.put("premises_address", "演示路9号")
        with citizen.expecting(422):
            public.go_on(citizen)
            citizen.see("主体业态", "已填的内容都保存了")
        assert citizen.typed("premises_address") == "演示路9号"

    with leg("a wrong file is refused beside its material"):
        public.fill_form(citizen)
        with citizen.expecting(422):
            refused = "只接受 PDF、JPG 或 PNG 文件"
            public.upload_material(citizen, "rules_list", upload("rules.pdf", b"just text"), refused=refused)
            citizen.see()
