"""Cases that are decided at the window, received for another agency, or sent up to the agency that decides."""

import re
from datetime import timedelta

from tests.journeys import desk, public
from tests.journeys.moves import APPROVER, CENTRE, CHIEF, CITIZEN, WINDOW
from tests.journeys.moving import CASE, Case, hand_in
from tests.journeys.numbers import new_applicant
from tests.journeys.papers import must_read
from tests.journeys.test_other_ways import COMMON, ENTERPRISE, STAFFING, STAFFING_PAPERS

CARD = "社会保障卡申领"
PROVINCE = "安江省公安厅"
FIRST_OPINION = "材料齐全，注册资本和技术人员符合条件，建议准予许可。"
SECURITY = {
    "applicant_kind": "organisation", "company_name": "安澜市守望保安服务有限公司",
    "company_address": "安澜市清源区长堤路18号二层", "capital": "120", "services": ["gate", "patrol"],
    "armed_escort": "no", "legal_representative": "林小满", "legal_representative_number": "11010519491231002X",
    "managers": "林小满，经理", "technician_count": "3", **COMMON,
}  # fmt: skip
SECURITY_PAPERS = ("capital_proof", "managers", "technicians", "premises", "rules")
CARD_ANSWERS = {"applied_for": "self", "holder_address": "安澜市清源区长堤路18号", "card_kinds": ["electronic"]}
CHECKED_WITHIN = timedelta(days=14)
CODES = ("T02c", "T10a", "T10b", "T11", "T21")


def walk(town):
    """Make the moves, and tell each that was made."""
    yield from _received_for_another(town)
    yield from _refused_at_once(town)
    yield from _on_commitment(town)
    yield from _sent_up(town)


def _meet(clerk, applicant):
    """Check the papers of a citizen who stands at the window."""
    clerk.open("/workbench/receive/").see(title="窗口收件")
    clerk.page.get_by_label("办理事项").select_option(label=CARD)
    clerk.put("kind", "person")
    clerk.fill(name=applicant.name, id_number=applicant.id_number, mobile=applicant.mobile)
    clerk.put("checked", ["id_card"])
    clerk.submit()
    clerk.arrive(re.compile(r"/workbench/receive/[0-9a-f-]{36}/$")).see(applicant.name, "还缺什么")


def _received(town):
    """Take an application at the window of the centre: what follows is said there too (T01)."""
    clerk = town.at(CENTRE)
    _meet(clerk, new_applicant())
    public.fill_exactly(clerk, **CARD_ANSWERS)
    public.upload_all(clerk, ("holder_identity",))
    clerk.page.reload()
    told = clerk.page.locator("#preview").inner_text()
    assert "收件凭证" in told, told
    assert "五个工作日" in told, told
    clerk.put("statement", True)
    clerk.submit()
    clerk.arrive("**/receipt/").see(title="收件凭证")
    return Case(town, CASE.search(clerk.page.url).group(), re.search(r"\d{30,}|[0-9A-Z]{40,}", clerk.text)[0])


def _received_for_another(town):
    """The centre receives and hands over; the department decides; each sees what is its own."""
    case = _received(town)
    clerk = case.open(CENTRE).see("移交主管部门")
    assert clerk.status_of(case.address("/workbench/cases/…/accept/")) == 404
    case.make("T02c", paper="原件1份")
    yield "T02c"
    chief = case.begin("T10a").see("用时0个工作日", "即办件")
    must_read(case.finish("T10a"), CARD)
    chief.open(case.address("/workbench/cases/…/?part=papers")).see("受理通知书", "准予许可决定书")
    clerk = case.open(CENTRE).see("准予")
    rows = clerk.open("/workbench/cases/").page.locator("tbody tr").all_inner_texts()
    assert [case.number[-12:] in row for row in rows] == [True]
    assert town.at(WINDOW).status_of(case.address("/workbench/cases/…/")) == 404
    yield "T10a"


def _refused_at_once(town):
    citizen = town.at(CITIZEN)
    public.find_item(citizen, "社会保障卡", CARD)
    public.start(citizen, CITIZEN)
    public.fill_exactly(citizen, **CARD_ANSWERS)
    public.upload_all(citizen, ("holder_identity",))
    public.review(citizen)
    case = hand_in(town)
    must_read(case.make("T10b", text="申请人已经持有有效的社会保障卡。"), "已经持有有效的社会保障卡", "行政复议")
    yield "T10b"


def _on_commitment(town):
    citizen = town.at(CITIZEN)
    public.find_item(citizen, "人力资源服务", "人力资源服务许可")
    public.start(citizen, ENTERPRISE)
    public.fill_exactly(citizen, **{**STAFFING, "apply_way": "commitment"})
    public.upload_all(citizen, (*STAFFING_PAPERS, "commitment_letter"))
    public.review(citizen)
    citizen.see("有3名以上专职工作人员").put("pledge", True)
    case = hand_in(town)
    must_read(case.make("T11", check_by=(town.today + CHECKED_WITHIN).isoformat()), ENTERPRISE)
    town.at(CHIEF).open(case.address("/workbench/cases/…/?part=papers")).see("告知承诺书", "受理通知书")
    yield "T11"


def _sent_up(town):
    citizen = town.at(CITIZEN)
    public.find_item(citizen, "保安服务公司", "保安服务公司设立（初审上报）")
    public.start(citizen, ENTERPRISE)
    public.fill_exactly(citizen, **SECURITY)
    public.upload_all(citizen, SECURITY_PAPERS)
    public.review(citizen)
    case = hand_in(town)
    case.make("T07")
    case.make("T17", verdict="grant", text="符合法定条件。")
    assert town.at(APPROVER).status_of(case.address("/workbench/cases/…/grant/")) in {302, 404}
    opinion = case.make("T21", verdict="grant", text=FIRST_OPINION)
    must_read(opinion, FIRST_OPINION, PROVINCE, "建议准予许可")
    yield "T21"
    _decided_above(case)


def _decided_above(case):
    """The applicant finds the case of the province, which sees the very materials and the opinion, and decides."""
    citizen = case.own().see("已报送上级机关")
    citizen.click("上级机关的办件", exact=True)
    citizen.arrive(re.compile(r"/my/cases/(?!" + case.id + r")[0-9a-f-]{36}/$"))
    citizen.see("等待受理")
    above = Case(case.town, CASE.search(citizen.page.url).group(), re.search(r"[0-9A-Z]{30,}", citizen.text)[0])
    for name, act, told in (
        ("文渊", "受理", {}),
        ("校雠", "提出审查意见", {"verdict": "grant", "text": "同意初审意见。"}),
        ("定稿", "准予许可", {}),
    ):
        person = above.open(name)
        desk.begin(person, act, **told)
        desk.confirm(person)
    must_read(desk.paper(person, "准予许可决定书"), PROVINCE, ENTERPRISE)
    person.open(above.address("/workbench/cases/…/?part=way")).see(FIRST_OPINION)
    above.own().see("准予许可", "准予许可决定书")
