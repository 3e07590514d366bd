"""Somebody stands at the window: the clerk checks who he is, files for him, and accepts several cases at once."""

import re

from tests.journeys import desk, office, public
from tests.journeys.numbers import new_applicant
from tests.journeys.office import ITEM
from tests.journeys.people import leg


def meet(clerk, applicant, item=ITEM):
    """Check the papers of an enterprise that wants something at the window."""
    clerk.open("/workbench/receive/").see(title="窗口收件")
    clerk.page.get_by_label("办理事项").select_option(label=item)
    clerk.put("kind", "organisation")
    clerk.fill(
        uscc=applicant.credit_code, organisation_name=applicant.enterprise, legal_representative=applicant.name,
        address=applicant.address,
    )  # fmt: skip
    clerk.put("checked", ["licence", "id_card"])
    clerk.submit()


def receive(clerk, applicant, item=ITEM, *, materials=public.MATERIALS, **answers):
    """Check the papers of an enterprise and take its application, from the first question to the receipt."""
    meet(clerk, applicant, item)
    clerk.arrive(re.compile(r"/workbench/receive/[0-9a-f-]{36}/$"))
    clerk.see(applicant.enterprise, "还缺什么")
    public.fill_form(clerk, contact_mobile="13800000000", **answers)
    public.upload_all(clerk, materials)
    clerk.page.reload()
    clerk.see("材料齐了，可以提交。")
    clerk.put("statement", True)
    clerk.submit()
    clerk.arrive("**/receipt/")
    clerk.see(title="收件凭证")
    return re.search(r"\d{30,}|[0-9A-Z]{40,}", clerk.text)[0]


def test_a_clerk_files_for_two_at_the_window_finds_them_and_accepts_both_at_once(guests):
    clerk = guests("intake")
    office.sign_in(clerk, "intake")
    with leg("take two applications"):
        numbers = [receive(clerk, new_applicant()) for _ in range(2)]

    with leg("find one of them"):
        desk.find_case(clerk, numbers[0])

    with leg("accept both after a look at each"):
        clerk.open("/workbench/").see(title="待办")
        for number in numbers:
            clerk.page.get_by_label(f"选择{number[-12:]}").check()
        clerk.click("受理", exact=True, within=clerk.page.locator("[data-bulk-bar]"))
        clerk.arrive("**/workbench/bulk/")
        clerk.see("受理通知书", "确认办理2件")
        clerk.page.locator(desk.CONFIRM).click()
        clerk.see(title="办理结果")
        clerk.see("已办理2件")
