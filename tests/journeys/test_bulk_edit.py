"""An item administrator narrows the list, changes what matches at once, and takes it back."""

import re

import pytest

from tests.journeys import office
from tests.journeys.browsing import Guests
from tests.journeys.people import leg

PAGE = re.compile(r"/office/items/bulk/[0-9a-f-]{36}/$")
ROUTE = "公交示例路（演示）"


@pytest.fixture
def people(browser, start):
    """Return the way to let people into a city of their own: nobody else begins a draft there."""
    with Guests(browser, start("bulk-edit", "furnished"), folder="bulk-edit") as guests:
        yield guests


def test_many_items_are_changed_at_once_and_taken_back(people):
    editor = office.sign_in(people("items"), "items", home="**/office/")

    with leg("the list is narrowed, and says how many match"):
        editor.open("/office/items/").see(office.ITEM)
        editor.put("words", office.ITEM)
        editor.put("state", "published")
        editor.click("筛选").arrive(re.compile("state=published")).see(office.ITEM, "1个事项", f"文字：{office.ITEM}")

    with leg("the operation and its values are told"):
        editor.click("修改这1个事项").arrive(re.compile("/bulk/new/")).see("改承诺办结时限", "替换文字")
        editor.click("改办理时间、地点和电话").arrive(re.compile("operation=places")).see("留空的不动")
        editor.fill(station_transport=ROUTE)
        editor.submit()

    with leg("the preview says what becomes of the item"):
        editor.arrive(PAGE).see("这是预览，还没有修改任何草稿", office.ITEM, ROUTE, "没有草稿，从第1版新建")

    with leg("it is applied, and the draft says so"):
        editor.click("修改1个事项")
        editor.page.wait_for_load_state("load")
        editor.see("已修改", "撤销这次修改")
        edit = editor.path
        editor.click(office.ITEM).arrive(re.compile(r"/office/items/[0-9a-f-]{36}/$")).see("草稿")
        assert editor.typed("station_transport") == ROUTE

    with leg("it is taken back, and the draft that was made for it is gone"):
        editor.open(edit).click("撤销这次修改")
        editor.page.wait_for_load_state("load")
        editor.see("已撤销").must_not_see("撤销这次修改")
        editor.click(office.ITEM).arrive(re.compile(r"/office/items/[0-9a-f-]{36}/$")).see("已发布").must_not_see(ROUTE)
