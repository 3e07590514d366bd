"""An item with every kind of procedure and two nodes, accepted while a promised material is still to come.

The editor of the city adds procedures and nodes to the licence for public places; what they rest on is chosen from
the sources of that item.
"""

import re
from datetime import timedelta

from tests.journeys import desk, office, public
from tests.journeys.moves import APPROVER, CITIZEN, REVIEWER
from tests.journeys.moving import hand_in
from tests.journeys.papers import must_read, small_pdf, upload
from tests.journeys.people import DESK, PHONE
from tests.journeys.test_other_ways import COMMON, ENTERPRISE

EDITOR, ITEM = "沈素", "公共场所卫生许可"
NODES = (
    {"name": "初审", "limit": "1"},
    {"name": "布局审查", "limit": "2", "after": ["node_1"]},
    {"name": "制度审查", "limit": "2", "after": ["node_1"]},
)
PROCEDURES = (("tender", "招标"), ("testing", "检测"), ("expert_review", "专家评审"))
ANSWERS = {
    "place_address": "安澜市清源区长堤路18号", "place_kind": "hotel", "place_area": "120", "staff_serving": "6",
    "central_air": "no", "hygiene_manager": "李四", "hygiene_manager_employment": "full_time",
    "legal_representative": "林小满", "legal_representative_id": "11010519491231002X", **COMMON,
}  # fmt: skip
GONE = "经营场所已经拆除，申请人已签字确认。"
CODES = ("T09", "T22", "T13s", "T14s", "T13t", "T14t", "T13e", "T14e", "T13", "T14", "T17n", "T18n", "T25", "T23")


def walk(town):
    """Make the moves, and tell each that was made."""
    enrich(town.at(EDITOR))
    kept, broken = apply(town), apply(town)
    must_read(kept.make("T09"), "容缺", "承诺")
    yield "T09"
    broken.make("T09")
    yield from _supplied(kept)
    yield from _examined(kept)
    yield from _nodes(kept)
    yield from _ended(kept)
    yield from _unkept(broken)


def enrich(editor):
    """Revise the item: three procedures more, and two nodes; publish."""
    editor.open("/office/items/").page.locator("main").get_by_role("link", name=ITEM).first.click()
    editor.arrive(re.compile(r"/office/items/[0-9a-f-]{36}/")).click("新建版本")
    editor.arrive(re.compile(r"/office/items/[0-9a-f-]{36}/$"))
    version = editor.path
    for kind, name in PROCEDURES:
        editor.open(f"{version}entries/special_procedures/new/").see()
        told = {"kind": kind, "name": name, "unit": "WD", "stops_clock": True}
        editor.fill(**told, check_state="own_wording", source="apl-45")
        editor.submit()
        editor.arrive("**/entries/special_procedures/").see("已保存", name)
    for node in NODES:
        editor.open(f"{version}process/new/").see("添加环节").fill(**node)
        editor.submit()
        editor.arrive("**/process/").see("审查过程已保存", node["name"])
    editor.see("与“制度审查”同时办理").open(version)
    office.publish(editor, ITEM)


def apply(town):
    """Apply with the promise to bring one material later."""
    citizen = town.at(CITIZEN)
    public.find_item(citizen, "公共场所", ITEM)
    public.start(citizen, ENTERPRISE)
    today = town.today
    public.fill_exactly(citizen, **ANSWERS, opens_on=today.isoformat())
    public.upload_all(citizen, ("identity", "plans", "test_report"))
    public.review(citizen)
    citizen.put("follow", ["rules"])
    citizen.put("follow-rules", (today + timedelta(days=2)).isoformat())
    citizen.put("pledge", True)
    return hand_in(town)


def _supplied(case):
    def scan(citizen):
        citizen.page.set_input_files('main [name="file"]', upload("rules.pdf", small_pdf("rules")))

    case.ask("T22", "提交材料", scan)
    yield "T22"


def _examined(case):
    on = case.town.today.isoformat()
    reviewer = case.begin("T13s")
    reviewer.fill(held_on=on, purpose="核对布局")
    for name in (REVIEWER, "秦川"):
        reviewer.page.locator("main").get_by_label(name, exact=True).check()
    must_read(case.finish("T13s"), REVIEWER, "秦川", "第三十四条", "两名以上")
    yield "T13s"
    must_read(case.make("T14s", result_on=on, text="布局与图一致。"), "布局与图一致")
    yield "T14s"
    reviewer = case.begin("T13t")
    for name in (REVIEWER, "秦川"):
        reviewer.page.locator("main").get_by_label(name, exact=True).check()
    reviewer.fill(kind="testing", subject_matter="客房空气", standard="GB/T 18204.1（演示）", planned_days="3")
    must_read(case.finish("T13t"), "客房空气", "秦川", "第五十五条")
    yield "T13t"
    must_read(case.make("T14t", verdict="passed", on=on, text="符合标准。"), "符合标准", "GB/T 18204.1（演示）")
    yield "T14t"
    told = {"experts": "专家甲\n专家乙", "held_on": on, "question": "通风是否足够"}
    must_read(case.make("T13e", **told), "专家甲", "通风是否足够")
    yield "T13e"
    must_read(case.make("T14e", verdict="agreed", on=on, text="通风足够。"), "通风足够")
    yield "T14e"
    must_read(case.make("T13", kind="tender", planned_days="10", people="主持人甲\n记录员乙"), "招标", "第四十五条")
    yield "T13"
    must_read(case.make("T14", result_on=on, text="申请人中标。"), "申请人中标")
    yield "T14"


def _nodes(case):
    """Two sections examine side by side after the first node; one of them does its work again."""
    assert not _offers_opinion(case), "no opinion while a node is open"
    case.make("T17n", outcome="agree", text="初审：与申请材料一致。")
    yield "T17n"
    case.open(REVIEWER).see("办理：布局审查", "办理：制度审查")
    _finish_node(case, "布局审查")
    assert not _offers_opinion(case), "the other section has not finished"
    _finish_node(case, "制度审查")
    assert _offers_opinion(case)
    reviewer = case.begin("T18n")
    reviewer.page.locator("main").get_by_label("布局审查").check()
    reviewer.put("reason", "请再核对布局。")
    case.finish("T18n")
    case.open(REVIEWER).click("办理：布局审查")
    reviewer.see("请再核对布局。")
    yield "T18n"
    reviewer.open(case.address("/workbench/cases/…/?part=way")).see("审查过程", "办理中", "已办完", "制度审查：")
    _finish_node(case, "布局审查")
    case.make("T17", verdict="grant", text="各环节均符合，建议准予。")
    case.open(APPROVER).open(case.address("/workbench/cases/…/?part=way")).see("制度审查：与申请材料一致。")


def _offers_opinion(case):
    reviewer = case.open(REVIEWER)
    return reviewer.page.locator("main").get_by_role("link", name="提出审查意见", exact=True).count() > 0


def _finish_node(case, name):
    reviewer = case.open(REVIEWER)
    reviewer.click(f"办理：{name}", within=reviewer.page.locator("main"))
    reviewer.see(title=name)
    reviewer.fill(outcome="agree", text=f"{name}：与申请材料一致。")
    desk.confirm(reviewer).see("这个环节已办完")


def _ended(case):
    approver = case.begin("T25")
    approver.put("ground", "object_gone")
    with approver.expecting(422):
        approver.submit()
        approver.see_problem("事实")
    approver.put("reason", GONE)
    must_read(case.finish("T25"), "申请办理的事项已经不复存在", GONE, ENTERPRISE, "行政复议")
    for size in (PHONE, DESK):
        citizen = case.town.at(CITIZEN)
        citizen.page.set_viewport_size(size)
        case.own().see("已终止办理", "终止办理通知书").must_not_see("撤回申请", "前作出决定", "选择送达方式")
    public.follow(case.town.stranger(), case.number, case.code).see("已终止办理").must_not_see("前作出决定")
    yield "T25"


def _unkept(case):
    case.town.pass_time(拨快一天=3)
    approver = case.begin("T23")
    approver.put("reason", "已催告两次。")
    must_read(case.finish("T23"), "已催告两次", "行政复议")
    case.own().see("承诺的材料没有补齐，已退件")
    case.open(APPROVER).see("已退件")
    yield "T23"
