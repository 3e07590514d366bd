"""Cases that wait for a day: not mended, not answered, not kept; and how a case ends that is refused or voided."""

from datetime import timedelta

from tests.journeys import public
from tests.journeys.legal_days import working_days_after
from tests.journeys.moves import CITIZEN, WINDOW
from tests.journeys.moving import hand_in, own_paper, says_beforehand
from tests.journeys.papers import must_read
from tests.journeys.people import PHONE
from tests.journeys.roles import as_somebody
from tests.journeys.test_other_ways import ENTERPRISE
from tests.journeys.walk_usual import PROBLEM, asked_to_mend, food_application

ELSEWHERE, NOT_OURS = "安澜市卫生健康委员会", "申请的事项由卫生健康部门办理。"
UNFIT = "经现场核查，未设置餐用具清洗消毒设施。"
REMEDIES = ("六十日", "行政复议", "安澜市人民政府", "六个月", "安澜市清源区人民法院")
GONE = "同一申请登记了两次，另一件正在办理。"
CODES = (
    "T06", "T08", "T13g", "T13o", "T14g", "T13c", "T14x", "T20", "T28", "T30", "T24", "T03", "T26b", "T26a", "T26",
)  # fmt: skip


def walk(town):
    """Make the moves, and tell each that was made."""
    unmended, unanswered = food_application(town), food_application(town)
    last = town.today + timedelta(days=6)
    deemed_after = working_days_after(town.today, 5).on
    asked_to_mend(unmended, reply_by=last.isoformat())
    _not_before_its_day(unmended, last)
    town.pass_time(拨快一天=6)
    unmended.own().see("需要您补正", f"请在{last}以前（含当天）补正")
    town.pass_time(拨快一天=max(last, deemed_after).toordinal() + 1 - town.today.toordinal())
    yield from _returned(unmended, last)
    yield from _deemed_accepted(unanswered)
    examined = food_application(town)
    examined.make("T07")
    yield from _made_public(examined)
    yield from _hearing_that_is_not_held(examined)
    yield from _refused(examined)
    newer = _applied_again(examined)
    yield "T30"
    yield from _withdrawn(newer)
    yield from _voided(_applied_again(unmended))


def _not_before_its_day(case, last):
    """The window cannot return a case while its period runs."""
    clerk = case.open(WINDOW)
    page = case.address("/workbench/cases/…/return/")
    with clerk.expecting(409):
        clerk.page.locator(f'main a[href="{page}"]').click()
        clerk.arrive(f"**{page}")
        clerk.see_problem("还没有届满", str(last)).must_not_see("确认退件")


def _returned(case, last):
    citizen = case.shows("T06", CITIZEN, "退件通知书", "备齐后可以重新申请")
    citizen.must_not_see("去补正")
    day = f"{last.year}年{last.month}月{last.day}日"
    must_read(own_paper(citizen, "退件通知书", case.number), PROBLEM, day, "行政复议")
    phone = as_somebody(case.town.guests("phone", size=PHONE), CITIZEN)
    phone.open(case.address("/my/cases/…/")).see("已退件")
    public.follow(case.town.stranger(), case.number, case.code).see("已退件")
    yield "T06"


def _deemed_accepted(case):
    case.shows("T08", WINDOW, "转审查")
    citizen = case.own()
    must_read(own_paper(citizen, "受理通知书", case.number), "视为受理", "第三十二条")
    yield "T08"


def _made_public(case):
    town = case.town
    until = town.today + timedelta(days=1)
    must_read(case.make("T13g", matter="经营场所和主体业态", until_on=until.isoformat()), "经营场所和主体业态")
    town.stranger().open("/notices/").see("公示")
    yield "T13g"
    case.make("T13o", name="邻居李四", on=town.today.isoformat(), text="夜间噪声太大。")
    yield "T13o"
    town.pass_time(拨快一天=2)
    must_read(case.make("T14g", text="经核实，夜间不营业。"), "夜间噪声太大", "夜间不营业")
    yield "T14g"


def _hearing_that_is_not_held(case):
    on = case.town.today.isoformat()
    case.make("T13a", matter="夜间噪声影响邻居。", others="邻居李四")
    case.make("T13x", who=ENTERPRISE, on=on)  # else his five days would go on when the neighbour takes his request back
    must_read(case.make("T13c", who="邻居李四", on=on, reason="要求听证。"), "邻居李四", "要求听证")
    yield "T13c"
    must_read(case.make("T14x", reason="邻居李四撤回了申请。", is_taken_back=True), "撤回了申请")
    yield "T14x"


def _refused(case):
    case.make("T17", verdict="refuse", text=UNFIT)
    must_read(case.make("T20", text=UNFIT), UNFIT, "第三十八条第二款", *REMEDIES)
    yield "T20"
    must_read(case.make("T28", way="window", received_by="林小满"), "窗口领取", "不予许可决定书")
    yield "T28"
    must_read(case.make("T29"), "收件凭证", "不予许可", "送达回证")


def _applied_again(case):
    """Apply again from the file of what was refused or returned (T30); return the new case."""
    citizen = case.own()
    citizen.page.locator(f'main a[href="{case.address("/my/cases/…/again/")}"]').first.click()
    citizen.arrive("**/again/")
    says_beforehand(citizen, "T30")
    citizen.see("带到新的申请里", "rules_list.pdf", case.number)
    citizen.click("开始重新申请", exact=True)
    citizen.arrive("**/form/").see("已建立新的申请")
    assert citizen.typed("premises_address") == public.ANSWERS["premises_address"]
    public.fill_exactly(citizen, truth_commitment=True).see("rules_list.pdf")
    public.review(citizen)
    newer = hand_in(case.town)
    assert newer.number != case.number
    newer.own().click("原来的办件", exact=True)
    citizen.see(case.number)
    newer.open(WINDOW).see("原来的办件", case.number)
    return newer


def _withdrawn(case):
    citizen = case.own()
    citizen.click("撤回申请", exact=True)
    with citizen.expecting(422):
        citizen.click("确认撤回申请")
        citizen.see_problem("请写明撤回的理由")
    case.ask("T24", "确认撤回申请", reason="选址变了。", is_meant=True)
    must_read(own_paper(citizen, "撤回申请书", case.number), "选址变了")
    yield "T24"
    must_read(case.make("T29"), "撤回申请书")


def _voided(case):
    clerk = case.begin("T03")
    clerk.fill(ground="other_agency", reason=NOT_OURS)
    with clerk.expecting(422):
        clerk.submit()
        clerk.see_problem("应当向哪个机关申请")
    assert clerk.typed("reason") == NOT_OURS
    clerk.put("right_agency", ELSEWHERE)
    must_read(case.finish("T03"), NOT_OURS, ELSEWHERE, "不属于本机关职权范围", *REMEDIES)
    yield "T03"
    case.make("T26a", ground="entered_twice", reason=GONE)
    case.make("T26b", reason="请核对另一件的编号。")
    yield "T26b"
    case.make("T26a", ground="entered_twice", reason=GONE)
    yield "T26a"
    must_read(case.make("T26"), GONE)
    case.own().see("因登记错误作废")
    yield "T26"
