"""The integrated window of a centre receives for a department and hands over; the department decides."""

import re

from tests.journeys import desk, public
from tests.journeys.numbers import new_applicant
from tests.journeys.people import leg
from tests.journeys.roles import as_somebody

CARD = "社会保障卡申领"
FORM = re.compile(r"/workbench/receive/[0-9a-f-]{36}/$")


def meet(clerk, applicant):
    """Check the papers of a citizen who stands at the window."""
    clerk.open("/workbench/receive/").see(title="窗口收件")
    clerk.page.get_by_label("办理事项").select_option(label=CARD)
    clerk.put("kind", "person")
    clerk.fill(name=applicant.name, id_number=applicant.id_number, mobile=applicant.mobile)
    clerk.put("checked", ["id_card"])
    clerk.submit()
    clerk.arrive(FORM)
    return clerk.see(applicant.name, "还缺什么")


def test_a_centre_receives_for_a_department_and_hands_over_and_the_department_decides(visitors):
    clerk, chief, applicant = visitors("window"), visitors("chief"), new_applicant()
    with leg("the clerk of the centre takes an application for the department's item"):
        as_somebody(clerk, "夏迎")
        meet(clerk, applicant)
        public.fill_exactly(
            clerk, applied_for="self", holder_address="安澜市清源区长堤路18号", card_kinds=["electronic"]
        )
        public.upload_all(clerk, ("holder_identity",))
        clerk.page.reload()
        clerk.put("statement", True)
        clerk.submit()
        clerk.arrive("**/receipt/").see(title="收件凭证")
        number = re.search(r"\d{30,}|[0-9A-Z]{40,}", clerk.text)[0]

    with leg("it waits with the clerk until it is handed over; to accept it is not the clerk's"):
        desk.find_case(clerk, number).see("移交主管部门")
        case = clerk.path
        assert clerk.status_of(f"{case}accept/") == 404
        desk.begin(clerk, "移交主管部门")
        desk.confirm(clerk)

    with leg("the department's chief of the window decides it on the spot"):
        desk.find_case(as_somebody(chief, "时敏"), number).see("移交")
        desk.begin(chief, "当场准予")
        desk.confirm(chief)

    with leg("the clerk sees that it was granted, and no other case of the department"):
        clerk.open(case).see("准予")
        rows = clerk.open("/workbench/cases/").page.locator("tbody tr").all_inner_texts()
        assert [number[-12:] in row for row in rows] == [True]
