"""The usual course, with everything on its way: from the hand-in to the archive, and a hearing in between."""

from datetime import timedelta

from tests.journeys import desk, public
from tests.journeys.legal_days import working_days_after
from tests.journeys.moves import APPROVER, CITIZEN, HEAD, MOVES, REVIEWER, WINDOW
from tests.journeys.moving import hand_in, tells_beforehand
from tests.journeys.papers import PLAIN_TEXT, must_read, small_pdf, upload
from tests.journeys.people import DESK, PHONE
from tests.journeys.test_other_ways import ENTERPRISE

PROBLEM, WISH = "没有加盖单位公章", "加盖公章后重新上传"
MATTER = "厨房的排烟口正对邻居的卧室窗户。"
PLACE = "政务服务大厅三楼听证室"
SAID = "审查员出示了现场照片，申请人说明排烟管已改到屋顶，邻居不再反对。"
WHY = "要求当面说明排烟改造的情况。"
FOLLOWS = "听证查明排烟管已改到屋顶，不再影响邻居。"
REASON = "需要专家论证经营场所的布局。"
CODES = (
    "T01", "T02a", "T02b", "T04", "T05", "T07", "T12", "T16", "T13i", "T14i", "T13m", "T14m", "T14n", "T15a", "T15b",
    "T13a", "T13x", "T13w", "T13b", "T13h", "T13k", "T13l", "T14h", "T14p", "T18", "T17", "T19", "T27a", "T27b", "T29",
)  # fmt: skip


def walk(town):
    """Make the moves, and tell each that was made."""
    case = food_application(town)
    yield "T01"
    yield from _at_the_window(case)
    yield from _heard(case)
    yield from _stands_still(case)
    yield from _hearing(case)
    yield from _decided(case)
    yield from _handed_over(case)


def food_application(town):
    """Apply for a food business licence as the citizen for his enterprise."""
    citizen = town.at(CITIZEN)
    public.find_item(citizen)
    public.start(citizen, ENTERPRISE)
    public.fill_form(citizen, applicant_name=ENTERPRISE)
    public.upload_all(citizen)
    public.review(citizen)
    return hand_in(town)


def asked_to_mend(case, **more):
    """Ask once for what is to be mended."""
    told = {
        "tick:material:rules_list": True, "problem:material:rules_list": PROBLEM,
        "wanted:material:rules_list": WISH, **more,
    }  # fmt: skip
    must_read(case.make("T04", **told), PROBLEM, WISH, "共1项", "行政许可法")


def _mend(citizen):
    citizen.see(PROBLEM, WISH).must_not_see("操作流程文件")
    public.upload_material(citizen, "rules_list", upload("stamped.pdf", small_pdf("stamped")))


def _at_the_window(case):
    case.make("T02a")
    yield "T02a"
    case.make("T02b", verdict="not_ready", finding=PROBLEM)
    yield "T02b"
    asked_to_mend(case)
    yield "T04"
    case.ask("T05", "提交补正", _mend)
    yield "T05"
    must_read(case.make("T07"), "承诺办结", "法定办结")
    yield "T07"
    case.shows("T12", WINDOW)
    case.town.at(REVIEWER).open("/workbench/").see(case.number[-12:], title="待办")
    yield "T12"


def _heard(case):
    """Extend, and hear whose interests are touched; the units meet."""
    head = case.begin("T16")
    head.fill(days="9", reason=REASON)
    with head.expecting(422):
        head.submit()
        head.see_problem("最多延长5日")
    assert head.typed("reason") == REASON
    head.put("days", "5")
    must_read(case.finish("T16"), REASON, HEAD, "5个工作日")
    yield "T16"
    on = case.town.today
    notice = case.make("T13i", name="邻居李四", interest=MATTER, reply_by_on=(on + timedelta(days=3)).isoformat())
    must_read(notice, "邻居李四", MATTER, "第三十六条")
    yield "T13i"
    reviewer = case.begin("T14i")
    reviewer.page.locator("main").get_by_label("邻居李四").check()
    reviewer.fill(on=on.isoformat(), text="不反对，但请改动排烟口。")
    must_read(case.finish("T14i"), "请改动排烟口")
    yield "T14i"
    people = {"units": "市场准入科\n城市建设科", "people": "许衡\n秦川"}
    invitation = case.make("T13m", held_on=on.isoformat(), place=PLACE, question="排烟口怎样改", **people)
    must_read(invitation, PLACE, "城市建设科", "排烟口怎样改")
    yield "T13m"
    task = {"unit_1": "城市建设科", "task_1": "看现场", "due_1": (on + timedelta(days=1)).isoformat()}
    must_read(case.make("T14m", on=on.isoformat(), text="改到屋顶。", **task), "改到屋顶", "看现场")
    yield "T14m"
    case.make("T14n", note="看过了。")
    yield "T14n"


def _stands_still(case):
    stopped = case.make("T15a", ground="other_matter_first", reason="等消防验收的结果。")
    must_read(stopped, "等消防验收的结果", "法定期限", "行政复议")
    yield "T15a"
    must_read(case.make("T15b", reason="消防验收已经合格。"), "消防验收已经合格")
    yield "T15b"


def _hearing(case):
    """Tell the right, which is waived and then used, arrange, decide on the chair, hold."""
    town = case.town
    must_read(case.make("T13a", matter=MATTER, others="邻居李四"), MATTER, "第四十七条", "五日内", "不收取任何费用")
    yield "T13a"
    yield from _waived(case)
    _asked_for_on_the_phone(case)
    yield "T13b"
    on = town.today
    held_on = working_days_after(on, 7).on
    reviewer = case.open(REVIEWER).open(case.address("/workbench/cases/…/procedures/"))
    reviewer.see("已要求听证，待安排", WHY)
    case.begin("T13h")
    reviewer.fill(held_on=on.isoformat(), held_time="09:30", place=PLACE, chair="秦川")
    with reviewer.expecting(422):
        reviewer.submit()
        reviewer.see_problem("七日前", held_on.isoformat())
    reviewer.put("held_on", held_on.isoformat())
    must_read(case.finish("T13h"), PLACE, "秦川", "申请回避", "第四十五条")
    town.stranger().open("/notices/").see("听证").click("听证 · 食品经营许可")
    town.stranger().see(PLACE)
    reviewer.open("/workbench/procedures/").see(case.number[-12:], "已安排，待举行")
    yield "T13h"
    case.ask("T13k", "提交回避申请", reason="主持人是邻居的亲属。")
    yield "T13k"
    must_read(case.make("T13l", new_chair="", reason="经查没有亲属关系。"), "经查没有亲属关系")
    yield "T13l"
    town.pass_time(拨快一天=(held_on - on).days)
    told = {"on": held_on.isoformat(), "participants": "申请人 林小满\n利害关系人 李四", "statements": SAID}
    must_read(case.make("T14h", is_signed=True, **told), SAID, "签字或者盖章")
    yield "T14h"
    _signed(case)
    yield "T14p"


def _waived(case):
    """Let who was told of the right say that he wants no hearing, in writing and on his own page."""
    statement = case.make("T13x", who="邻居李四", on=case.town.today.isoformat())
    must_read(statement, "邻居李四", "第四十七条")
    yield "T13x"
    must_read(case.ask("T13w", "声明不要求听证", is_sure=True), ENTERPRISE, "第四十七条")
    case.town.at(CITIZEN).see("仍可以要求听证")
    yield "T13w"


def _signed(case):
    """Attach the minutes as they were signed; a file that only bears the name of a PDF is refused."""
    reviewer = case.begin("T14p")
    tells_beforehand(reviewer, "T14p")
    with reviewer.expecting(422):
        reviewer.page.set_input_files('main [name="file"]', upload("signed.pdf", PLAIN_TEXT))
        reviewer.submit()
        reviewer.see_problem("PDF")
    reviewer.page.set_input_files('main [name="file"]', upload("signed.pdf", small_pdf("signed minutes")))
    reviewer.submit()
    reviewer.arrive(f"**{case.address('/workbench/cases/…/procedures/')}").see(MOVES["T14p"].done, "signed.pdf")
    case.own().see("signed.pdf")


def _asked_for_on_the_phone(case):
    """Ask for the hearing on a small screen; a reason is owed."""

    def without_a_reason(phone):
        with phone.expecting(422):
            phone.submit()
            phone.see_problem("请写明要求听证的理由")

    citizen = case.own().see("您有权要求听证")
    citizen.page.set_viewport_size(PHONE)
    case.ask("T13b", "提交听证申请", without_a_reason, reason=WHY)
    citizen.see("已要求听证，等待安排").page.set_viewport_size(DESK)


def _decided(case):
    """Recommend, be sent back, recommend again, decide by the minutes."""
    case.make("T17", verdict="grant", text="符合条件。")
    case.make("T18", reason="请写明排烟口。")
    reviewer = case.open(REVIEWER)
    reviewer.open(case.address("/workbench/cases/…/review/")).see("请写明排烟口。")
    yield "T18"
    must_read(case.make("T17", verdict="grant", text="排烟口已改，符合条件。"), REVIEWER, "排烟口已改")
    yield "T17"
    approver = case.begin("T19")
    with approver.expecting(422):
        approver.submit()
        approver.see_problem("应当根据听证笔录作出决定")
    approver.put("text", FOLLOWS)
    must_read(case.finish("T19"), "听证笔录", FOLLOWS, "第四十八条第二款", "行政审批专用章")
    yield "T19"


def _handed_over(case):
    """See the licence, hand it over, close the file."""
    citizen = case.town.at(CITIZEN)
    link = citizen.page.locator('main a[href*="/my/licences/"]')
    citizen.wait_for(link, at=case.address("/my/cases/…/"))
    citizen.see("听证告知书", "听证通知书", "听证笔录", "准予许可决定书")
    link.first.click()
    citizen.arrive("**/my/licences/**")
    citizen.see("有效", ENTERPRISE)
    case.open(APPROVER).see("准予许可，待送达")
    licence = desk.paper(case.town.at(APPROVER), "食品经营许可证")
    must_read(licence, "食品经营许可证", ENTERPRISE, "有效期至")
    yield "T27a"
    must_read(case.make("T27b", way="window", received_by=CITIZEN), "窗口领取", CITIZEN, "食品经营许可证")
    yield "T27b"
    must_read(case.make("T29"), "收件凭证", "听证笔录", "准予许可决定书", "送达回证")
    yield "T29"
