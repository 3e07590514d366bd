"""An editor makes an item that can be applied for out of one of which only name and code are known."""

import re

import pytest

from tests.journeys import office
from tests.journeys.people import DESK, PHONE, leg

HEADER = "department,main_item,name,itemCode,taskType,areaCode,deptCode"
OWN = {"check_state": "own_wording", "source": "city"}
# The item and its law are invented for the journey.
SAYS = {
    "power_source": "1", "service_object": ["1", "2"], "case_type": "2", "handling_form": ["1", "2"],
    "stat_limit": "20", "stat_limit_unit": "WD", "promise_limit": "5", "promise_limit_unit": "WD", "visit_count": "0",
    "quota": "没有数量限制。", "fee_flag": "否", "result_type": "none", "station": "是", "online": "是",
    "pay_online": "否", "express": "否",
}  # fmt: skip
BASIS = {"document": "示例条例（演示）", "article": "第三条", "level": "local_regulation", "text": "存放渔具应当备案。"}
STEPS = [
    {"key": "accept", "name": "受理", "post": "intake", "post_name": "窗口受理岗"},
    {"key": "examine", "name": "审查", "post": "reviewer", "post_name": "审查岗", "limit": "3", "timed": True},
    {"key": "decide", "name": "决定", "post": "approver", "post_name": "决定岗", "limit": "2", "timed": True},
]


def bring_in(editor, name, code):
    """Import a table of one row and open the blank draft made of it."""
    editor.open("/office/items/import/").see()
    table = f"{HEADER}\n区农业局,未分类,{name},{code},10,511602000000,1".encode()
    editor.page.set_input_files('main [name="file"]', {"name": "a.csv", "mimeType": "text/csv", "buffer": table})
    editor.put("source", "示例目录（从头填写）")
    editor.submit()
    editor.arrive(re.compile(r"/office/items/import/[0-9a-f-]{36}/"))
    editor.click("确认导入")
    editor.page.wait_for_load_state("load")
    editor.open(f"/office/items/listed/?q={name}").click(name).arrive("**/office/items/listed/**")
    editor.page.get_by_label("空白草稿", exact=True).check()
    editor.submit()
    editor.arrive(re.compile(r"/office/items/[0-9a-f-]{36}/")).see("待填写")
    return re.search(r"/office/items/[0-9a-f-]{36}/", editor.page.url).group()


def add(editor, root, listed, **told):
    """Add an entry to a list, and see the list."""
    editor.open(f"{root}entries/{listed}/new/").see()
    editor.fill(**told)
    editor.submit()
    editor.arrive(f"**/entries/{listed}/").see("已保存")


def ask(editor, root, **told):
    """Add a question to the form."""
    editor.open(f"{root}form/questions/new/").see()
    editor.fill(**told)
    editor.submit()
    editor.arrive("**/form/").see(told["label"])


def fill_lists(editor, root):
    add(editor, root, "legal_basis", **BASIS)
    add(editor, root, "accept_conditions", text="材料齐全、符合法定形式。", **OWN)
    add(editor, root, "grant_conditions", text="有固定的场所。", **OWN)
    for step in (STEPS[0], STEPS[2], STEPS[1]):
        add(editor, root, "flow", duty="按规定办理。", limit_unit="WD", **step, **OWN)
    for listed, detail in (("consult", "0000-0000（演示）"), ("complain", "12345")):
        add(editor, root, listed, way="电话", detail=detail, **OWN)
    editor.open(f"{root}entries/special_procedures/").click("写明没有")
    editor.page.wait_for_load_state("load")
    editor.see("已经写明：没有")


@pytest.mark.parametrize(("size", "scripts"), [(DESK, True), (PHONE, False)], ids=["desk", "phone-without-javascript"])
def test_a_bare_name_becomes_an_item_that_is_applied_for(guests, size, scripts):
    at_desk = size == DESK
    name, number = ("渔具存放备案（演示）", "7") if at_desk else ("渔网晾晒备案（演示）", "8")
    editor = office.sign_in(guests("items", size=size, scripts=scripts), "items", home="**/office/")

    with leg("a bare name is brought in, and the page of publication says what is missing"):
        root = bring_in(editor, name, f"511Z0700100{number}-511602000000-000-11511301008778183N-1-00")
        editor.open(f"{root}publish/").see("还不能发布", "设定依据", "申请材料")
        editor.click("办理流程").arrive("**/entries/flow/").see("取自参考事项")

    with leg("plain elements and lists are filled in"):
        for key, value in {"basic_code": f"99103100900{number}", **SAYS}.items():
            editor.open(root)
            office.fill_in(editor, key, value)
        fill_lists(editor, root)

    with leg("an entry is moved, and one is removed after it was shown"):
        editor.open(f"{root}entries/flow/").page.get_by_role("button", name="上移").nth(2).click()
        editor.arrive("**/entries/flow/").see("已保存")
        add(editor, root, "grant_conditions", text="写错的一条。", **OWN)
        editor.page.get_by_role("link", name=re.compile("^删除")).last.click()
        editor.arrive("**/remove/").see("写错的一条。")
        editor.click("确认删除").arrive("**/entries/grant_conditions/").must_not_see("写错的一条。")

    with leg("the form is built and looked at"):
        editor.open(f"{root}form/").click("采用这份申请表").arrive("**/form/").see("申请人名称")
        ask(editor, root, label="存放地址", type="address", required=True)
        ask(editor, root, label="存放方式", type="choice", options="室内|indoors\n露天|outdoors", required=True)
        editor.open(f"{root}form/preview/").see("存放方式", "露天")

    with leg("materials rest on the clause and on the form"):
        shared = {"necessity": "1", "source": "applicant", "legal_basis": ["source-1"]}
        made = editor.open(f"{root}entries/materials/new/").page.locator('[name="blank_form"] option').nth(1)
        form = made.get_attribute("value")
        add(editor, root, "materials", name="备案申请表", blank_form=form, **shared)
        add(editor, root, "materials", name="场所照片", needed_when=["question_2=choice_2"], **shared)

    with leg("nothing is missing, and publication makes the code"):
        editor.open(f"{root}publish/").see("发布后会发生什么", f"99103100900{number}")
        editor.submit()
        editor.arrive(re.compile(r"/office/items/[0-9a-f-]{36}/$")).see("已发布")

    with leg("the public finds it and can begin"):
        citizen = guests("citizen", size=size)
        citizen.open(f"/items/?q={name}").click(name).arrive(re.compile(r"/items/[0-9a-f-]{36}/")).see("开始申请")
