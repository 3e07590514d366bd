"""Cases that are decided at the window, received for another agency, or sent up to the agency that decides."""

import re

from tests.journeys import public
from tests.journeys.moves import CHIEF, CITIZEN
from tests.journeys.moving import CASE, Case, hand_in
from tests.journeys.numbers import new_applicant
from tests.journeys.papers import must_read
from tests.journeys.test_integrated_window import CARD, meet
from tests.journeys.test_other_ways import (
    COMMON,
    ENTERPRISE,
    FIRST_OPINION,
    PROVINCE,
    SECURITY,
    SECURITY_PAPERS,
    STAFFING,
    STAFFING_PAPERS,
)

CARD_ANSWERS = {"applied_for": "self", "holder_address": "安澜市清源区长堤路18号", "card_kinds": ["electronic"]}
CODES = ("T02c", "T10a", "T10b", "T11", "T21")


def walk(town):
    """Make the moves, and tell each that was made."""
    yield from _received_for_another(town)
    yield from _refused_at_once(town)
    yield from _on_commitment(town)
    yield from _sent_up(town)


def _received_for_another(town):
    clerk = town.at("夏迎")
    meet(clerk, new_applicant())
    public.fill_exactly(clerk, **CARD_ANSWERS)
    public.upload_all(clerk, ("holder_identity",))
    clerk.page.reload()
    told = clerk.page.locator("#preview").inner_text()
    assert "收件凭证" in told, told
    assert "五个工作日" in told, told
    clerk.put("statement", True)
    clerk.submit()
    clerk.arrive("**/receipt/").see(title="收件凭证")
    case = Case(town, CASE.search(clerk.page.url).group(), re.search(r"\d{30,}|[0-9A-Z]{40,}", clerk.text)[0])
    case.make("T02c", paper="原件1份")
    yield "T02c"
    must_read(case.make("T10a"), CARD)
    papers = town.at("时敏").open(case.address("/workbench/cases/…/?part=papers"))
    papers.see("受理通知书", "准予许可决定书")
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
    must_read(case.make("T11", check_by=town.today.replace(day=28).isoformat()), ENTERPRISE)
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
    assert town.at("陆正").status_of(case.address("/workbench/cases/…/grant/")) in {302, 404}
    opinion = case.make("T21", verdict="grant", text=FIRST_OPINION)
    must_read(opinion, FIRST_OPINION, PROVINCE, "建议准予许可")
    yield "T21"
