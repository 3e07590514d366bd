"""What several bodies answer together: the government gives it more time; two examine it, each by his own login."""

from tests.journeys import public
from tests.journeys.moves import CITIZEN, GOVERNMENT, HEAD, REVIEWER, SECOND
from tests.journeys.moving import hand_in, own_paper
from tests.journeys.papers import must_read
from tests.journeys.test_other_ways import ENTERPRISE, STAFFING, STAFFING_PAPERS

OFFICE, BODIES = "安澜市人民政府办公室", ("安澜市市场监督管理局", "安澜市公安局")
TOO_EARLY = "请先征求各机关的意见，再提请。"
REASON = "需要征求公安、市场监管两个机关的意见。"
FOUND, OBJECTION = "已到服务场所核实，符合条件。", "服务场所只有一间，记录写了两间。"
CODES = ("T16p", "T16d", "T16g", "T17o", "T17c")


def walk(town):
    """Make the moves, and tell each that was made."""
    case = _accepted(town)
    yield from _more_time(case)
    yield from _examined_by_two(case)
    case.make("T19")
    case.own().see("准予许可")


def _accepted(town):
    citizen = town.at(CITIZEN)
    public.find_item(citizen, "人力资源服务", "人力资源服务许可")
    public.start(citizen, ENTERPRISE)
    public.fill_exactly(citizen, **STAFFING)
    public.upload_all(citizen, STAFFING_PAPERS)
    public.review(citizen)
    case = hand_in(town)
    case.make("T07")
    return case


def _more_time(case):
    """Propose as the head of the agency, be declined, propose again, be approved by the head of the government."""
    case.open(HEAD).see("统一办理", *BODIES).must_not_see("延长办理期限")
    case.make("T16p", days="15", reason=REASON)
    yield "T16p"
    mayor = case.begin("T16d").see(REASON, *BODIES)
    with mayor.expecting(422):
        mayor.submit()
        mayor.see_problem("请写明不批准延长的理由")
    mayor.put("reason", TOO_EARLY)
    case.finish("T16d")
    assert mayor.page.locator(f'main a[href*="{case.id}"]').count() == 0, "an answered proposal is offered no more"
    case.open(HEAD).see("不批准", TOO_EARLY)
    yield "T16d"
    case.make("T16p", days="15", reason=REASON)
    assert case.begin("T16g").see(REASON, *BODIES).name == GOVERNMENT
    must_read(case.finish("T16g"), OFFICE, "第四十二条第二款", REASON)
    citizen = case.own().see("经本级人民政府负责人批准，延长办理期限")
    must_read(own_paper(citizen, "延长办理期限通知书", case.number), OFFICE, "第四十二条第二款", REASON)
    yield "T16g"


def _examined_by_two(case):
    """Name a second examiner, who objects to the first record and confirms the next one."""
    _recommended(case, "服务场所有两间。")
    case.make("T17o", reason=OBJECTION)
    case.open(REVIEWER).open(case.address("/workbench/cases/…/review/")).see(OBJECTION)
    yield "T17o"
    _recommended(case, FOUND)
    case.town.at(SECOND).open("/workbench/").see("第二名审查人员确认", case.number[-12:])
    must_read(case.make("T17c"), REVIEWER, SECOND, FOUND)
    yield "T17c"


def _recommended(case, text):
    reviewer = case.begin("T17")
    reviewer.fill(verdict="grant", text=text, is_substantive=True)
    reviewer.page.locator('main select[name="second"]').select_option(label=SECOND)
    case.finish("T17", done="先由他确认")
