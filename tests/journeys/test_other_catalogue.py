"""An editor brings another catalogue in; the public finds its items but cannot apply until one is completed."""

import re

import pytest

from tests.journeys import office
from tests.journeys.people import DESK, PHONE, leg

SOURCE = "示例区政务服务事项目录"
CODE = "511Z07001006-511602000000-000-11511301008778183N-1-00"
HEADER = "department,main_item,name,itemCode,taskType,areaCode,deptCode"
ROWS = [
    f"区市监局,食品经营,食品经营许可（目录）,{CODE},1,511602000000,11511301008778183N",
    "区人社局,社会保障卡服务,社会保障卡补&amp;amp;换,,20,511602000000,1151130108778239R_5143",
    "区人社局,未分类,,,20,511602000000,",
    *(
        f"区教科体局,义务教育阶段入学,第{n}项入学政策咨询,512C00533{n:05d}-511602000000-000-083372204-1-00,20,511602000000,083372204"
        for n in range(40)
    ),
]  # fmt: skip


def hand_in(editor, content):
    editor.open("/office/items/import/").see(title="导入事项")
    file = {"name": "items.csv", "mimeType": "text/csv", "buffer": content}
    editor.page.set_input_files('main [name="file"]', file)
    editor.put("source", SOURCE)
    editor.submit()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_imported_item_is_found_and_only_after_completion_applied_for(guests, size):
    with leg("a bad file is answered with a sentence, and nothing typed is lost"):
        editor = office.sign_in(guests("items", size=size), "items", home="**/office/")
        with editor.expecting(422):
            hand_in(editor, b"<html>502</html>")
            editor.see_problem("网页")
        assert editor.typed("source") == SOURCE

    with leg("the table is looked at and confirmed"):
        hand_in(editor, "\n".join([HEADER, *ROWS]).encode())
        editor.arrive(re.compile(r"/office/items/import/[0-9a-f-]{36}/"))
        editor.see("还没有写入任何内容", "没有写明事项名称", "下载全部问题")
        editor.click("确认导入")
        editor.page.wait_for_load_state("load")
        editor.see("导入完成")

    with leg("the public walks through the catalogue"):
        citizen = guests("citizen", size=size)
        for tab in ("person", "organisation", "department", "theme"):
            citizen.open(f"/?tab={tab}").see("找要办的事项")
        citizen.open("/?tab=department").click("区教科体局").arrive("**/departments/**")
        citizen.see("共40个事项", title="区教科体局")
        citizen.click("下一页")
        citizen.page.wait_for_load_state("load")
        citizen.see("回到第一页")

    with leg("a listed item is found and cannot be applied for"):
        citizen.open("/items/").put("q", "社会保障卡")
        citizen.submit()
        citizen.arrive("**/items/?*").see("找到1个事项", "不能在线申请")
        citizen.click("社会保障卡补&换").arrive("**/items/listed/**")
        citizen.see("不能在线申请", "尚未由本市核定", SOURCE, "尚未查明").must_not_see("开始申请")

    if size == DESK:
        complete(editor, citizen)


def complete(editor, citizen):
    with leg("the editor completes one"):
        editor.open("/office/items/listed/?q=食品经营许可").see()
        editor.click("食品经营许可（目录）").arrive("**/office/items/listed/**")
        editor.see("这不是实施编码", "补全这个事项")
        editor.page.get_by_label(office.ITEM, exact=True).check()
        editor.submit()
        editor.arrive(re.compile(r"/office/items/[0-9a-f-]{36}/")).see("已与本机关的事项对应")

    with leg("the public now finds the item that can be applied for"):
        citizen.open("/items/?q=食品经营许可").see("承诺5个工作日", office.ITEM).must_not_see("食品经营许可（目录）")
        citizen.click(office.ITEM).arrive(re.compile(r"/items/[0-9a-f-]{36}/")).see("开始申请")
        citizen.page.locator("summary:has(#basis)").click()
        citizen.see("国家对食品生产经营实行许可制度")
