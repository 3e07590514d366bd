"""What leaves the city: a result by courier until it is signed for, and notices by mail for who agreed to them."""

import re

from tests.journeys import desk, public
from tests.journeys.people import PHONE, leg
from tests.journeys.roles import as_somebody

ENTERPRISE = "安澜市好味餐饮有限公司"
ITEM = "食品经营许可（新办）"
ADDRESS = "lin.xiaoman@example.org"
OUTSIDE = "/demo/outside/"


def carried_on(visitor, waybill, *events):
    """Let a parcel come through the hands of the post, event by event."""
    visitor.open(OUTSIDE)
    for event in events:
        parcel = visitor.page.locator("form.demo-leaps").filter(has_text=waybill)
        parcel.get_by_role("button", name=event, exact=True).click()
        visitor.page.get_by_text(f"邮件现在：{event}").wait_for()
    return visitor.see(title="外部系统")


def test_a_result_goes_by_courier_and_the_signature_is_its_delivery(visitors):
    citizen, clerk = visitors("citizen"), visitors("clerk")
    with leg("an application is handed in, and its applicant chooses the courier"):
        as_somebody(citizen, "林小满")
        public.find_item(citizen)
        public.start(citizen, ENTERPRISE)
        public.fill_form(citizen, applicant_name=ENTERPRISE)
        public.upload_all(citizen)
        public.review(citizen)
        filed = public.submit(citizen)
        own = f"/my/cases/{filed.case_id}/"
        citizen.open(own).click("选择送达方式")
        citizen.arrive("**/delivery/").see(title="送达方式")
        citizen.fill(way="express", recipient="林小满", mobile="13900000000", address="清源区长堤路18号2单元301室")
        citizen.fill(is_agreed=True).click("保存送达方式")
        citizen.arrive(f"**{own}").see("送达方式已记下", "清源区长堤路18号2单元301室")
    with leg("it is granted"):
        for name, act, told in (
            ("周宁", "受理", {}),
            ("许衡", "提出审查意见", {"verdict": "grant", "text": "符合法定条件，建议准予许可。"}),
            ("陆正", "准予许可", {}),
        ):
            desk.find_case(as_somebody(clerk, name), filed.number)
            desk.begin(clerk, act, **told)
            desk.confirm(clerk)
    with leg("the issuer gives the result to the post, and both read the waybill"):
        issuer = as_somebody(clerk, "何悦")
        desk.find_case(issuer, filed.number).see("邮政寄递")
        case = issuer.page.url.split("?")[0]
        issuer.wait_for(issuer.page.get_by_role("button", name="交邮政寄递"), at=case)
        issuer.click("交邮政寄递", exact=True)
        issuer.arrive(f"**{issuer.path}").see("已向邮政下单")
        issuer.wait_for(issuer.page.get_by_text("已下单，等待收寄").first, at=case)
        waybill = citizen.open(own).page.locator("#delivery ~ .stack .case-line__number").first.inner_text()
        citizen.see(waybill)
    with leg("the parcel is carried to its recipient; a short message told its number"):
        visitor = visitors("visitor")
        carried_on(visitor, waybill, "已收寄", "运输途中", "签收").see(f"邮件号{waybill}")
    with leg("the signature is the delivery"):
        done = citizen.page.get_by_text(re.compile("已于.*送达。方式："))
        citizen.wait_for(done, at=own)
        issuer.open(case).see("已送达")


def test_notices_come_by_mail_to_who_confirmed_an_address_and_agreed(visitors):
    citizen, visitor = visitors("mail", size=PHONE), visitors("mailbox")
    box = visitor.page.locator("#demo-mail + ul li").filter(has_text=ADDRESS)
    with leg("an address is stated, and the code goes to it"):
        as_somebody(citizen, "林小满").open("/my/data/").see(title="我的信息").click("邮箱和邮件通知")
        citizen.arrive("**/my/data/mail/").see(title="邮箱和邮件通知")
        citizen.fill(address=ADDRESS).submit()
        citizen.see("验证码已发到这个邮箱", "l***@example.org", "等待确认")
        visitor.wait_for(box.filter(has_text="验证码"), at=OUTSIDE)
        code = re.search(r"\d{6}", box.filter(has_text="验证码").first.inner_text()).group()
    with leg("a wrong code says how many tries are left, the right one confirms"):
        with citizen.expecting(422):
            citizen.fill(code=f"{(int(code) + 1) % 10**6:06d}").click("确认", exact=True)
            citizen.see_problem("还可以试 4 次")
        citizen.fill(code=code).click("确认", exact=True)
        citizen.see("邮箱已确认", "现在不会收到任何邮件")
    with leg("notices are agreed to apart"):
        citizen.click("同意用这个邮箱接收办件通知").see("今后办件进展也会发到您的邮箱")
    with leg("an application is told by mail"):
        public.find_item(citizen, "社会保障卡", "社会保障卡")
        public.start(citizen, "林小满")
        public.fill_exactly(
            citizen, applied_for="self", holder_address="安澜市清源区长堤路18号", card_kinds=["electronic"]
        )
        public.upload_all(citizen, ("holder_identity",))
        public.review(citizen)
        filed = public.submit(citizen)
        visitor.wait_for(box.filter(has_text=filed.number), at=OUTSIDE).see("撤回同意")
    with leg("the consent is withdrawn, and the address removed"):
        citizen.open("/my/data/mail/").click("撤回同意")
        citizen.see("同意已撤回").click("删除邮箱")
        citizen.see("邮箱地址已删除", "填写邮箱")
